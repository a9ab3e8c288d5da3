using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Parties;

/// <summary>Answers what other modules ask about people, within the reader's rights.</summary>
internal sealed class PartyDirectory(JisrDb db, AccessGate gate) : IPartyDirectory
{
    public async Task<IReadOnlyDictionary<PartyId, string>> NamesOfAsync(
        IReadOnlyCollection<PartyId> parties,
        Actor reader,
        CancellationToken ct
    )
    {
        PartyId[] ids = [.. parties.Distinct()];
        var rows = await (
            from party in db.Set<Party>().AsNoTracking()
            join person in db.Set<Person>() on party.Id equals person.PartyId
            where ids.Contains(party.Id)
            select new
            {
                party.Id,
                party.HomeUnitId,
                person.FullName,
            }
        ).ToListAsync(ct);
        var names = new Dictionary<PartyId, string>(rows.Count);
        foreach (var row in rows)
            if (
                gate.May(reader, PersonRights.Name, Reach.Unit(row.HomeUnitId))
                || await PersonRights.MayAsync(db, gate, reader, PersonRights.See, row.Id, row.HomeUnitId, ct)
            )
                names[row.Id] = row.FullName;
        return names;
    }

    public Task<IReadOnlyList<PartyId>> RecordsOfAsync(PartyId party, CancellationToken ct) =>
        LivesOn.RecordsAsync(db, party, ct);

    public async Task<UnitId?> HomeUnitAsync(PartyId party, CancellationToken ct) =>
        await db.Set<Party>()
            .AsNoTracking()
            .Where(p => p.Id == party)
            .Select(p => (UnitId?)p.HomeUnitId)
            .SingleOrDefaultAsync(ct);
}
