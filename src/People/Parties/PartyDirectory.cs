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
        return rows.Where(r => PersonRights.MaySee(gate, reader, r.Id, r.HomeUnitId))
            .ToDictionary(r => r.Id, r => r.FullName);
    }

    public async Task<UnitId?> HomeUnitAsync(PartyId party, CancellationToken ct) =>
        await db.Set<Party>()
            .AsNoTracking()
            .Where(p => p.Id == party)
            .Select(p => (UnitId?)p.HomeUnitId)
            .SingleOrDefaultAsync(ct);
}

/// <summary>Who may see what of one woman (people.md A7), asked at the one gate.</summary>
internal static class PersonRights
{
    public const string See = "person.see";
    public const string Search = "person.search";
    public const string Contact = "person.contact";
    public const string Document = "person.document";

    /// <summary>Staff pages of registering; the command itself is open to women who register alone.</summary>
    public const string Desk = "person.register";

    public static bool MaySee(AccessGate gate, Actor reader, PartyId party, UnitId home) =>
        gate.May(reader, See, Reach.Any(Reach.Unit(home), Reach.Self(party)));
}
