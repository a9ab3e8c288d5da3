using Jisr.Kernel.Access;
using Jisr.Kernel.Audit;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.People.Parties;
using Jisr.People.Registration;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Matching;

/// <summary>A record of the worker's own people that may be the woman before her.</summary>
internal sealed record OwnHint(
    PartyId Id,
    string Strength,
    string Name,
    string Birth,
    string? Place,
    string Number,
    DateOnly On
);

/// <summary>What may be said before saving: her own people side by side; of others only which centre to ask.</summary>
internal sealed record Hints(IReadOnlyList<OwnHint> Own, IReadOnlyList<UnitId> Ask)
{
    public bool IsEmpty => Own.Count + Ask.Count == 0;
}

/// <summary>Looks for possible doubles before a registration is saved. It never blocks one.</summary>
internal sealed class MatchHints(
    JisrDb db,
    MatchFinder finder,
    RegistrationReader reader,
    Sealer sealer,
    AccessGate gate,
    ICurrentActor current,
    ReadLog log
)
{
    private const int Most = 5;

    public async Task<Hints> FindAsync(RegisterPerson command, CancellationToken ct)
    {
        var read = reader.Read(command, command.UnitId, []);
        var form = RegistrationRows.FormOf(command, read, sealer);
        var found = await finder.FindAsync(form, default, ct);
        var actor = await current.GetAsync(ct);
        var own = found.Where(f => gate.May(actor, PersonRights.See, Reach.Unit(f.Unit))).Take(Most).ToList();
        IReadOnlyList<UnitId> ask =
        [
            .. found
                .Select(f => f.Unit)
                .Distinct()
                .Where(u => !gate.May(actor, PersonRights.See, Reach.Unit(u)))
                .Take(Most),
        ];
        if (own.Count == 0)
            return new Hints([], ask);
        PartyId[] ids = [.. own.Select(o => o.Party)];
        await log.WriteAsync(ReadAction.List, ids, "name,birth,place", command.UnitId, "possible-match", ct);
        var rows = await (
            from person in db.Set<Person>().AsNoTracking()
            join party in db.Set<Party>() on person.PartyId equals party.Id
            where ids.Contains(party.Id)
            select new
            {
                party.Id,
                party.Number,
                person.FullName,
                person.BirthDate,
                person.BirthPrecision,
                person.RegisteredOn,
                Place = db.Set<Residence>()
                    .Where(r => r.PartyId == party.Id && r.To == null)
                    .Select(r => r.PlaceCode)
                    .FirstOrDefault(),
            }
        ).ToListAsync(ct);
        return new Hints(
            [
                .. own.Join(
                    rows,
                    o => o.Party,
                    r => r.Id,
                    (o, r) =>
                        new OwnHint(
                            r.Id,
                            o.Strength,
                            r.FullName,
                            FieldReader.WriteBirth(r.BirthDate, r.BirthPrecision),
                            r.Place,
                            r.Number,
                            r.RegisteredOn
                        )
                ),
            ],
            ask
        );
    }
}
