using System.Globalization;
using System.Text;
using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.People.Parties;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Matching;

/// <summary>What a full run says at its end.</summary>
internal sealed record MatchSummary(int Records, long Candidates, int Links, int Reviews);

/// <summary>The full run (matching.md §11): all records are compared, the pairs worth a look are written to a file and
/// kept, those of the link band are linked until a person says otherwise. What a person decided stays.</summary>
internal sealed class MatchPeople(
    JisrDb db,
    IPlaces places,
    MatchState state,
    RunResults results,
    CommandPipeline pipeline
)
{
    private const int Chunk = 4000;
    private const int PairsInCommand = 4000;

    public async Task<MatchSummary> RunAsync(string? file, Action<string> progress, CancellationToken ct)
    {
        var model = await state.ModelAsync(ct);
        var (records, parts) = await LoadAsync(progress, ct);
        var before = await PairsBefore.ReadAsync(db, ct);
        var result = new FullMatch(records, parts, model, before.OfParties).Run(
            done => progress(string.Create(CultureInfo.InvariantCulture, $"{done} of {records.Length} compared")),
            ct
        );
        if (file is not null)
            await WriteAsync(file, result.Pairs, records, ct);
        var summary = new MatchSummary(
            records.Length,
            result.Candidates,
            result.Pairs.Count(p => p.Band == Band.Link),
            result.Pairs.Count(p => p.Band == Band.Review)
        );
        await KeepAsync(before.Changes(result.Pairs, records), summary, model, progress, ct);
        return summary;
    }

    /// <summary>All records, ready for comparing, in the order of files.</summary>
    public async Task<(Compared[] Records, PartBook Parts)> LoadAsync(Action<string> progress, CancellationToken ct)
    {
        var book = new CompareBook(places, new PartBook(pairsKept: 1 << 20));
        var records = new List<Compared>();
        var rows =
            from party in db.Set<Party>().AsNoTracking()
            join person in db.Set<Person>() on party.Id equals person.PartyId
            join record in db.Set<WrittenRecord>() on party.Id equals record.PartyId into written
            from record in written.DefaultIfEmpty()
            where party.State == "active"
            select new Loaded(party.Id, person.MatchForm, record.SourceId);
        var chunk = new List<Loaded>(Chunk);
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(ct))
        {
            chunk.Add(row);
            if (chunk.Count == Chunk)
                Take();
        }
        Take();
        progress(string.Create(CultureInfo.InvariantCulture, $"{records.Count} records read"));
        var all = records.ToArray();
        Array.Sort(all, FullMatch.InOrder);
        return (all, book.Parts);

        void Take()
        {
            var made = new Compared[chunk.Count];
            Parallel.For(
                0,
                made.Length,
                i => made[i] = book.Read(chunk[i].Form, chunk[i].Party, chunk[i].SourceId ?? chunk[i].Party.ToString())
            );
            records.AddRange(made);
            chunk.Clear();
        }
    }

    private static async Task WriteAsync(
        string file,
        IReadOnlyList<ScoredPair> pairs,
        Compared[] records,
        CancellationToken ct
    )
    {
        await using var writer = new StreamWriter(file, append: false, new UTF8Encoding(false)) { NewLine = "\n" };
        await writer.WriteLineAsync("record_id_a,record_id_b,score,band");
        foreach (var pair in pairs)
        {
            ct.ThrowIfCancellationRequested();
            var (a, b) = (CsvId(records[pair.A].RecordId), CsvId(records[pair.B].RecordId));
            var band = pair.Band == Band.Link ? "link" : "review";
            await writer.WriteLineAsync(
                string.Create(CultureInfo.InvariantCulture, $"{a},{b},{pair.Score:0.000},{band}")
            );
        }
    }

    // Ids come from files of others: whatever stands in them stays one cell.
    private static string CsvId(string id) =>
        id.AsSpan().IndexOfAny(",\"\r\n") < 0 ? id : '"' + id.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';

    private async Task KeepAsync(
        IReadOnlyList<PairChange> changes,
        MatchSummary summary,
        MatchModel model,
        Action<string> progress,
        CancellationToken ct
    )
    {
        var run = NewId.Next();
        PairChange[][] parts = [.. changes.Chunk(PairsInCommand).DefaultIfEmpty([])];
        for (var i = 0; i < parts.Length; i++)
        {
            var id = results.Put(parts[i]);
            var command = new KeepMatches(
                id,
                run,
                model.Version,
                parts[i].Length,
                i == parts.Length - 1 ? summary : null
            );
            var answer = await pipeline.SendAsync(
                new Envelope<KeepMatches>(new CommandId(id), command),
                Actor.System,
                Door.System,
                ct
            );
            if (!answer.IsDone)
                throw new InvalidOperationException("The pairs could not be kept: " + answer.Reasons[0].Code);
            progress(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Math.Min(changes.Count, (i + 1) * PairsInCommand)} of {changes.Count} pairs kept"
                )
            );
        }
    }

    private sealed record Loaded(PartyId Party, string Form, string? SourceId);
}
