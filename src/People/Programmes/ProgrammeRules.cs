using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.People.Consents;
using Jisr.People.Parties;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Programmes;

/// <summary>Whom a programme is meant for. Rules shut nobody out by themselves: what is not known is no fault of hers, and
/// a worker may find her eligible against them when she says why. What needs her yes waits for it.</summary>
internal sealed class ProgrammeRules(JisrDb db, IPlaces places, IUnitTree units)
{
    /// <summary>What speaks against finding her eligible; null for nothing.</summary>
    public async Task<Outcome?> AgainstAsync(
        ProgrammeId programme,
        PartyId party,
        UnitId home,
        bool hasReason,
        CancellationToken ct
    )
    {
        var rules = await db.Set<Programme>().AsNoTracking().SingleAsync(p => p.Id == programme, ct);
        var today = units.Today(home);
        foreach (var purpose in rules.NeedList)
            if ((await db.NewestConsentAsync(party, purpose, ct))?.HoldsOn(today) != true)
                return Outcome.No("NO_CONSENT_YET", "to");
        if (hasReason)
            return null;
        return await OutsideAsync(rules, party, today, ct) is { } code ? Outcome.No(code, "reason") : null;
    }

    /// <summary>The programmes that a woman of this place may join alone today.</summary>
    public async Task<IReadOnlyList<Programme>> OpenAsync(string? place, DateOnly today, CancellationToken ct) =>
        [
            .. (await db.Set<Programme>().AsNoTracking().Where(p => p.TakesAlone).ToListAsync(ct)).Where(p =>
                p.RunsOn(today) && IsOfPlace(p, place)
            ),
        ];

    private async Task<string?> OutsideAsync(Programme rules, PartyId party, DateOnly today, CancellationToken ct)
    {
        var person = await db.Set<Person>().AsNoTracking().SingleAsync(p => p.PartyId == party, ct);
        if (rules.Sex is { } sex && person.Sex is "F" or "M" && person.Sex != rules.Sex)
            return "PROGRAMME_SEX";
        if (person.BirthDate is { } birth)
        {
            var age = today.Year - birth.Year - (today < birth.AddYears(today.Year - birth.Year) ? 1 : 0);
            if (age < rules.AgeFrom || age > rules.AgeTo)
                return "PROGRAMME_AGE";
        }
        var place = await db.Set<Residence>()
            .Where(r => r.PartyId == party && r.To == null)
            .Select(r => r.PlaceCode)
            .FirstOrDefaultAsync(ct);
        return place is not null && !IsOfPlace(rules, place) ? "PROGRAMME_PLACE" : null;
    }

    private bool IsOfPlace(Programme programme, string? place) =>
        programme.PlaceList.Count == 0
        || place is null
        || programme.PlaceList.Any(p =>
            p == place || ((int[])[1, 2, 3]).Any(level => places.Ancestor(place, level)?.Code == p)
        );
}
