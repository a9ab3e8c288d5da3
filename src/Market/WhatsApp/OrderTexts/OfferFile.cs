using System.Text.Json;
using Jisr.Kernel.Values;
using Jisr.Market.Search;

namespace Jisr.Market.WhatsApp.OrderTexts;

/// <summary>A catalogue from a JSON file: <c>products[]</c> with id, name (also name_fr, name_en), unit, step and no.</summary>
internal static class OfferFile
{
    /// <summary>Throws <see cref="FormatException"/> where the file is no such catalogue.</summary>
    public static OrderCatalogue Read(string json)
    {
        try
        {
            var file = JsonSerializer.Deserialize<FileJson>(json, DataJson.Options);
            if (file?.Products is not { Count: > 0 } products)
                throw new FormatException("The catalogue names no products.");
            return new OrderCatalogue([.. products.Select(OfferOf)], new Synonyms());
        }
        catch (JsonException e)
        {
            throw new FormatException("The catalogue is not the JSON that was expected: " + e.Message, e);
        }
    }

    private static Offer OfferOf(ProductJson product)
    {
        if (product is not { Id.Length: > 0, Name.Length: > 0 })
            throw new FormatException("A product has no id or no name.");
        var step = QuantityBinder.Read(product.Step ?? "1");
        if (!step.IsValue || step.Value.Thousandths <= 0)
            throw new FormatException($"The step of {product.Id} is no quantity.");
        return new Offer(
            product.Id,
            [.. new[] { product.Name, product.NameFr, product.NameEn }.OfType<string>()],
            product.Unit ?? "piece",
            step.Value.Thousandths
        )
        {
            Number = product.No,
        };
    }

    private sealed record FileJson(IReadOnlyList<ProductJson>? Products);

    private sealed record ProductJson(
        int? No,
        string? Id,
        string? Name,
        string? NameFr,
        string? NameEn,
        string? Unit,
        string? Step
    );
}
