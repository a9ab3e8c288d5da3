using System.Text.Json.Serialization;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Language;
using Jisr.Market.Front;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Jisr.Market.Search;

/// <summary>The public search of market.md §8: <c>GET /api/v1/products</c>.</summary>
internal static class FindApi
{
    private const int PageSize = 50;

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/products", FindAsync)
            .AllowAnonymous()
            .WithMetadata(new PublicPageAttribute())
            .WithSummary("Search across shops")
            .Produces<FoundJson>()
            .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<IResult> FindAsync(
        [FromQuery] string? q,
        [FromQuery] string? place,
        [FromQuery] string? category,
        [FromQuery] string? maxPrice,
        [FromQuery] string? currency,
        [FromQuery] string? cursor,
        HttpContext http,
        FindProducts find,
        FindQuestion question,
        PublicAddress addresses,
        Districts districts,
        Words words,
        CancellationToken ct
    )
    {
        Kept.Until(http, Tags.Find);
        var problems = new Problems();
        var query = question.Read(q, place, category, maxPrice, currency, cursor, problems);
        if (problems.Count > 0)
            return Refuse(problems, words);
        var found = await find.FindAsync(query with { Most = PageSize }, ct);
        return Results.Json(
            new FoundJson(
                [.. found.Items.Select(c => ItemOf(c, http.Request, addresses, districts))],
                found.Next?.ToString()
            ),
            CanonicalJson.Options
        );
    }

    private static ItemJson ItemOf(
        ProductCard card,
        HttpRequest request,
        PublicAddress addresses,
        Districts districts
    ) =>
        new(
            card.Sku,
            card.Name(Words.Language),
            card.Label,
            card.ShopCode,
            districts.Name(card.PlaceCode, Words.Language),
            new PriceJson(
                card.Price.ToString(),
                card.Price.Currency.Code,
                card.Price.Currency.Code == "SYP" ? card.Price.Currency.Series : null
            ),
            Codes.Of(card.Unit),
            card.IsAvailable,
            addresses.Of(request, card.Address)
        );

    private static IResult Refuse(Problems problems, Words words) =>
        Results.Json(
            new ProblemDetails
            {
                Type = "about:blank",
                Title = words.Say("en", problems[0]),
                Status = StatusCodes.Status400BadRequest,
                Extensions =
                {
                    ["reasons"] = problems.Select(p => new
                    {
                        p.Code,
                        p.Field,
                        p.Args,
                        Text = Words.Languages.ToDictionary(l => l, l => words.Say(l, p)),
                    }),
                },
            },
            CanonicalJson.Options,
            "application/problem+json",
            StatusCodes.Status400BadRequest
        );

    internal sealed record FoundJson(
        IReadOnlyList<ItemJson> Items,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next
    );

    internal sealed record ItemJson(
        string Sku,
        string Name,
        string Label,
        string Shop,
        string District,
        PriceJson Price,
        string Unit,
        bool Available,
        string Url
    );

    internal sealed record PriceJson(string Amount, string Currency, int? Series);
}
