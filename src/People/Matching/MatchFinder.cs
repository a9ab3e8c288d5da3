using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.Kernel.Search;
using Jisr.People.Parties;
using Jisr.People.Registration;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Matching;

/// <summary>A record that may be the same woman.</summary>
internal sealed record MatchFound(PartyId Party, UnitId Unit, Likeness Likeness);

/// <summary>Finds records that share a key with a new one, and compares them.</summary>
internal sealed class MatchFinder(JisrDb db)
{
    // A block of more records is skipped (matching.md §9.1).
    private const int MostInBlock = 200;

    // One for each database: a compiled query belongs to the model it was compiled for.
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<
        Microsoft.EntityFrameworkCore.Metadata.IModel,
        Func<JisrDb, long[], PartyId, IAsyncEnumerable<Candidate>>
    > Compiled = [];

    private static Func<JisrDb, long[], PartyId, IAsyncEnumerable<Candidate>> Compile() =>
        EF.CompileAsyncQuery(
            (JisrDb db, long[] keys, PartyId self) =>
                (
                    from key in db.Set<MatchKey>()
                    join person in db.Set<Person>() on key.PartyId equals person.PartyId
                    join party in db.Set<Party>() on key.PartyId equals party.Id
                    where keys.Contains(key.Key) && key.PartyId != self && party.State == "active"
                    select new Candidate(party.Id, party.HomeUnitId, person.MatchForm)
                ).Take(MostInBlock + 1)
        );

    // What a chunk of registrations may meet; null where they come one by one.
    private Neighbours? neighbours;

    /// <summary>Reads in three questions what the records of a chunk may be compared with. Later ones of the chunk are
    /// compared with earlier ones too.</summary>
    public async Task ReadAheadAsync(
        IReadOnlyCollection<MatchForm> forms,
        IReadOnlyCollection<byte[]> papers,
        CancellationToken ct
    )
    {
        long[] keys = [.. forms.SelectMany(f => NameReading.KeysOf(f.Readings)).Distinct()];
        var active =
            from key in db.Set<MatchKey>().AsNoTracking()
            join party in db.Set<Party>() on key.PartyId equals party.Id
            where EF.Parameter(keys).Contains(key.Key) && party.State == "active"
            select new
            {
                key.Key,
                party.Id,
                party.HomeUnitId,
            };
        var crowded = await active
            .GroupBy(k => k.Key)
            .Where(g => g.Count() > MostInBlock)
            .Select(g => g.Key)
            .ToListAsync(ct);
        keys = [.. keys.Except(crowded)];
        var rows = await (
            from found in active
            join person in db.Set<Person>() on found.Id equals person.PartyId
            select new
            {
                found.Key,
                found.Id,
                found.HomeUnitId,
                person.MatchForm,
            }
        ).ToListAsync(ct);
        var known = await db.Set<Identifier>()
            .AsNoTracking()
            .Where(i => papers.Contains(i.ValueIndex) && i.State != "invalid")
            .ToListAsync(ct);
        neighbours = new Neighbours(crowded);
        foreach (var row in rows)
            neighbours.Add(row.Key, row.Id, row.HomeUnitId, () => MatchForm.Read(row.MatchForm));
        foreach (var paper in known)
            neighbours.Add(paper);
    }

    /// <summary>A paper that is about to be written, for those after it in a chunk.</summary>
    public void Remember(Identifier paper) => neighbours?.Add(paper);

    /// <summary>Records like this one, strong ones first.</summary>
    public async Task<IReadOnlyList<MatchFound>> FindAsync(MatchForm form, PartyId self, CancellationToken ct)
    {
        var keys = NameReading.KeysOf(form.Readings);
        if (keys.Count == 0)
            return [];
        var candidates = neighbours?.Of(keys, self) ?? await ReadAsync(keys, self, ct);
        if (candidates.Count > MostInBlock)
            return [];
        return
        [
            .. candidates
                .DistinctBy(c => c.Party)
                .Select(c => (c.Party, c.Unit, Likeness: Compare.Of(form, c.Form)))
                .Where(c => c.Likeness is not null)
                .Select(c => new MatchFound(c.Party, c.Unit, c.Likeness!))
                .OrderBy(m => m.Likeness.Strength, StringComparer.Ordinal)
                .ThenBy(m => m.Party.Value),
        ];
    }

    private async Task<List<Neighbour>> ReadAsync(IReadOnlySet<long> keys, PartyId self, CancellationToken ct)
    {
        var found = new List<Neighbour>();
        await foreach (
            var candidate in Compiled.GetOrAdd(db.Model, _ => Compile())(db, [.. keys], self).WithCancellation(ct)
        )
            found.Add(new Neighbour(candidate.Party, candidate.Unit, () => MatchForm.Read(candidate.Form)));
        return found;
    }

