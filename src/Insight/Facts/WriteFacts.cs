using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Events;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Insight.Facts;

/// <summary>Makes a fact of every event, in the event's own transaction. A new module needs nothing here: its events
/// become facts by their names.</summary>
internal sealed class WriteFacts(JisrDb db, IPlaces places, IUnitTree units) : IInTransaction
{
    public async Task OnAsync(JisrEvent what, CommandScope scope, CancellationToken ct)
    {
        var earlier = what.TakesBack ? await TakenBackAsync(what, ct) : null;
        var fact = earlier?.Reversed(scope.Kind, scope.Now) ?? New(what, scope);
        db.Add(fact);
        // What counted until now goes; a new fact comes.
        await AddUpAsync(fact, earlier is null ? 1 : -1, ct);
    }

    private Fact New(JisrEvent what, CommandScope scope) =>
        new()
        {
            Kind = what.Name,
            On = what.On,
            UnitId = what.UnitId,
            PlaceCode = what.PlaceCode,
            Area = AreaOf(what),
            ProgrammeId = what.ProgrammeId,
            PartyId = what.PartyId,
            CanonicalPartyId = what.PartyId,
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
        var fresh = db.Set<Fact>()
            .Local.LastOrDefault(f =>
                f.Counts
                && f.SourceId == what.SourceId
                && f.Kind == what.Name
                && f.PartyId == what.PartyId
                && f.Currency == currency
                && f.Detail == (what.Detail ?? f.Detail)
            );
        if (fresh is not null)
        {
            // Both halves were said by one command: the first needs its number before the second can name it.
            await db.SaveChangesAsync(ct);
            return fresh;
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

    private Task AddUpAsync(Fact fact, int step, CancellationToken ct)
    {
        // A fact that takes another back shows that one's values from the other side.
        var sign = fact.Lowers ? -1 : 1;
        return db.Database.ExecuteSqlRawAsync(
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
                fact.On.DayNumber,
                fact.Kind,
                fact.Area,
                db.Storage.RawId(fact.UnitId?.Value ?? Guid.Empty),
                db.Storage.RawId(fact.ProgrammeId?.Value ?? Guid.Empty),
                fact.Detail,
                fact.Currency,
                step,
                step < 0 ? 1 : 0,
                (long)fact.Quantity * sign,
                (fact.AmountMinor ?? 0) * sign,
            ],
            ct
        );
    }
}
