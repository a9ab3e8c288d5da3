using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Events;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using SumKey = (
    System.DateOnly On,
    string Kind,
    string Area,
    System.Guid Unit,
    System.Guid Programme,
    string Detail,
    string Currency
);

namespace Jisr.Insight.Facts;

/// <summary>Makes a fact of every event, in the event's own transaction. A new module needs nothing here: its events
/// become facts by their names.</summary>
internal sealed class WriteFacts(JisrDb db, IPlaces places, IUnitTree units) : IInTransaction
{
    // What the events of this transaction add to each sum.
    private readonly Dictionary<SumKey, Added> sums = [];
    private readonly HashSet<PartyId> fresh = [];

    public async Task OnAsync(JisrEvent what, CommandScope scope, CancellationToken ct)
    {
        // Says of whom reports leave facts out; it is none itself.
        if (what is ReportsAnswered)
            return;
        // The first half must be there before the second can take it back.
        if (what.TakesBack && db.IsTogether)
            await db.WriteWaitingAsync(ct);
        var earlier = what.TakesBack ? await TakenBackAsync(what, ct) : null;
        var fact = earlier?.Reversed(scope.Kind, scope.Now) ?? New(what, await CountedAsAsync(what, ct), scope);
        db.AddNew(fact);
        // What counted until now goes; a new fact comes.
        AddUp(fact, earlier is null ? 1 : -1);
    }

    public async Task EndAsync(CancellationToken ct)
    {
        // Always in one order, so that two transactions never wait for each other.
        foreach (var key in sums.Keys.Order().ToList())
            await WriteAsync(key, sums[key], ct);
        sums.Clear();
    }

    // Who was one of several until now is counted with them from the first fact on; who is new is counted as herself.
    private async Task<PartyId?> CountedAsAsync(JisrEvent what, CancellationToken ct)
    {
        if (what.PartyId is not { } party)
            return null;
        if (what is PersonRegistered)
            fresh.Add(party);
        return fresh.Contains(party)
            ? party
            : await db.Set<CountedAs>()
                .AsNoTracking()
                .Where(c => c.PartyId == party)
                .Select(c => (PartyId?)c.Root)
                .FirstOrDefaultAsync(ct)
                ?? party;
    }

    private Fact New(JisrEvent what, PartyId? countedAs, CommandScope scope) =>
        new()
        {
            Kind = what.Name,
            On = what.On,
            UnitId = what.UnitId,
            PlaceCode = what.PlaceCode,
            Area = AreaOf(what),
            ProgrammeId = what.ProgrammeId,
            PartyId = what.PartyId,
            CanonicalPartyId = countedAs,
            Sex = what.Sex ?? "",
            SourceKind = scope.Kind,
            SourceId = what.SourceId,
            Detail = what.Detail ?? "",
            Quantity = what.Quantity,
            AmountMinor = what.AmountMinor,
            Currency = what.AmountCurrency ?? "",
            Lowers = what.TakesBack,
            Counts = true,
            RecordedAt = scope.Now,
        };

    /// <summary>The newest fact of the same source that still counts. Null when the event lowers what another source
    /// brought, as a claim does.</summary>
    private async Task<Fact?> TakenBackAsync(JisrEvent what, CancellationToken ct)
    {
        var currency = what.AmountCurrency ?? "";
        var halves = db.Set<Fact>()
            .Local.LastOrDefault(f =>
                f.Counts
                && f.SourceId == what.SourceId
                && f.Kind == what.Name
                && f.PartyId == what.PartyId
                && f.Currency == currency
                && f.Detail == (what.Detail ?? f.Detail)
            );
        if (halves is not null)
        {
            // Both halves were said by one command: the first needs its number before the second can name it.
            await db.SaveChangesAsync(ct);
            return halves;
        }
        var found = db.Set<Fact>()
            .Where(f => f.SourceId == what.SourceId && f.Kind == what.Name && f.Counts && f.PartyId == what.PartyId)
            .Where(f => f.Currency == currency);
        if (what.Detail is { } detail)
            found = found.Where(f => f.Detail == detail);
        return await found.OrderByDescending(f => f.Id).FirstOrDefaultAsync(ct);
    }

    private string AreaOf(JisrEvent what)
    {
        if (what.PlaceCode is { } code)
            return places.Ancestor(code, 1)?.Code ?? CountryOf(code);
        return what.UnitId is { } unit && units.Find(unit)?.PlaceCode is { } home ? CountryOf(home) : "";
    }

    private static string CountryOf(string place) => place.Length < 2 ? "" : place[..2];

    private void AddUp(Fact fact, int step)
    {
        // A fact that takes another back shows that one's values from the other side.
        var sign = fact.Lowers ? -1 : 1;
        SumKey key = (
            fact.On,
            fact.Kind,
            fact.Area,
            fact.UnitId?.Value ?? Guid.Empty,
            fact.ProgrammeId?.Value ?? Guid.Empty,
            fact.Detail,
            fact.Currency
        );
        var so = sums.GetValueOrDefault(key);
        sums[key] = new Added(
            so.Facts + step,
            so.TakenBack + (step < 0 ? 1 : 0),
            so.Quantity + (long)fact.Quantity * sign,
            so.AmountMinor + (fact.AmountMinor ?? 0) * sign
        );
    }

    private Task WriteAsync(SumKey key, Added added, CancellationToken ct) =>
        db.Database.ExecuteSqlRawAsync(
            """
            INSERT INTO insight_day_sum
              (day, kind, area, unit_id, programme_id, detail, currency, facts, taken_back, quantity, amount_minor)
            VALUES ({0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}, {9}, {10})
            ON CONFLICT (day, kind, area, unit_id, programme_id, detail, currency) DO UPDATE SET
              facts = insight_day_sum.facts + excluded.facts,
              taken_back = insight_day_sum.taken_back + excluded.taken_back,
              quantity = insight_day_sum.quantity + excluded.quantity,
              amount_minor = insight_day_sum.amount_minor + excluded.amount_minor
            """,
            [
                key.On.DayNumber,
                key.Kind,
                key.Area,
                db.Storage.RawId(key.Unit),
                db.Storage.RawId(key.Programme),
                key.Detail,
                key.Currency,
                added.Facts,
                added.TakenBack,
                added.Quantity,
                added.AmountMinor,
            ],
            ct
        );

    private readonly record struct Added(int Facts, int TakenBack, long Quantity, long AmountMinor);
}
