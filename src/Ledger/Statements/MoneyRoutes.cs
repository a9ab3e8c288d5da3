using System.Globalization;
using System.Text;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Text;
using Jisr.Ui.Parts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jisr.Ledger.Statements;

/// <summary>Whether she wants amounts hidden on her screen: kept in her browser.</summary>
internal static class HiddenAmounts
{
    private const string Cookie = "amounts";

    public static bool Are(HttpContext http) => http.Request.Cookies[Cookie] == "hidden";

    public static void Keep(HttpContext http, bool hidden) =>
        http.Response.Cookies.Append(
            Cookie,
            hidden ? "hidden" : "shown",
            new CookieOptions
            {
                Secure = true,
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Path = "/",
                MaxAge = TimeSpan.FromDays(365),
                IsEssential = true,
            }
        );
}

/// <summary>A balance as the API writes it.</summary>
internal sealed record BalanceView(
    string Currency,
    int Series,
    string Sold,
    string InPurse,
    string OwedToYou,
    string KeptForBuyers
);

/// <summary>Routes of her own money that are no pages.</summary>
internal static class MoneyRoutes
{
    private const string Header = "day,what,account,amount,currency,order,taken_back\r\n";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                "/my/money/amounts/{how}",
                (string how, HttpContext http) =>
                {
                    HiddenAmounts.Keep(http, how == "hidden");
                    return Results.LocalRedirect("/my/money");
                }
            )
            .RequireAuthorization(new PermissionAttribute(OwnMoney.Pages))
            .ExcludeFromDescription();
        routes
            .MapGet("/my/money.csv", SendFileAsync)
            .RequireAuthorization(new PermissionAttribute(OwnMoney.Pages))
            .ExcludeFromDescription();
    }

    public static void MapApi(RouteGroupBuilder api) =>
        api.MapGet("/my/balances", SendBalancesAsync)
            .RequireAuthorization(new PermissionAttribute(OwnMoney.Pages))
            .WithSummary("Own balances, by currency")
            .Produces<IReadOnlyList<BalanceView>>()
            .ProducesProblem(StatusCodes.Status401Unauthorized);

    private static async Task<IResult> SendBalancesAsync(
        OwnMoney money,
        AccessGate gate,
        ICurrentActor current,
        CancellationToken ct
    )
    {
        var actor = await current.GetAsync(ct);
        if (!actor.IsSignedIn)
            return Results.Problem(statusCode: StatusCodes.Status401Unauthorized);
        if (actor.PartyId is not { } party || !gate.May(actor, OwnMoney.Pages, Reach.Self(party)))
            return Results.Problem(statusCode: StatusCodes.Status403Forbidden);
        var sums = await money.SumsAsync(actor.Records, await money.PlaceAsync(party, ct), ct);
        return Results.Json(
            sums.Select(s => new BalanceView(
                s.Currency.Code,
                s.Currency.Series,
                s.Sold.ToString(),
                s.InPurse.ToString(),
                s.OwedToHer.ToString(),
                s.KeptForBuyers.ToString()
            )),
            CanonicalJson.Options
        );
    }

    // N-4: ASCII digits, a dot, no groups, ISO days, a BOM.
    private static async Task<IResult> SendFileAsync(
        OwnMoney money,
        ICurrentActor current,
        CancellationToken ct,
        string? period = null
    )
    {
        var actor = await current.GetAsync(ct);
        if (actor.PartyId is not { } party)
            return Results.NotFound();
        var place = await money.PlaceAsync(party, ct);
        var text = new StringBuilder(Header);
        await foreach (var line in money.All(actor.Records, place.StartOf(period)).WithCancellation(ct))
            text.Append(
                CsvCell.Row(
                    place.DayOf(line.At).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    CsvCell.Text(line.Reversed is null ? line.Kind : line.Kind + " " + line.Reversed),
                    CsvCell.Text(line.Purpose.ToString().ToLowerInvariant()),
                    line.Amount.ToString(),
                    CsvCell.Text(line.Amount.Currency.Key),
                    line.SourceKind == "order" ? line.SourceId.ToString() : "",
                    line.IsTakenBack ? "yes" : ""
                )
            );
        return CsvFile.Of(text.ToString(), period is "week" or "month" ? $"money-{period}.csv" : "money.csv");
    }
}
