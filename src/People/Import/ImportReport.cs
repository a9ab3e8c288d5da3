using System.Text;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Language;
using Jisr.Kernel.Text;
using Jisr.People.Matching;
using Jisr.People.Parties;
using Jisr.Ui.Forms;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Import;

/// <summary>What an import gives back: the rows as they came with the answer beside each; and the refused ones alone,
/// to be mended and sent again.</summary>
internal sealed class ImportReport(JisrDb db, Says says)
{
    /// <summary>UTF-8 with the mark by which a spreadsheet knows it.</summary>
    public static readonly UTF8Encoding Encoding = new(true);

    /// <summary>The refused rows as they came, with the reason in a language.</summary>
    public string Rejected(ImportFile file, IReadOnlyList<RowAnswer> answers, string language)
    {
        var kept = Kept(file);
        var text = new StringBuilder(
            CsvCell.Row([.. kept.Select(i => CsvCell.Text(file.Columns[i])), "\"field\"", "\"code\"", "\"reason\""])
        );
        foreach (var answer in answers.Where(a => a.Outcome == "rejected"))
            text.Append(
                CsvCell.Row([
                    .. kept.Select(i => CsvCell.Text(file.Rows[answer.Row][i])),
                    CsvCell.Text(FieldOf(answer)),
                    CsvCell.Text(answer.Problem?.Code),
                    CsvCell.Text(ReasonOf(answer, language)),
                ])
            );
        return text.ToString();
    }

    /// <summary>Every row with its answer, the record it may be the double of, and the number on her card.</summary>
    /// <param name="file">The rows.</param>
    /// <param name="answers">What became of each.</param>
    /// <param name="parties">Who was registered by them: <see cref="PartiesAsync"/>.</param>
    /// <param name="language">ar, fr or en.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<string> ResultAsync(
        ImportFile file,
        IReadOnlyList<RowAnswer> answers,
        IReadOnlyDictionary<CommandId, PartyId> parties,
        string language,
        CancellationToken ct
    )
    {
        var matches = await MatchesAsync(parties.Values, ct);
        var numbers = await NumbersAsync(parties.Values, ct);
        var kept = Kept(file);
        var text = new StringBuilder(
            CsvCell.Row([
                .. kept.Select(i => CsvCell.Text(file.Columns[i])),
                .. PeopleColumns.Answers.Select(CsvCell.Text),
            ])
        );
        foreach (var answer in answers)
        {
            var id = parties.GetValueOrDefault(answer.Id);
            var match = answer.Outcome == "accepted" ? matches.GetValueOrDefault(id) : default;
            text.Append(
                CsvCell.Row([
                    .. kept.Select(i => CsvCell.Text(file.Rows[answer.Row][i])),
                    CsvCell.Text(answer.Outcome),
                    CsvCell.Text(FieldOf(answer)),
                    CsvCell.Text(answer.Problem?.Code),
                    CsvCell.Text(ReasonOf(answer, language)),
                    CsvCell.Text(match.Strength),
                    CsvCell.Text(match.With),
                    CsvCell.Text(numbers.GetValueOrDefault(id)),
                ])
            );
        }
        return text.ToString();
    }

    /// <summary>Who was registered by the rows that were accepted, by the row's command.</summary>
    public async Task<Dictionary<CommandId, PartyId>> PartiesAsync(
        IReadOnlyList<RowAnswer> answers,
        CancellationToken ct
    )
    {
        var found = new Dictionary<CommandId, PartyId>();
        foreach (var part in answers.Where(a => a.Outcome == "accepted").Select(a => a.Id.Value).Chunk(500))
        foreach (
            var row in await db.Set<WrittenRecord>()
                .AsNoTracking()
                .Where(r => EF.Parameter(part).Contains(r.Id))
                .Select(r => new { r.Id, r.PartyId })
                .ToListAsync(ct)
        )
            found[new CommandId(row.Id)] = row.PartyId;
        return found;
    }

    /// <summary>The reason of a row in words; empty where there is none.</summary>
    public string ReasonOf(RowAnswer answer, string language) =>
        answer.Problem is { } problem ? says.In(language, problem) : "";

    /// <summary>The column that an answer is about.</summary>
    public static string FieldOf(RowAnswer answer) =>
        answer.Problem?.Field is { } field ? PeopleColumns.ColumnOf(field) : "";

    // Answer columns of an earlier result are not carried along: each file has its own.
    private static List<int> Kept(ImportFile file) =>
        [
            .. Enumerable
                .Range(0, file.Columns.Count)
                .Where(i => !PeopleColumns.Answers.Contains(file.Columns[i]) && file.Columns[i].Length > 0),
        ];

    private async Task<Dictionary<PartyId, (string Strength, string With)>> MatchesAsync(
        IEnumerable<PartyId> parties,
        CancellationToken ct
    )
    {
        var found = new Dictionary<PartyId, (string, string)>();
        foreach (var part in parties.Chunk(500))
        {
            var rows = await (
                from match in db.Set<PossibleMatch>().AsNoTracking()
                join record in db.Set<WrittenRecord>() on match.A equals record.PartyId
                where EF.Parameter(part).Contains(match.B)
                orderby match.Strength, match.Id
                select new
                {
                    match.B,
                    match.Strength,
                    record.SourceId,
                }
            ).ToListAsync(ct);
            foreach (var row in rows)
                found.TryAdd(row.B, (row.Strength, row.SourceId ?? ""));
        }
        return found;
    }

    private async Task<Dictionary<PartyId, string>> NumbersAsync(IEnumerable<PartyId> parties, CancellationToken ct)
    {
        var found = new Dictionary<PartyId, string>();
        foreach (var part in parties.Chunk(500))
        foreach (
            var row in await db.Set<Party>()
                .AsNoTracking()
                .Where(p => EF.Parameter(part).Contains(p.Id))
                .Select(p => new { p.Id, p.Number })
                .ToListAsync(ct)
        )
            found[row.Id] = row.Number;
        return found;
    }
}
