using Jisr.Contracts.People;
using Jisr.Insight.Indicators;
using Jisr.Insight.Periods;
using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Language;
using Jisr.Kernel.Values;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Insight.Figures;

/// <summary>GET <c>/api/v1/indicators</c>: the list, and one indicator counted now, as the page would show it.</summary>
internal static class IndicatorsApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/indicators", ListAsync)
            .WithMetadata(new PermissionAttribute(FigureRights.See))
            .WithSummary("The indicators, and how each is counted");
        api.MapGet("/indicators/{code}", OneAsync)
            .WithMetadata(new PermissionAttribute(FigureRights.See))
            .WithSummary("One indicator in a period, by area");
    }

    private static async Task<IResult> ListAsync(JisrDb db, CancellationToken ct) =>
        Results.Ok(
            (await db.Set<Indicator>().AsNoTracking().OrderBy(i => i.Order).ToListAsync(ct)).Select(i => new
            {
                i.Code,
                Name = Said(i.Name),
                How = Said(i.Explained),
                Measure = MeasureOf(i),
                TimeRule = TimeRuleOf(i),
                Counts = i.Kind,
                i.Dhis2Code,
                i.Version,
            })
        );

    private static async Task<IResult> OneAsync(
        string code,
        HttpContext http,
        ICurrentActor current,
        AccessGate gate,
        ReadScope scopes,
        ShownFigures shown,
        CountFigures count,
        IPlaces places,
        JisrDb db,
        string? period,
        string? place,
        string? unit,
        string? programme
    )
    {
        var ct = http.RequestAborted;
        var actor = await current.GetAsync(ct);
        if (actor.Scopes is { } scopesOfToken && !scopesOfToken.Contains(FigureRights.See))
            return Refused(StatusCodes.Status403Forbidden, "NOT_ALLOWED");
        if (await scopes.OfAsync(actor, unit, programme, ct) is not { } scope)
            return Refused(StatusCodes.Status404NotFound, "NOT_FOUND");
        var indicator = await db.Set<Indicator>().AsNoTracking().SingleOrDefaultAsync(i => i.Code == code, ct);
        if (indicator is null || (scope.MoneyOnly && indicator.Measure != Measure.Money))
            return Refused(StatusCodes.Status404NotFound, "INDICATOR_UNKNOWN");
        var asked = period is null ? PeriodOffer.For(scope, [])[0] : PeriodCode.Read(period);
        if (asked is null)
            return Refused(StatusCodes.Status422UnprocessableEntity, PeriodCode.Unknown);
        if (!scope.Offers(asked))
            return Refused(StatusCodes.Status422UnprocessableEntity, "RANGE_NOT_OFFERED");
        if (place is not null && !Screen.Countries.Contains(place) && places.Find(place) is not { Level: 1 })
            return Refused(StatusCodes.Status422UnprocessableEntity, "PLACE_CODE_UNKNOWN");
        // One area is cut out of the line that the page shows: alone it would not be guarded by its neighbours.
        var country = place?[..2];
        var question = scope.Ask(indicator, asked, country);
        var line = await shown.LineAsync(question, country is null ? Split.Country : Split.Area, scope.Threshold, ct);
        var details =
            indicator.SplitBy.Length > 0 && place is not { Length: > 2 }
                ? await shown.LineAsync(question, Split.Detail, scope.Threshold, ct)
                : null;
        var one = place is { Length: > 2 };
        var parts = one ? line.Parts.Where(p => p.Key == place) : line.Parts;
        return Results.Ok(
            new
            {
                indicator.Code,
                Measure = MeasureOf(indicator),
                Period = asked.Code,
                asked.From,
                asked.To,
                Programme = scope.Programme?.Code,
                Unit = scope.UnitCode,
                Place = place,
                Total = one ? null : line.Totals.Select(Cell),
                Areas = parts.Select(Cell),
                LeftOut = question.ForReport ? await count.LeftOutAsync(question, scope.Threshold, ct) : null,
                Details = details?.Parts.Select(Detail),
                How = Said(indicator.Explained),
            }
        );
    }

    public static string MeasureOf(Indicator indicator) =>
        indicator.Measure switch
        {
            Measure.Services => "services",
            Measure.HeadCount => "head-count",
            Measure.People => "unique-people",
            Measure.Count => "count",
            _ => "money",
        };

    public static string TimeRuleOf(Indicator indicator) =>
        indicator.TimeRule switch
        {
            TimeRule.During => "during",
            TimeRule.AsAt => "as-at",
            _ => "first-in",
        };

    /// <summary>A cell as JSON: hidden ones say so and nothing else.</summary>
    public static object Cell(ShownCell cell) =>
        cell.Hidden ? new { Area = cell.Key, Hidden = true }
        : cell.Currency.Length > 0
            ? new
            {
                Area = cell.Key,
                Amount = new Money(cell.Value, Currency.Parse(cell.Currency)).ToString(),
                cell.Currency,
                cell.Facts,
            }
        : new
        {
            Area = cell.Key,
            cell.Value,
            cell.Facts,
        };

    // A part by its code, such as a door.
    private static object Detail(ShownCell cell) =>
        cell.Hidden
            ? new { cell.Key, Hidden = true }
            : new
            {
                cell.Key,
                cell.Value,
                cell.Facts,
            };

    private static Dictionary<string, string> Said(Func<string, string> words) =>
        Words.Languages.ToDictionary(l => l, words);

    private static IResult Refused(int status, string code) =>
        Results.Problem(
            statusCode: status,
            title: code,
            extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = code }
        );
}
