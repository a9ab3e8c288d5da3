using Jisr.Contracts.People;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Values;
using Jisr.Market.Products;

namespace Jisr.Market.Search;

/// <summary>Reads what is asked of the search, for page and API alike. A value that means nothing is a problem, never
/// an empty list.</summary>
internal sealed class FindQuestion(IPlaces? places = null)
{
    public ProductQuery Read(
        string? text,
        string? place,
        string? category,
        string? maxPrice,
        string? currency,
        string? cursor,
        Problems problems
    )
    {
        (text, place, category) = (Given(text), Given(place), Given(category));
        (maxPrice, currency, cursor) = (Given(maxPrice), Given(currency), Given(cursor));
        if (text is { Length: > FindProducts.LongestText })
            problems.Add(
                "q",
                "TOO_LONG",
                ("max", FindProducts.LongestText),
                ("over", text.Length - FindProducts.LongestText)
            );
        if (place is not null && places?.Find(place) is not { Level: <= 2 })
            problems.Add("place", "PLACE_UNKNOWN");
        if (category is not null && Categories.Find(category) is null)
            problems.Add("category", "CATEGORY_UNKNOWN");
        var of = currency is null ? null : Currency.Find(currency);
        if (currency is not null && of is null)
            problems.Add("currency", "CURRENCY_UNKNOWN");
        if (maxPrice is not null && currency is null)
            problems.Add("currency", "CURRENCY_NEEDED");
        var after = FindKey.Read(cursor);
        if (cursor is not null && after is null)
            problems.Add("cursor", "NOT_READABLE");
        return new ProductQuery
        {
            Text = text,
            Place = place,
            Category = category,
            Currency = of?.Key,
            MaxPrice = maxPrice is null || of is null ? null : PriceOf(maxPrice, of, problems),
            After = after,
        };
    }

    private static Money? PriceOf(string typed, Currency currency, Problems problems)
    {
        var reading = MoneyBinder.Read(typed, currency);
        if (reading.IsValue)
            return reading.Value;
        if (reading.Error == "TOO_LONG")
            problems.Add("maxPrice", "TOO_LONG", ("max", 32), ("over", typed.Length - 32));
        else if (reading.Error is { } error)
            problems.Add(new Problem(error, "maxPrice"));
        else
            problems.Add("maxPrice", "NUMBER_AMBIGUOUS");
        return null;
    }

    private static string? Given(string? text) => text?.Trim() is { Length: > 0 } given ? given : null;
}
