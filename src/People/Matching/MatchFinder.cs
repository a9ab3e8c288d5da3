using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.People.Parties;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Matching;

/// <summary>A record that may be the same woman.</summary>
internal sealed record MatchFound(PartyId Party, UnitId Unit, Likeness Likeness);

/// <summary>Finds records that share a key with a new one, and compares them.</summary>
internal sealed class MatchFinder(JisrDb db)
{
    // A block of more records is skipped (matching.md §9.1).
    private const int MostInBlock = 200;

    private static readonly Func<JisrDb, long[], PartyId, IAsyncEnumerable<Candidate>> Sharing = EF.CompileAsyncQuery(
        (JisrDb db, long[] keys, PartyId self) =>
            (
                from key in db.Set<MatchKey>()
                join person in db.Set<Person>() on key.PartyId equals person.PartyId
                join party in db.Set<Party>() on key.PartyId equals party.Id
                where keys.Contains(key.Key) && key.PartyId != self && party.State == "active"
                select new Candidate(party.Id, party.HomeUnitId, person.MatchForm)
            ).Take(MostInBlock + 1)
    );

    /// <summary>Records like this one, strong ones first.</summary>
    public async Task<IReadOnlyList<MatchFound>> FindAsync(MatchForm form, PartyId self, CancellationToken ct)
    {
        var keys = NameReading.KeysOf(form.Readings);
        if (keys.Count == 0)
            return [];
        var candidates = new List<Candidate>();
        await foreach (var candidate in Sharing(db, [.. keys], self).WithCancellation(ct))
            candidates.Add(candidate);
        if (candidates.Count > MostInBlock)
            return [];
        return
        [
            .. candidates
                .DistinctBy(c => c.Party)
                .Select(c => (c.Party, c.Unit, Likeness: Compare.Of(form, MatchForm.Read(c.Form))))
                .Where(c => c.Likeness is not null)
                .Select(c => new MatchFound(c.Party, c.Unit, c.Likeness!))
                .OrderBy(m => m.Likeness.Strength, StringComparer.Ordinal)
                .ThenBy(m => m.Party.Value),
        ];
    }

    /// <summary>Writes the keys of a new record and opens what it may be the double of.</summary>
    public async Task OpenAsync(MatchForm form, PartyId party, CommandScope scope, CancellationToken ct)
    {
        foreach (var found in await FindAsync(form, party, ct))
            db.Add(
                new PossibleMatch
                {
                    Id = NewId.Next(),
                    A = found.Party,
                    B = party,
                    Strength = found.Likeness.Strength,
                    Signals = found.Likeness.Signals,
                    State = "open",
                    CreatedAt = scope.Now,
                }
            );
        foreach (var key in NameReading.KeysOf(form.Readings))
            db.Add(
                new MatchKey
                {
                    PartyId = party,
                    Key = key,
                    KeyVersion = Kernel.Text.SoundKey.KeyVersion,
                }
            );
    }

    private sealed record Candidate(PartyId Party, UnitId Unit, string Form);
}
