using Jisr.Kernel.Audit;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Doors.Sync;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Language;
using Jisr.Market.Orders;
using Jisr.Market.Products;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Rounds;

/// <summary>What a courier's phone keeps of his round, under a key from his PIN (doors.md §5.5): bag, first name, district
/// and cash due. No place, no landmark, no number.</summary>
/// <param name="Own">The seller goes herself: nothing is handed over at the end.</param>
internal sealed record TakenRound(
    Guid RoundId,
    int No,
    string ShopName,
    DateOnly Day,
    bool Own,
    RoundState State,
    IReadOnlyList<TakenStop> Stops
);

/// <param name="Due">Smallest parts of the currency.</param>
/// <param name="Result">What was written of it already; waiting where nothing was.</param>
/// <param name="Final">Something was handed over or refused: it cannot be written again.</param>
internal sealed record TakenStop(
    Guid OrderId,
    string Bag,
    string Name,
    string Where,
    string? Window,
    long Due,
    string Currency,
    string CurrencyName,
    int Decimals,
    StopResult Result,
    bool Final,
    long Paid,
    IReadOnlyList<TakenBagLine> Lines
);

/// <summary>A line in the bag, so that a part of it may be refused. In thousandths.</summary>
internal sealed record TakenBagLine(Guid Id, string Title, string Unit, long Step, long Left);

/// <summary>A round is taken along by who holds the secret of its link, until the link ends.</summary>
internal sealed class RoundAlong(JisrDb db, SellerRounds rounds, ReadLog log, Words words) : ITakeBySecret
{
    private const string Name = "round";

    public string What => Name;

    public static AlongThing Of(Guid round) => new(Name, round);

    public async Task<SecretThing?> OpenAsync(Guid thing, string secret, DateTimeOffset now, CancellationToken ct)
    {
        var id = new RoundId(thing);
        var found = await (
            from r in db.Set<Round>().AsNoTracking()
            join s in db.Set<Shop>() on r.ShopId equals s.Id
            where r.Id == id
            select new { Round = r, s.PartyId }
        ).SingleOrDefaultAsync(ct);
        return
            found is not null
            && found.Round.OpensByLink(now)
            && secret.Length <= 64
            && OrderToken.Fits(found.Round.TokenHash, secret)
            ? new SecretThing(
                found.PartyId,
                words["Round {n}", ("n", found.Round.No)],
                (found.Round.OutAt ?? found.Round.LoadedAt)!.Value + Round.LinkFor
            )
            : null;
    }

    public async Task<object> ListAsync(Guid thing, CancellationToken ct)
    {
        var sheet = (await rounds.OfIdAsync(thing, ct))!;
        await log.WriteAsync(
            ReadAction.Export,
            [],
            "order.name,order.district",
            reason: "round " + sheet.Round.Id,
            ct: ct
        );
        return new TakenRound(
            thing,
            sheet.Round.No,
            sheet.ShopName,
            sheet.Round.Day,
            sheet.Round.IsOwn,
            sheet.Round.State,
            [.. sheet.Stops.Select(Taken)]
        );
    }

    private TakenStop Taken(StopView stop)
    {
        var due = stop.Due;
        return new TakenStop(
            stop.Order.Id.Value,
            stop.Bag,
            stop.Order.BuyerName,
            stop.Where,
            stop.Stop.Window,
            due.Minor,
            due.Currency.Key,
            due.Currency.NameIn(Words.Language),
            due.Currency.Scale,
            stop.Stop.Result,
            stop.Stop.HasFinalResult,
            stop.PaidMinor,
            [
                .. stop
                    .Lines.Where(l => l.Remaining > 0)
                    .Select(l => new TakenBagLine(
                        l.Id.Value,
                        l.Title,
                        UnitWords.Of(words, l.Unit),
                        l.Step,
                        l.Remaining
                    )),
            ]
        );
    }
}
