using Jisr.Contracts.Ledger;
using Jisr.Kernel.Data;
using Jisr.Kernel.Values;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Rates;

/// <summary>Answers the other modules' questions about rates.</summary>
internal sealed class KnownRates(JisrDb db, TimeProvider clock) : IRates
{
    /// <summary>M-2: between two series of one currency the rate is the law's and never ends. 1 new is 100 old.</summary>
    private static readonly (Currency From, Currency To, long ValueE8)[] Fixed =
    [
        (Currency.SypNew, Currency.SypOld, 100_00000000),
        (Currency.SypOld, Currency.SypNew, 1_000000),
    ];

    private static readonly DateTimeOffset NewPoundFrom = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public async Task<RateInfo?> FindAsync(Guid id, CancellationToken ct) =>
        Info(await db.Set<Rate>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct));

    public async Task<RateInfo?> InForceAsync(string from, string to, CancellationToken ct)
    {
        if (Fixed.Any(f => f.From.Key == from && f.To.Key == to))
            return await FindAsync(FixedId(from, to), ct);
        var now = Clock.Now(clock);
        return Info(
            await db.Set<Rate>()
                .AsNoTracking()
                .Where(r => r.Base == from && r.Quote == to && r.ValidUntil > now)
                .OrderByDescending(r => r.At)
                .FirstOrDefaultAsync(ct)
        );
    }

    /// <summary>Writes down the rates that are fixed by law, once.</summary>
    public static async Task PrepareAsync(JisrDb db, CancellationToken ct)
    {
        var missing = Fixed.ToDictionary(f => FixedId(f.From.Key, f.To.Key));
        var ids = missing.Keys.ToList();
        foreach (var known in await db.Set<Rate>().Where(r => ids.Contains(r.Id)).Select(r => r.Id).ToListAsync(ct))
            missing.Remove(known);
        if (missing.Count == 0)
            return;
        await using var turn = await db.Storage.WriteTurnAsync(ct);
        foreach (var (id, rate) in missing)
            db.Add(
                new Rate
                {
                    Id = id,
                    Base = rate.From.Key,
                    Quote = rate.To.Key,
                    ValueE8 = rate.ValueE8,
                    Side = "mid",
                    Source = "the law of the new pound",
                    Place = "SY",
                    At = NewPoundFrom,
                    ValidUntil = NewPoundFrom.AddYears(500),
                }
            );
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Ids of the rates that are fixed by law: nobody entered them, and no list of today shows them.</summary>
    public static IReadOnlyList<Guid> FixedIds { get; } = [.. Fixed.Select(f => FixedId(f.From.Key, f.To.Key))];

    private static Guid FixedId(string from, string to) => NameUuid.Of("ledger.rate", from, to);

    private static RateInfo? Info(Rate? rate) =>
        rate is null
            ? null
            : new RateInfo(
                rate.Id,
                rate.Base,
                rate.Quote,
                rate.ValueE8,
                rate.Source,
                rate.Place,
                rate.At,
                rate.ValidUntil
            );
}
