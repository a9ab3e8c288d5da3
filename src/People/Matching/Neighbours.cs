using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.People.Parties;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Matching;

/// <summary>A record of the register that shares a key with a new one.</summary>
internal sealed record Neighbour(Compared Record, UnitId Unit, AccountId? CreatedBy);

/// <summary>What new records may be compared with.</summary>
internal interface INeighbours : IPhoneCounts
{
    /// <summary>A new record, for those after it.</summary>
    void Add(Compared record, UnitId unit, AccountId? createdBy);

    /// <summary>Those that share a key with a record, each once.</summary>
    IReadOnlyList<Neighbour> Of(Compared record);

    Neighbour? Find(PartyId party);

    /// <summary>Reads records by their ids where they are not there yet.</summary>
    Task ReadAlsoAsync(IEnumerable<PartyId> parties, CancellationToken ct);
}

/// <summary>What some new records may be compared with: those of the database that share a key with one of them, and
/// the new ones themselves as they are added.</summary>
internal sealed class Neighbours(JisrDb db, CompareBook book) : INeighbours
{
    private readonly Dictionary<long, List<PartyId>> blocks = [];
    private readonly HashSet<long> crowded = [];
    private readonly Dictionary<PartyId, Neighbour> known = [];

    /// <summary>Reads what these may meet, in three questions whatever their number; a fourth for each that has a very
    /// common name.</summary>
    public async Task ReadAsync(IReadOnlyCollection<Compared> records, CancellationToken ct)
    {
        long[] keys = [.. records.SelectMany(r => r.Keys).Select(k => k.Hash).Distinct()];
        var table = MatchKey.In(db).AsNoTracking();
        crowded.UnionWith(
            await table
                .Where(k => EF.Parameter(keys).Contains(k.Key))
                .GroupBy(k => k.Key)
                .Where(g => g.Count() > BlockKeys.MostInBlock)
                .Select(g => g.Key)
                .ToListAsync(ct)
        );
        var few = keys.Where(k => !crowded.Contains(k)).ToArray();
        foreach (
            var row in await table
                .Where(k => EF.Parameter(few).Contains(k.Key))
                .Select(k => new { k.Key, k.PartyId })
                .ToListAsync(ct)
        )
            Put(row.Key, row.PartyId);
        if (crowded.Count > 0)
            foreach (var record in records)
                await ReadCommonAsync(record, ct);
        await ReadFormsAsync(ct);
    }

    /// <summary>All that were read or added.</summary>
    public IReadOnlyCollection<PartyId> All => known.Keys;

    public void Add(Compared record, UnitId unit, AccountId? createdBy)
    {
        known[record.Party] = new Neighbour(record, unit, createdBy);
        foreach (var key in record.Keys)
            if (!crowded.Contains(key.Hash))
                Put(key.Hash, record.Party);
    }

    public IReadOnlyList<Neighbour> Of(Compared record)
    {
        var found = new HashSet<PartyId>();
        foreach (var key in record.Keys)
            if (
                blocks.TryGetValue(key.Hash, out var block)
                && block.Count <= (key.IsNumber ? BlockKeys.MostWithNumber : BlockKeys.MostInBlock)
            )
                found.UnionWith(block);
            else if (key.ByYear && crowded.Contains(key.Hash))
                foreach (var window in Windows(key.Hash, record))
                    found.UnionWith(blocks.GetValueOrDefault(window, []));
        found.Remove(record.Party);
        return [.. found.Select(p => known.GetValueOrDefault(p)).OfType<Neighbour>()];
    }

    public Neighbour? Find(PartyId party) => known.GetValueOrDefault(party);

    public async Task ReadAlsoAsync(IEnumerable<PartyId> parties, CancellationToken ct)
    {
        var missing = parties.Where(p => !known.ContainsKey(p)).ToArray();
        if (missing.Length > 0)
            await ReadFormsAsync(missing, ct);
    }

    // The record that is compared counts too, and is in no block until it is added.
    public int RecordsWithPhone(long phone) => CountOf(BlockKeys.OfPhone(phone)) + 1;

    public int RecordsWithPaper(long paper, long kind) => CountOf(BlockKeys.OfPaper(paper, kind)) + 1;

    private int CountOf(long key) =>
        crowded.Contains(key) ? BlockKeys.MostInBlock + 1 : blocks.GetValueOrDefault(key)?.Count ?? 0;

    private void Put(long key, PartyId party)
    {
        if (!blocks.TryGetValue(key, out var block))
            blocks[key] = block = [];
        if (!block.Contains(party))
            block.Add(party);
    }

    // A common name is cut by year of birth: the two windows that hold her own.
    private async Task ReadCommonAsync(Compared record, CancellationToken ct)
    {
        var keys = record.Keys.Where(k => k.ByYear && crowded.Contains(k.Hash)).Select(k => k.Hash).ToArray();
        if (keys.Length == 0 || record.BirthYear == 0)
            return;
        var (from, to) = (record.BirthYear - 1, record.BirthYear + 1);
        var rows = await MatchKey
            .In(db)
            .AsNoTracking()
            .Where(k => EF.Parameter(keys).Contains(k.Key) && k.BirthYear >= from && k.BirthYear <= to)
            .Select(k => new
            {
                k.Key,
                k.BirthYear,
                k.PartyId,
            })
            .ToListAsync(ct);
        foreach (var key in keys)
        foreach (var (shift, window) in Windows(key, record).Index())
        {
            var inside = rows.Where(r => r.Key == key && (r.BirthYear + shift) / 2 == (record.BirthYear + shift) / 2)
                .ToList();
            if (inside.Count <= BlockKeys.MostInBlock)
                foreach (var row in inside)
                    Put(window, row.PartyId);
        }
    }

    private static IEnumerable<long> Windows(long key, Compared record) =>
        [BlockKeys.Window(key, 0, record.BirthYear), BlockKeys.Window(key, 1, record.BirthYear)];

    private Task ReadFormsAsync(CancellationToken ct) =>
        ReadFormsAsync(
            [
                .. blocks
                    .Values.Where(b => b.Count <= BlockKeys.MostInBlock)
                    .SelectMany(b => b)
                    .Distinct()
                    .Where(p => !known.ContainsKey(p)),
            ],
            ct
        );

    private async Task ReadFormsAsync(PartyId[] parties, CancellationToken ct)
    {
        var rows = await (
            from person in db.Set<Person>().AsNoTracking()
            join party in db.Set<Party>() on person.PartyId equals party.Id
            where EF.Parameter(parties).Contains(party.Id) && party.State == "active"
            select new
            {
                party.Id,
                party.HomeUnitId,
                party.CreatedBy,
                person.MatchForm,
            }
        ).ToListAsync(ct);
        foreach (var row in rows)
            known[row.Id] = new Neighbour(
                book.Read(row.MatchForm, row.Id, row.Id.ToString()),
                row.HomeUnitId,
                row.CreatedBy
            );
    }
}
