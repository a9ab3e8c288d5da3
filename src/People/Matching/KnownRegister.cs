using System.Runtime.InteropServices;
using Jisr.Kernel.Audit;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.People.Parties;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Matching;

/// <summary>The whole register, ready for comparing, kept in memory while a large file is registered: of a file as large as
/// the register, each record of the register is needed again and again. It counts the register's own audit rows, so that
/// it notices when somebody else changed a record, and then reads all anew or steps back.</summary>
internal sealed class KnownRegister : INeighbours
{
    // Reading the register costs as much as asking for what so many new records need.
    private const int ReadAtOnce = 20;

    // Some 500 pages.
    private const int MostLately = 60_000;

    // About 700 bytes each.
    private const int MostRecords = 500_000;

    private readonly List<Neighbour> records = [];
    private readonly Dictionary<PartyId, int> places = [];

    // Most keys belong to one record only: its number, or for more of them ~ the number of their list.
    private readonly Dictionary<long, int> blocks = [];
    private readonly List<List<int>> lists = [];
    private readonly HashSet<long> windowed = [];
    private readonly HashSet<int> seen = [];

    // How many records each key got since the last look.
    private readonly Dictionary<long, int> touched = [];
    private bool isLooked;
    private Scoring? scoring;

    private CompareBook? readWith;

    // Keys that stand apart; null where nobody counted.
    private int? lately;
    private long registered;
    private long lastAudit;
    private int added;

    /// <summary>Records that links join to one woman.</summary>
    public Dictionary<PartyId, HashSet<PartyId>> Groups { get; } = [];

    /// <summary>Counts up when all is read anew.</summary>
    public int Reading { get; private set; }

    /// <summary>From now on it knows which keys new records touch. Null where it does not know the register, or not how
    /// its pairs are scored.</summary>
    public Scoring? BeginLook(CompareBook book)
    {
        touched.Clear();
        isLooked = readWith is { } with && ReferenceEquals(with.Parts, book.Parts) && scoring is not null;
        return isLooked ? scoring : null;
    }

    public void ScoredBy(Scoring now) => scoring = now;

    /// <summary>True when a record that came since the last look may be compared with this one, or changes how often its
    /// numbers stand in the register.</summary>
    public bool IsTouched(Compared record)
    {
        foreach (var key in record.Keys)
            if (IsTouched(key, record))
                return true;
        return false;
    }

    private bool IsTouched(BlockKey key, Compared record)
    {
        if (!blocks.TryGetValue(key.Hash, out var block))
            return false;
        var since = touched.GetValueOrDefault(key.Hash);
        var before = (block >= 0 ? 1 : lists[~block].Count) - since;
        if (key.IsNumber || before <= BlockKeys.MostInBlock)
            return since > 0;
        // It was skipped before and is now: only its years count.
        if (key.ByYear && record.BirthYear != 0)
            for (var shift = 0; shift < 2; shift++)
                if (IsTouched(WindowOf(key, shift, record), record))
                    return true;
        return false;
    }

    private static BlockKey WindowOf(BlockKey key, int shift, Compared record) =>
        new(BlockKeys.Window(key.Hash, shift, record.BirthYear), ByYear: false, IsNumber: false);

    /// <summary>True when it knows all that the database knows, for a chunk of so many new records; the caller holds the
    /// transaction.</summary>
    public async Task<bool> KnowsAllAsync(JisrDb db, CompareBook book, int newRecords, CancellationToken ct)
    {
        registered += newRecords;
        if (readWith is { } with && ReferenceEquals(with.Parts, book.Parts) && await IsTrueAsync(db, ct))
            return true;
        Forget();
        var inRegister = await db.Set<Person>().CountAsync(ct);
        if (inRegister > MostRecords || registered * ReadAtOnce < inRegister)
            return false;
        // What was read is paid for by those that come: the next time it has to be worth it again.
        registered = 0;
        return await ReadAsync(db, book, ct);
    }

    /// <summary>Keys come in no order. Added to a tree of a million they would touch nearly as many pages as there are keys,
    /// and SQLite writes each of these pages twice; so those of a large file are added to a small tree of their own, and
    /// now and then put in their place together, in order. The caller holds the transaction.</summary>
    public async Task SettleAsync(JisrDb db, CancellationToken ct)
    {
        if (!db.Storage.WritesWholePages)
            return;
        lately ??= await db.Set<MatchKey>().CountAsync(k => k.Part == MatchKey.Lately, ct);
        if (lately < MostLately)
            return;
        await db.Set<MatchKey>()
            .Where(k => k.Part == MatchKey.Lately)
            .ExecuteUpdateAsync(set => set.SetProperty(k => k.Part, MatchKey.Settled), ct);
        lately = 0;
    }

    public void Add(Compared record, UnitId unit, AccountId? createdBy)
    {
        lately += record.Keys.Count;
        Put(new Neighbour(record, unit, createdBy));
        added++;
    }

    public IReadOnlyList<Neighbour> Of(Compared record)
    {
        seen.Clear();
        foreach (var key in record.Keys)
            if (blocks.TryGetValue(key.Hash, out var block))
                Collect(key, block, record);
        if (places.TryGetValue(record.Party, out var self))
            seen.Remove(self);
        return [.. seen.Select(n => records[n])];
    }

