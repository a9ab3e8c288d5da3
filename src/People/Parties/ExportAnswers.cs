using System.Globalization;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.People.Consents;
using Jisr.People.Functioning;
using Jisr.People.Import;
using Jisr.People.Registration;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Parties;

/// <summary>What a file of people carries beside who they are, under the columns by which an import reads it back.
/// Planning takes what they make and want. Only who checks the register against what was brought takes the six answers
/// (D3) and the consent that they rest on, and only those of women whose yes to be registered stands.</summary>
internal sealed class ExportAnswers(JisrDb db, Sealer sealer, TimeProvider clock)
{
    public const string Planning = "planning";
    public const string Check = "check";

    private static readonly string[] Work = ["makes", "wants"];

    private static readonly string[] Answered =
    [
        .. Work,
        .. Functions.Six.Select(PeopleColumns.OfQuestion),
        PeopleColumns.OfPurpose(ConsentRules.Register),
        "consent_channel",
        "notice_version",
    ];

    /// <summary>What of her is seen in such a file, for the read log, beside what every list shows.</summary>
    public static string? GroupsOf(string purpose) =>
        purpose switch
        {
            Planning => "makes",
            Check => "makes,functioning,consents",
            _ => null,
        };

    /// <summary>The cells of each person in the file.</summary>
    public async Task<ExportCells> ReadAsync(IReadOnlyCollection<PeopleRow> rows, string purpose, CancellationToken ct)
    {
        if (purpose is not (Planning or Check))
            return new ExportCells([], new Dictionary<PartyId, string?[]>());
        var cells = new Dictionary<PartyId, string?[]>();
        foreach (var part in rows.Select(r => r.Id).Chunk(500))
        {
            var work = await db.Set<Person>()
                .AsNoTracking()
                .Where(p => EF.Parameter(part).Contains(p.PartyId))
                .Select(p => new
                {
                    p.PartyId,
                    p.Makes,
                    p.Wants,
                })
                .ToListAsync(ct);
            foreach (var person in work)
                cells[person.PartyId] = [person.Makes, person.Wants];
            if (purpose == Check)
                await AnswersAsync(part, cells, ct);
        }
        return new ExportCells(purpose == Check ? Answered : Work, cells);
    }

    private async Task AnswersAsync(PartyId[] part, Dictionary<PartyId, string?[]> cells, CancellationToken ct)
    {
        var said = (
            await db.Set<Consent>()
                .AsNoTracking()
                .Where(c => EF.Parameter(part).Contains(c.PartyId) && c.Purpose == ConsentRules.Register)
                .OrderBy(c => c.At)
                .ThenBy(c => c.Id)
                .ToListAsync(ct)
        ).ToLookup(c => c.PartyId);
        var asked = (
            await db.Set<FunctioningAnswers>()
                .AsNoTracking()
                .Where(a => EF.Parameter(part).Contains(a.PartyId))
                .OrderBy(a => a.At)
                .ThenBy(a => a.Id)
                .ToListAsync(ct)
        ).ToLookup(a => a.PartyId);
        var today = DateOnly.FromDateTime(Clock.Now(clock).UtcDateTime);
        foreach (var party in part)
        {
            var consent = said[party].LastOrDefault();
            var stands = consent?.HoldsOn(today) == true;
            var six =
                stands && asked[party].LastOrDefault() is { } row
                    ? Functions.Read(sealer.Open(row.Codes, FunctioningAnswers.Table, "codes", row.Id))
                    : new int?[Functions.Six.Count];
            cells[party] =
            [
                .. cells.GetValueOrDefault(party) ?? new string?[Work.Length],
                .. six.Select(a => a?.ToString(CultureInfo.InvariantCulture)),
                consent is null ? null
                : stands ? "given"
                : "refused",
                consent?.Channel,
                consent?.NoticeVersion,
            ];
        }
    }
}

/// <summary>More columns of a file of people, and the cells of each person.</summary>
internal sealed record ExportCells(IReadOnlyList<string> Columns, IReadOnlyDictionary<PartyId, string?[]> Cells)
{
    public IReadOnlyList<string?> Of(PartyId party) => Cells.GetValueOrDefault(party) ?? new string?[Columns.Count];
}