    /// <summary>Writes the keys of a new record and opens what it may be the double of. One paper on two records is
    /// always looked into, whatever the names.</summary>
    public async Task OpenAsync(
        MatchForm form,
        PartyId party,
        UnitId unit,
        IReadOnlyList<PartyId> samePaper,
        CommandScope scope,
        CancellationToken ct
    )
    {
        var found = await FindAsync(form, party, ct);
        foreach (var match in found)
            db.AddNew(Open(match.Party, party, match.Likeness, scope));
        foreach (var other in samePaper.Except(found.Select(f => f.Party)))
            db.AddNew(Open(other, party, Likeness.PaperOnly, scope));
        foreach (var key in NameReading.KeysOf(form.Readings))
        {
            db.AddNew(KeyOf(party, key));
            neighbours?.Add(key, party, unit, () => form);
        }
    }

    /// <summary>Records with this paper; all of them are to be investigated from now on.</summary>
    public async Task<IReadOnlyList<PartyId>> MarkPaperAsync(byte[] index, string type, CancellationToken ct)
    {
        var papers =
            neighbours?.WithPaper(index, type)
            ?? await db.Set<Identifier>()
                .AsNoTracking()
                .Where(i => i.ValueIndex == index && i.Type == type && i.State != "invalid")
                .ToListAsync(ct);
        // Those of the database by one statement, those that still wait for their chunk as they are.
        Guid[] ids = [.. papers.Select(p => p.Id)];
        if (ids.Length > 0)
            await db.Set<Identifier>()
                .Where(i => ids.Contains(i.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(i => i.State, "needs-investigation"), ct);
        foreach (var paper in papers)
            paper.State = "needs-investigation";
        return [.. papers.Select(p => p.PartyId).Distinct()];
    }

    /// <summary>After a change: the record is compared as it is now. A pair that was called different is shown again
    /// only when a name, a date or a paper changed.</summary>
    public async Task AgainAsync(
        PersonValues values,
        Sealer sealer,
        CommandScope scope,
        bool identifies,
        CancellationToken ct
    )
    {
        var person = values.Person;
        var form = FormOf(values, sealer);
        person.MatchForm = form.Write();
        var keys = NameReading.KeysOf(form.Readings);
        var old = await db.Set<MatchKey>().Where(k => k.PartyId == person.PartyId).ToListAsync(ct);
        db.RemoveRange(old.Where(k => !keys.Contains(k.Key)));
        db.AddRange(keys.Except(old.Select(k => k.Key)).Select(k => KeyOf(person.PartyId, k)));
        var text = await db.Set<TextEntry>()
            .SingleAsync(t => t.OwnerId == person.PartyId.Value && t.Kind == "person", ct);
        text.Folded = RegistrationRows.SearchText(form, person.FullName);
        var pairs = await db.Set<PossibleMatch>()
            .Where(m => m.A == person.PartyId || m.B == person.PartyId)
            .ToListAsync(ct);
        foreach (var found in await FindAsync(form, person.PartyId, ct))
        {
            if (pairs.Find(p => p.A == found.Party || p.B == found.Party) is not { } pair)
                db.Add(Open(found.Party, person.PartyId, found.Likeness, scope));
            else if (pair.State == "different" && identifies)
            {
                pair.State = "open";
                pair.Strength = found.Likeness.Strength;
                pair.Signals = found.Likeness.Signals;
            }
        }
    }

    private static MatchForm FormOf(PersonValues values, Sealer sealer)
    {
        var p = values.Person;
        var before = MatchForm.Read(p.MatchForm);
        var whole = p.GivenName is null && p.FatherName is null && p.FamilyName is null ? p.FullName : null;
        return before with
        {
            Readings = NameReading.Of(p.GivenName, p.FatherName, p.GrandfatherName, p.FamilyName, p.LatinName, whole),
            Birth = p.BirthDate,
            BirthPrecision = p.BirthPrecision,
            Phones =
            [
                .. values.Phones.Select(c =>
                    Convert.ToHexStringLower(sealer.Index("phone", values.NumberOf(c)).AsSpan(0, 8))
                ),
            ],
            District = values.Residence?.PlaceCode,
        };
    }

    private static MatchKey KeyOf(PartyId party, long key) =>
        new()
        {
            PartyId = party,
            Key = key,
            KeyVersion = Kernel.Text.SoundKey.KeyVersion,
        };

    private static PossibleMatch Open(PartyId a, PartyId b, Likeness likeness, CommandScope scope) =>
        new()
        {
            Id = NewId.Next(),
            A = a,
            B = b,
            Strength = likeness.Strength,
            Signals = likeness.Signals,
            State = "open",
            CreatedAt = scope.Now,
        };

    private sealed record Candidate(PartyId Party, UnitId Unit, string Form);
}