    public Neighbour? Find(PartyId party) => places.TryGetValue(party, out var n) ? records[n] : null;

    public Task ReadAlsoAsync(IEnumerable<PartyId> parties, CancellationToken ct) => Task.CompletedTask;

    // The record that is compared counts too, and is in no block until it is added.
    public int RecordsWithPhone(long phone) => CountOf(BlockKeys.OfPhone(phone)) + 1;

    public int RecordsWithPaper(long paper, long kind) => CountOf(BlockKeys.OfPaper(paper, kind)) + 1;

    private int CountOf(long key) =>
        !blocks.TryGetValue(key, out var block) ? 0
        : block >= 0 ? 1
        : Math.Min(lists[~block].Count, BlockKeys.MostInBlock + 1);

    private void Collect(BlockKey key, int block, Compared record)
    {
        if (block >= 0)
        {
            seen.Add(block);
            return;
        }
        var list = lists[~block];
        if (list.Count <= (key.IsNumber ? BlockKeys.MostWithNumber : BlockKeys.MostInBlock))
            seen.UnionWith(list);
        else if (key.ByYear && list.Count > BlockKeys.MostInBlock && record.BirthYear != 0)
            for (var shift = 0; shift < 2; shift++)
                if (WindowOf(key, shift, record) is var window && blocks.TryGetValue(window.Hash, out var members))
                    Collect(window, members, record);
    }

    private void Put(Neighbour neighbour)
    {
        var n = records.Count;
        records.Add(neighbour);
        places[neighbour.Record.Party] = n;
        foreach (var key in neighbour.Record.Keys)
        {
            var count = Put(key.Hash, n);
            // A common name is cut by year of birth: from the first one that is too many all are put in windows.
            if (!key.ByYear || count <= BlockKeys.MostInBlock)
                continue;
            if (windowed.Add(key.Hash))
                foreach (var member in lists[~blocks[key.Hash]].ToArray())
                    PutInWindows(key.Hash, member);
            else
                PutInWindows(key.Hash, n);
        }
        neighbour.Record.ForgetKeys();
    }

    private void PutInWindows(long key, int n)
    {
        if (records[n].Record.BirthYear is not 0 and var year)
            for (var shift = 0; shift < 2; shift++)
                Put(BlockKeys.Window(key, shift, year), n);
    }

    private int Put(long key, int n)
    {
        if (isLooked)
            CollectionsMarshal.GetValueRefOrAddDefault(touched, key, out _)++;
        ref var block = ref CollectionsMarshal.GetValueRefOrAddDefault(blocks, key, out var exists);
        if (!exists)
        {
            block = n;
            return 1;
        }
        if (block >= 0)
        {
            lists.Add([block]);
            block = ~(lists.Count - 1);
        }
        lists[~block].Add(n);
        return lists[~block].Count;
    }

    // Own rows were counted when they were added: more than those are somebody else's.
    private async Task<bool> IsTrueAsync(JisrDb db, CancellationToken ct)
    {
        var since = await db.Set<AuditRow>()
            .Where(a =>
                a.Id > lastAudit
                && (a.Kind.StartsWith("party.") || a.Kind.StartsWith("match.") || a.Kind.StartsWith("retention."))
            )
            .GroupBy(_ => 1)
            .Select(g => new { Count = g.Count(), Last = g.Max(a => a.Id) })
            .SingleOrDefaultAsync(ct);
        var isTrue = (since?.Count ?? 0) == added;
        (lastAudit, added) = (since?.Last ?? lastAudit, 0);
        return isTrue;
    }

    private void Forget()
    {
        Reading++;
        isLooked = false;
        readWith = null;
        records.Clear();
        places.Clear();
        blocks.Clear();
        lists.Clear();
        windowed.Clear();
        Groups.Clear();
    }

    // False where records wait to be keyed anew.
    private async Task<bool> ReadAsync(JisrDb db, CompareBook book, CancellationToken ct)
    {
        (lastAudit, added) = (await db.Set<AuditRow>().MaxAsync(a => (long?)a.Id, ct) ?? 0, 0);
        var rows =
            from person in db.Set<Person>().AsNoTracking()
            join party in db.Set<Party>() on person.PartyId equals party.Id
            where party.State == "active"
            select new
            {
                party.Id,
                party.HomeUnitId,
                party.CreatedBy,
                person.MatchForm,
            };
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(ct))
        {
            if (!MatchForm.IsCurrent(row.MatchForm))
                return false;
            var record = book.Read(row.MatchForm, row.Id, row.Id.ToString());
            Put(new Neighbour(record, row.HomeUnitId, row.CreatedBy));
        }
        var groups = new WomanGroups(db, Groups);
        await foreach (
            var link in db.Set<SameWoman>()
                .AsNoTracking()
                .Where(l => l.UndoneAt == null)
                .Select(l => new { l.A, l.B })
                .AsAsyncEnumerable()
                .WithCancellation(ct)
        )
            groups.Join(link.A, link.B);
        readWith = book;
        return true;
    }
}
