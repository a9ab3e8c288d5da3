using System.Globalization;
using System.Text;
using Jisr.Insight.Indicators;
using Jisr.Insight.Periods;
using Jisr.Kernel.Access;
using Jisr.Kernel.Audit;
using Jisr.Kernel.Data;
using Jisr.Kernel.Language;
using Jisr.Kernel.Text;
using Jisr.Kernel.Values;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Insight.Figures;

/// <summary><c>/figures/table.csv</c>: what the page shows, area by area, for every indicator. The purpose is noted in
/// the read log first; what is hidden on the page is hidden here.</summary>
internal static class ExportTable
{
    public static readonly IReadOnlyList<string> Purposes = ["report", "planning", "check", "other"];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/figures/table.csv", WriteAsync)
            .WithMetadata(new PermissionAttribute(FigureRights.See))
            .ExcludeFromDescription();

    private static async Task<IResult> WriteAsync(
        HttpContext http,
        ICurrentActor current,
        ReadScope scopes,
        ReadDashboard boards,
        ExportRows rows,
        ReadLog log,
        string? purpose,
        string? indicator,
        string? period,
        string? programme,
        string? country,
        string? unit
    )
    {
        var ct = http.RequestAborted;
        if (await scopes.OfAsync(await current.GetAsync(ct), unit, programme, ct) is not { } scope)
            return Results.NotFound();
        if (purpose is null || !Purposes.Contains(purpose))
            return Results.BadRequest();
        Dashboard board;
        try
        {
            board = await boards.ReadAsync(scope, new Wish(indicator, period, country), ct);
        }
        catch (ReadDashboard.NotOffered)
        {
            return Results.UnprocessableEntity();
        }
        var text = await rows.ReadAsync(board, ct);
        await log.WriteAsync(
            ReadAction.Export,
            [],
            "figures",
            scope.At,
            string.Create(CultureInfo.InvariantCulture, $"{purpose}: {board.Period.Code}, {text.Rows} rows"),
            ct
        );
        // The mark at the front tells a spreadsheet that this is UTF-8.
        return Results.File(
            [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.Text)],
            "text/csv; charset=utf-8",
            $"figures-{board.Period.Code}.csv"
        );
    }
}

/// <summary>The rows of the file.</summary>
internal sealed class ExportRows(ShownFigures shown, Screen screen)
{
    public async Task<(string Text, int Rows)> ReadAsync(Dashboard board, CancellationToken ct)
    {
        var text = new StringBuilder(
            CsvCell.Row(
                (
                    (string[])
                        [
                            "indicator",
                            "name",
                            "period",
                            "from",
                            "to",
                            "area",
                            "area_name",
                            "value",
                            "currency",
                            "target",
                        ]
                ).Select(CsvCell.Text)
            )
        );
        var rows = 0;
        foreach (var indicator in board.Indicators)
        {
            var question = board.Scope.Ask(indicator, board.Period, board.Country);
            var split = board.IsByCountry ? Split.Country : Split.Area;
            var line = await shown.LineAsync(question, split, board.Scope.Threshold, ct);
            foreach (var cell in line.Parts)
            {
                var target =
                    indicator == board.Headline ? board.Rows.FirstOrDefault(r => r.Key == cell.Key)?.Target : null;
                Add(text, board, indicator, cell, cell.Key, screen.Area(cell.Key, board.IsByCountry), target);
                rows++;
            }
            foreach (var cell in line.Totals)
            {
                Add(text, board, indicator, cell, "total", "", indicator == board.Headline ? board.Total.Target : null);
                rows++;
            }
        }
        return (text.ToString(), rows);
    }

    private static void Add(
        StringBuilder text,
        Dashboard board,
        Indicator indicator,
        ShownCell cell,
        string key,
        string name,
        long? target
    ) =>
        text.Append(
            CsvCell.Row(
                CsvCell.Text(indicator.Code),
                CsvCell.Text(indicator.Name(Words.Language)),
                CsvCell.Text(board.Period.Code),
                CsvCell.Text(Day(board.Period.From)),
                CsvCell.Text(Day(board.Period.To)),
                CsvCell.Text(key),
                CsvCell.Text(name),
                ValueOf(cell),
                CsvCell.Text(cell.Currency),
                target is { } t ? CsvCell.Number(t) : ""
            )
        );

    private static string ValueOf(ShownCell cell) =>
        cell.Hidden ? CsvCell.Text(SmallCells.Mark)
        : cell.Currency.Length > 0 ? new Money(cell.Value, Currency.Parse(cell.Currency)).ToString()
        : CsvCell.Number(cell.Value);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
