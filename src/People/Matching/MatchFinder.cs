using Jisr.Contracts.People;
using Jisr.Kernel.Access;
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
internal sealed record MatchFound(PartyId Party, UnitId Unit, Levels Levels, double Score, Band Band)
{
    public string Strength => Band == Band.Link ? "strong" : "weak";
}

/// <summary>Finds records that share a key with a new one, and compares them as a full run does (matching.md
/// §10).</summary>
internal sealed class MatchFinder(JisrDb db, IPlaces places, IUnitTree units, MatchState state, SharedParts parts)
{
    private readonly CompareBook book = new(places, parts.Current);
    private WomanGroups groups = new(db);

    // What was found in the register before its last chunk was written; null where nobody looked.
    private LookedUp? looked;

    // What a chunk of registrations may meet; null where they come one by one.
    private INeighbours? ahead;
    private Dictionary<(string Index, string Type), List<Identifier>>? papers;

    /// <summary>Compares the records of a chunk with the register as it is known, which nobody changes meanwhile.</summary>
    public void LookAhead(IReadOnlyCollection<Compared> records, KnownRegister register)
    {
        if (register.BeginLook(book) is { } scoring)
            looked = new LookedUp(
                register,
                register.Reading,
                scoring,
                records.ToDictionary(r => r, r => Best(r, register.Of(r), register, scoring))
            );
    }

    /// <summary>Makes known what the records of a chunk may be compared with: from <paramref name="register"/> where that
    /// knows all, else in a few questions. Later ones of the chunk are compared with earlier ones too.</summary>
    public async Task ReadAheadAsync(
        IReadOnlyCollection<Compared> records,
        IReadOnlyCollection<byte[]> indexes,
        KnownRegister register,
        CancellationToken ct
    )
    {
        if (await register.KnowsAllAsync(db, book, records.Count, ct))
        {
            (ahead, groups) = (register, new WomanGroups(db, register.Groups));
            await register.SettleAsync(db, ct);
        }
        else
        {
            var read = new Neighbours(db, book);
            ahead = read;
            await read.ReadAsync(records, ct);
            // Whom links join is asked once for all of them.
            foreach (var part in read.All.Chunk(500))
                await groups.ReadAsync(part, ct);
        }
        papers = (
            await db.Set<Identifier>()
                .AsNoTracking()
                .Where(i => EF.Parameter(indexes).Contains(i.ValueIndex) && i.State != "invalid")
                .ToListAsync(ct)
        )
            .GroupBy(KeyOf)
            .ToDictionary(g => g.Key, g => g.ToList());
    }

    /// <summary>A paper that is about to be written, for those after it in a chunk.</summary>
    public void Remember(Identifier paper)
    {
        if (papers is null)
            return;
        if (!papers.TryGetValue(KeyOf(paper), out var same))
            papers[KeyOf(paper)] = same = [];
        same.Add(paper);
    }

    /// <summary>A record that is about to be written, ready for comparing. Any thread may ask.</summary>
    public Compared Ready(MatchForm form, PartyId party) => book.Of(form, party, party.ToString());

    /// <summary>Records like this one, the likeliest first.</summary>
    public async Task<IReadOnlyList<MatchFound>> FindAsync(MatchForm form, PartyId self, CancellationToken ct)
    {
        var me = Ready(form, self);
        return await FindAsync(me, await NeighboursAsync(me, ct), ct);
    }

    /// <summary>Writes the keys of a new record and opens what it may be the double of; a pair of the link band is
    /// linked until a person says otherwise.</summary>
    public async Task OpenAsync(Compared me, UnitId unit, CommandScope scope, CancellationToken ct)
    {
        groups.Alone(me.Party);
        var neighbours = await NeighboursAsync(me, ct);
        foreach (var found in await FindAsync(me, neighbours, ct))
            await OpenAsync(found, me, unit, neighbours, scope, ct);
        var part = ahead is KnownRegister && db.Storage.WritesWholePages ? MatchKey.Lately : MatchKey.Settled;
        foreach (var key in KeysOf(me, part))
            db.AddNew(key);
        ahead?.Add(me, unit, scope.Actor.AccountId);
    }

