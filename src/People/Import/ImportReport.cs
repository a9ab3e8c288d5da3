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

/// <summary>What an import writes beside its file: refused rows with reasons in Arabic, and on wish every answer.</summary>
internal sealed class ImportReport(JisrDb db, Says says)
{
    private static readonly UTF8Encoding WithBom = new(true);

    /// <summary>The refused rows as they came, with the reason: mended there, they can be sent again.</summary>
    public Task WriteRejectedAsync(string path, ImportFile file, IReadOnlyList<RowAnswer> answers, CancellationToken ct)
    {
        var text = new StringBuilder(
            CsvCell.Row([.. file.Columns.Select(CsvCell.Text), "\"field\"", "\"code\"", "\"reason\""])
        );
        foreach (var answer in answers.Where(a => a.Outcome == "rejected"))
            text.Append(
                CsvCell.Row([
                    .. file.Rows[answer.Row].Select(CsvCell.Text),
                    CsvCell.Text(FieldOf(answer)),
                    CsvCell.Text(answer.Problem?.Code),
                    CsvCell.Text(answer.Problem is { } p ? says.In("ar", p) : ""),
                ])
            );
        return File.WriteAllTextAsync(path, text.ToString(), WithBom, ct);
    }

    /// <summary>Every row's answer and the record it may be the double of.</summary>
    public async Task WriteResultAsync(string path, IReadOnlyList<RowAnswer> answers, CancellationToken ct)
    {
        var matches = await MatchesAsync(answers, ct);
        var text = new StringBuilder("record_id,outcome,field,code,match_strength,match_with,number\r\n");
        var numbers = await NumbersAsync(answers, ct);
        foreach (var answer in answers)
        {
            var match =
                answer.Outcome == "accepted" ? matches.GetValueOrDefault(new PartyId(answer.Id.Value)) : default;
            text.Append(
                CsvCell.Row(
                    CsvCell.Text(answer.Command.RecordId),
                    CsvCell.Text(answer.Outcome),
                    CsvCell.Text(FieldOf(answer)),
                    CsvCell.Text(answer.Problem?.Code),
                    CsvCell.Text(match.Strength),
                    CsvCell.Text(match.With),
                    CsvCell.Text(numbers.GetValueOrDefault(new PartyId(answer.Id.Value)))
                )
            );
        }
        await File.WriteAllTextAsync(path, text.ToString(), WithBom, ct);
    }

    private static string FieldOf(RowAnswer answer) =>
        answer.Problem?.Field is { } field ? PeopleColumns.ColumnOf(field) : "";

    private async Task<Dictionary<PartyId, (string Strength, string With)>> MatchesAsync(
        IReadOnlyList<RowAnswer> answers,
        CancellationToken ct
    )
    {
        var found = new Dictionary<PartyId, (string, string)>();
        foreach (var part in Accepted(answers).Chunk(500))
        {
            var rows = await (
                from match in db.Set<PossibleMatch>().AsNoTracking()
                join record in db.Set<WrittenRecord>() on match.A equals record.PartyId
                where part.Contains(match.B)
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

    private async Task<Dictionary<PartyId, string>> NumbersAsync(IReadOnlyList<RowAnswer> answers, CancellationToken ct)
    {
        var found = new Dictionary<PartyId, string>();
        foreach (var part in Accepted(answers).Chunk(500))
        foreach (
            var row in await db.Set<Party>()
                .AsNoTracking()
                .Where(p => part.Contains(p.Id))
                .Select(p => new { p.Id, p.Number })
                .ToListAsync(ct)
        )
            found[row.Id] = row.Number;
        return found;
    }

    private static IEnumerable<PartyId> Accepted(IReadOnlyList<RowAnswer> answers) =>
        answers.Where(a => a.Outcome == "accepted").Select(a => new PartyId(a.Id.Value));
}
