using System.Globalization;
using System.Text;
using Jisr.Kernel.Access;
using Jisr.Kernel.Audit;
using Jisr.Kernel.Language;
using Jisr.Kernel.Text;
using Jisr.People.Registration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MiniExcelLibs;

namespace Jisr.People.Parties;

/// <summary>The list as a CSV file or a workbook. A purpose is asked first and written down with every name in the file; a file for
/// a receiver holds those only who said yes to it. Telephones and papers never leave this way. Its purpose says what else it
/// carries (<see cref="ExportAnswers"/>).</summary>
internal static class ExportPeople
{
    public const int Most = 10_000;

    public static readonly IReadOnlyList<string> Purposes =
    [
        "planning",
        "attendance",
        "check",
        .. ConsentRules.Receivers.Select(ConsentRules.ShareWith),
    ];

    /// <summary>The receiver whose yes is needed, if the purpose names one.</summary>
    public static string? ReceiverOf(string? purpose) =>
        purpose?.Split(':') is ["share-with", var receiver] ? receiver : null;

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var address in (string[])["/people/export/file", "/people/export/workbook"])
            routes
                .MapGet(address, FileAsync)
                .WithMetadata(new PermissionAttribute(PersonRights.Export))
                .RequireAuthorization(new PermissionAttribute(PersonRights.Export))
                .ExcludeFromDescription();
    }

    private static async Task<IResult> FileAsync(
        HttpContext http,
        PeopleQuery people,
        Seen log,
        AccessGate gate,
        ICurrentActor current,
        PlaceChoices places,
        Desk desk,
        ExportAnswers answers,
        string? purpose,
        string? unit,
        string? month,
        string? match,
        string? waiting
    )
    {
        var ct = http.RequestAborted;
        if (purpose is null || !Purposes.Contains(purpose))
            return Results.Redirect("/people/export");
        var filter = PeopleAddress.Read(unit, month, "new", match, waiting, null) with
        {
            SharedWith = ReceiverOf(purpose),
        };
        if (filter.Unit is { } wanted && !gate.May(await current.GetAsync(ct), PersonRights.Export, Reach.Unit(wanted)))
        {
            await log.RefusedAsync(PersonRights.Export, ct);
            return Results.NotFound();
        }
        var (rows, _) = await people.ListAsync(filter, Most, ct, PersonRights.Export);
        await log.ExportAsync(rows, ReadAction.Export, purpose, ct, ExportAnswers.GroupsOf(purpose));
        var more = await answers.ReadAsync(rows, purpose, ct);
        var units = await desk.AllAsync(ct);
        var table = rows.Select(row =>
            (string?[])
                [
                    row.Number,
                    row.Name,
                    row.BirthDate?.Year.ToString(CultureInfo.InvariantCulture),
                    row.Place,
                    places.Name(row.Place),
                    units.FirstOrDefault(u => u.Id == row.Unit)?.Name(Words.Language),
                    row.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    row.Door,
                    row.Confirmed ? "yes" : "no",
                    .. more.Of(row.Id),
                ]
        );
        string[] columns = [.. Columns, .. more.Columns];
        return http.Request.Path.Value!.EndsWith("/workbook", StringComparison.Ordinal)
            ? Workbook(columns, table)
            : Csv(columns, table);
    }

    private static IResult Csv(string[] columns, IEnumerable<string?[]> table)
    {
        var text = new StringBuilder();
        foreach (var row in table.Prepend(columns))
            text.Append(CsvCell.Row(row.Select(CsvCell.Text)));
        return Results.File(
            [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())],
            "text/csv; charset=utf-8",
            "people.csv"
        );
    }

    // Every cell is a text: what begins with an equals sign is shown, never computed.
    private static IResult Workbook(string[] columns, IEnumerable<string?[]> table)
    {
        var bytes = new MemoryStream();
        MiniExcel.SaveAs(
            bytes,
            table.Select(row =>
                (IDictionary<string, object>)
                    row.Select((cell, i) => (Column: columns[i], Text: ArabicText.StripInvisible(cell ?? "")))
                        .ToDictionary(c => c.Column, object (c) => c.Text, StringComparer.Ordinal)
            ),
            excelType: ExcelType.XLSX
        );
        return Results.File(
            bytes.ToArray(),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "people.xlsx"
        );
    }

    private static readonly string[] Columns =
    [
        "number",
        "name",
        "birth_year",
        "place_code",
        "place",
        "centre",
        "registered_on",
        "door",
        "confirmed",
    ];
}