    /// <summary>True when this paper stands on another record; all of them are to be investigated from now on.</summary>
    public async Task<bool> MarkPaperAsync(byte[] index, string type, CancellationToken ct)
    {
        var same = papers is { } known
            ? known.GetValueOrDefault((Convert.ToHexString(index), type), [])
            : await db.Set<Identifier>()
                .AsNoTracking()
                .Where(i => i.ValueIndex == index && i.Type == type && i.State != "invalid")
                .ToListAsync(ct);
        // Those of the database by one statement, those that still wait for their chunk as they are.
        Guid[] ids = [.. same.Select(p => p.Id)];
        if (ids.Length > 0)
            await db.Set<Identifier>()
                .Where(i => ids.Contains(i.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(i => i.State, "needs-investigation"), ct);
        foreach (var paper in same)
            paper.State = "needs-investigation";
        return ids.Length > 0;
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
        var form = RegistrationRows.FormOf(values, sealer);
        await RekeyAsync(person, form, ct);
        var text = await db.Set<TextEntry>()
            .SingleAsync(t => t.OwnerId == person.PartyId.Value && t.Kind == "person", ct);
        text.Folded = RegistrationRows.SearchText(form, person.FullName);
        var pairs = await db.Set<PossibleMatch>()
            .Where(m => m.A == person.PartyId || m.B == person.PartyId)
            .ToListAsync(ct);
        var me = Ready(form, person.PartyId);
        var neighbours = await NeighboursAsync(me, ct);
        await groups.ReadAsync([person.PartyId], ct);
        var unit = await db.Set<Party>().Where(p => p.Id == person.PartyId).Select(p => p.HomeUnitId).SingleAsync(ct);
        foreach (var found in await FindAsync(me, neighbours, ct))
        {
            if (pairs.Find(p => p.A == found.Party || p.B == found.Party) is not { } pair)
                await OpenAsync(found, me, unit, neighbours, scope, ct);
            else if (pair.State == "open" || (pair.State == "different" && identifies))
            {
                pair.State = "open";
                pair.Judge(found.Strength, found.Levels, found.Score, (await state.ModelAsync(ct)).Version);
            }
        }
    }

    /// <summary>Keeps the form of a record, and the keys that it has now in place of those it had. Keys of an older
    /// version stay until all records are keyed anew.</summary>
    public async Task RekeyAsync(Person person, MatchForm form, CancellationToken ct)
    {
        var now = KeysOf(Ready(form, person.PartyId)).ToDictionary(k => (k.Key, k.BirthYear));
        var before = MatchForm.IsCurrent(person.MatchForm)
            ? KeysOf(book.Read(person.MatchForm, person.PartyId, "")).Select(k => k.Key)
            : [];
        long[] keys = [.. before.Concat(now.Keys.Select(k => k.Key)).Distinct()];
        var party = person.PartyId;
        var old = await MatchKey
            .In(db)
            .Where(k => EF.Parameter(keys).Contains(k.Key) && k.PartyId == party)
            .ToListAsync(ct);
        db.RemoveRange(old.Where(k => !now.ContainsKey((k.Key, k.BirthYear))));
        foreach (var key in old.Where(k => now.ContainsKey((k.Key, k.BirthYear))))
        {
            key.KeyVersion = Kernel.Text.SoundKey.KeyVersion;
            now.Remove((key.Key, key.BirthYear));
        }
        db.AddRange(now.Values);
        person.MatchForm = form.Write();
    }

    private async Task<INeighbours> NeighboursAsync(Compared me, CancellationToken ct)
    {
        if (ahead is not null)
            return ahead;
        var alone = new Neighbours(db, book);
        await alone.ReadAsync([me], ct);
        return alone;
    }

    private async Task<List<MatchFound>> FindAsync(Compared me, INeighbours neighbours, CancellationToken ct)
    {
        if (neighbours is not KnownRegister register)
            return neighbours.Of(me) is { Count: > 0 } near
                ? Best(me, near, neighbours, await state.ScoringAsync(ct))
                : [];
        var scoring = await state.ScoringAsync(ct);
        register.ScoredBy(scoring);
        return looked?.Of(me, register, scoring) ?? Best(me, register.Of(me), register, scoring);
    }

    private List<MatchFound> Best(Compared me, IReadOnlyList<Neighbour> near, INeighbours neighbours, Scoring scoring)
    {
        var compare = new Compare(book.Parts, scoring, neighbours);
        var found = new List<MatchFound>();
        foreach (var other in near)
        {
            var levels = compare.Of(me, other.Record);
            var onRecords = me.Paper is { } paper ? neighbours.RecordsWithPaper(paper.Whole, me.PaperKind) : 0;
            var score = scoring.Score(levels, onRecords);
            if (scoring.BandOf(levels, score) is not Band.Ignore and var band)
                found.Add(new MatchFound(other.Record.Party, other.Unit, levels, score, band));
        }
        found.Sort(
            (x, y) =>
                y.Band.CompareTo(x.Band) is not 0 and var band ? band
                : y.Score.CompareTo(x.Score) is not 0 and var score ? score
                : x.Party.Value.CompareTo(y.Party.Value)
        );
        return found;
    }

    private async Task OpenAsync(
        MatchFound found,
        Compared me,
        UnitId unit,
        INeighbours neighbours,
        CommandScope scope,
        CancellationToken ct
    )
    {
        var links = found.Band == Band.Link && await MayJoinAsync(found, me, neighbours, ct);
        // A link with another of her records has joined the two: nothing to ask.
        if (!links && groups.Of(me.Party).Contains(found.Party))
            return;
        var pair = new PossibleMatch
        {
            Id = NewId.Next(),
            A = found.Party,
            B = me.Party,
            Strength = links ? "strong" : "weak",
            Signals = found.Levels.Write(),
            Score = found.Score,
            ModelVersion = (await state.ScoringAsync(ct)).Version,
            State = "open",
            CreatedAt = scope.Now,
        };
        db.AddNew(pair);
        if (!links)
            return;
        groups.Join(found.Party, me.Party);
        SameWoman.Link(pair, by: null, units.Today(unit), unit, db, scope);
    }

    // A link joins two groups; where that would put two different women together a person looks first.
    private async Task<bool> MayJoinAsync(MatchFound found, Compared me, INeighbours neighbours, CancellationToken ct)
    {
        await groups.ReadAsync([found.Party, me.Party], ct);
        var (theirs, mine) = (groups.Of(found.Party), groups.Of(me.Party));
        await neighbours.ReadAlsoAsync(theirs.Concat(mine).Where(p => p != me.Party), ct);
        var compare = new Compare(book.Parts, await state.ScoringAsync(ct), neighbours);
        Compared? Of(PartyId party) => party == me.Party ? me : neighbours.Find(party)?.Record;
        foreach (var a in theirs)
        foreach (var b in mine)
            if (
                (a != found.Party || b != me.Party)
                && Of(a) is { } x
                && Of(b) is { } y
                && MatchGroups.IsTwoWomen(compare.Of(x, y))
            )
                return false;
        return true;
    }

    private static IEnumerable<MatchKey> KeysOf(Compared record, int part = MatchKey.Settled) =>
        record.Keys.Select(k => new MatchKey
        {
            Part = part,
            PartyId = record.Party,
            Key = k.Hash,
            BirthYear = k.ByYear ? record.BirthYear : 0,
            KeyVersion = Kernel.Text.SoundKey.KeyVersion,
        });

    private static (string, string) KeyOf(Identifier paper) => (Convert.ToHexString(paper.ValueIndex), paper.Type);

    // Found ahead; it stands while the register was not read anew and got no record that shares a key.
    private sealed record LookedUp(
        KnownRegister Register,
        int Reading,
        Scoring Scoring,
        Dictionary<Compared, List<MatchFound>> Found
    )
    {
        public List<MatchFound>? Of(Compared me, KnownRegister register, Scoring scoring) =>
            ReferenceEquals(register, Register)
            && register.Reading == Reading
            && scoring.IsSameAs(Scoring)
            && !register.IsTouched(me)
                ? Found.GetValueOrDefault(me)
                : null;
    }
}
