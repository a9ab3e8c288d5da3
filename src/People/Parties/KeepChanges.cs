using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.People.Matching;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Parties;

/// <summary>Writes changed fields of one group into a person's rows, and keeps what stood before. The caller has locked
/// the party and loaded its <see cref="PersonValues"/>.</summary>
internal sealed class KeepChanges(JisrDb db, IUnitTree units, Sealer sealer, MatchFinder matches)
{
    private static readonly string[] OfNumber = ["answeredBy", "verifiedAt"];

    /// <summary>The version of a group now; a group that never changed is at 1.</summary>
    public async Task<int> VersionAsync(PartyId party, string group, CancellationToken ct) =>
        await db.Set<FieldChange>()
            .Where(c => c.PartyId == party && c.Group == group)
            .MaxAsync(c => (int?)c.Version, ct)
        ?? 1;

    /// <summary>Keeps what stood in a field of a person or a group, and what stands since, sealed.</summary>
    public void Note(
        PartyId party,
        string group,
        string field,
        int version,
        string before,
        string after,
        CommandScope scope
    )
    {
        var id = NewId.Next();
        db.Add(
            new FieldChange
            {
                Id = id,
                PartyId = party,
                Group = group,
                Field = field,
                Version = version,
                Before = sealer.Seal(before, FieldChange.Table, "before", id),
                After = sealer.Seal(after, FieldChange.Table, "after", id),
                At = scope.Now,
                By = scope.Actor.AccountId,
            }
        );
    }

    /// <summary>Applies the change as <paramref name="version"/> and looks again for records that may be hers.</summary>
    public async Task WriteAsync(
        PersonValues values,
        string group,
        int version,
        IReadOnlyDictionary<string, string> wanted,
        CommandScope scope,
        CancellationToken ct
    )
    {
        var party = await db.Set<Party>().SingleAsync(p => p.Id == values.Person.PartyId, ct);
        foreach (var (field, after) in wanted)
            Note(party.Id, group, field, version, values.Of(field), after, scope);
        // What stands beside a number goes with it: by a new one nobody has reached her yet.
        var beside = OfNumber
            .Where(f => group == FieldGroups.Contact && !wanted.ContainsKey(f))
            .ToDictionary(f => f, values.Of, StringComparer.Ordinal);
        values.Apply(wanted, scope, units.Today(party.HomeUnitId));
        foreach (var (field, before) in beside)
            if (values.Of(field) is var after && after != before)
                Note(party.Id, group, field, version, before, after, scope);
        party.Version++;
        if (!wanted.Keys.Any(FieldGroups.IsCompared))
            return;
        // Keys are read from the database: those of an earlier group of the same command must stand there.
        await db.SaveChangesAsync(ct);
        await matches.AgainAsync(values, sealer, scope, wanted.Keys.Any(FieldGroups.Identifies), ct);
    }
}
