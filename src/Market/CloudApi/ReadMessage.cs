using Jisr.Kernel.Values;
using Jisr.Market.WhatsApp.OrderTexts;

namespace Jisr.Market.CloudApi;

/// <summary>What a message asks for: a text by the rules of texts, a basket by its lines, a question about a product by that
/// product.</summary>
internal static class ReadMessage
{
    /// <summary>Prices of a shop by sku, as files write them: amount and currency.</summary>
    public static OrderReading Of(
        InMessage message,
        OrderCatalogue catalogue,
        IReadOnlyDictionary<string, Money> prices
    )
    {
        var text = message.Text ?? "";
        if (message.Items.Count > 0)
            return new OrderReading
            {
                Kind = OrderTextKind.Order,
                Lines = [.. message.Items.Select(i => LineOf(i, catalogue, prices))],
                Fingerprint = null,
            };
        var reading =
            text.Length == 0 ? new OrderReading { Kind = OrderTextKind.Other } : OrderTextReader.Read(text, catalogue);
        return message.AboutSku is { } sku && !reading.IsProposal
            ? reading with
            {
                Kind = OrderTextKind.Order,
                Lines = [LineOf(new BasketItem(sku, 1, null, null), catalogue, prices)],
            }
            : reading;
    }

    private static OrderLineReading LineOf(
        BasketItem item,
        OrderCatalogue catalogue,
        IReadOnlyDictionary<string, Money> prices
    )
    {
        var warnings = new List<string>();
        var offer = catalogue.Offers.FirstOrDefault(o => o.Id == item.Sku);
        if (offer is null)
            warnings.Add("unknown_product");
        else if (
            item.Price is { } price
            && prices.TryGetValue(item.Sku, out var ours)
            && (item.Currency != ours.Currency.Code || price * ours.Currency.MinorPerUnit != ours.Minor)
        )
            warnings.Add("prices_differ");
        if (item.Quantity <= 0)
            warnings.Add("quantity_not_positive");
        else if (item.Quantity > 999)
            warnings.Add("quantity_too_big");
        else if (offer is not null && item.Quantity * 1000 % offer.Step != 0)
            warnings.Add("quantity_not_step");
        return new OrderLineReading
        {
            Text = item.Sku,
            Product = offer?.Id,
            Quantity = new Quantity((long)Math.Clamp(Math.Round(item.Quantity * 1000), -1_000_000, 1_000_000_000)),
            Source = QuantitySource.Explicit,
            Confidence =
                warnings.Count == 0 ? Confidence.High
                : warnings is ["prices_differ"] ? Confidence.Medium
                : Confidence.Low,
            Warnings = warnings,
        };
    }
}
