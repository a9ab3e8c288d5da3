using System.Text.Json;
using System.Text.Json.Nodes;
using Jisr.Kernel.Commands;
using Microsoft.AspNetCore.Components;

namespace Jisr.Market.Front;

/// <summary>schema.org data for search engines, as a data block that no browser runs.</summary>
internal static class LinkedData
{
    private const string Schema = "https://schema.org";

    public static MarkupString Shop(ShopFront shop, string name, string url, string district, string? image) =>
        Block(
            new JsonObject
            {
                ["@context"] = Schema,
                ["@type"] = "Store",
                ["name"] = name,
                ["description"] = shop.About,
                ["url"] = url,
                ["image"] = image,
                ["currenciesAccepted"] = Kernel.Values.Currency.Parse(shop.Currency).Code,
                ["paymentAccepted"] = "Cash",
                ["address"] = new JsonObject
                {
                    ["@type"] = "PostalAddress",
                    ["addressRegion"] = district,
                    ["addressCountry"] = shop.Country,
                },
            }
        );

    public static MarkupString Product(
        ProductFront product,
        string title,
        string category,
        string url,
        IEnumerable<string> images,
        string shopName,
        string shopUrl,
        bool isAvailable
    ) =>
        Block(
            new JsonObject
            {
                ["@context"] = Schema,
                ["@type"] = "Product",
                ["name"] = title,
                ["description"] = product.Description,
                ["sku"] = product.Sku,
                ["category"] = category,
                ["image"] = new JsonArray([.. images.Select(i => (JsonNode)i)]),
                ["offers"] = new JsonObject
                {
                    ["@type"] = "Offer",
                    ["url"] = url,
                    ["price"] = product.Price.ToString(),
                    ["priceCurrency"] = product.Price.Currency.Code,
                    ["availability"] =
                        Schema
                        + (
                            !isAvailable ? "/OutOfStock"
                            : product.Kind == Products.SaleKind.Order ? "/MadeToOrder"
                            : "/InStock"
                        ),
                    ["seller"] = new JsonObject
                    {
                        ["@type"] = "Organization",
                        ["name"] = shopName,
                        ["url"] = shopUrl,
                    },
                },
            }
        );

    // The writer escapes < and > inside texts, so that none of them ends the block.
    private static MarkupString Block(JsonObject data)
    {
        foreach (var (name, _) in data.Where(p => p.Value is null or JsonArray { Count: 0 }).ToList())
            data.Remove(name);
        return new MarkupString(
            "<script type=\"application/ld+json\">"
                + JsonSerializer.Serialize(data, CanonicalJson.Options)
                + "</script>"
        );
    }
}
