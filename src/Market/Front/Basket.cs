using Jisr.Market.Products;
using Microsoft.AspNetCore.Http;

namespace Jisr.Market.Front;

/// <summary>What a shopper gathered in one shop: sku and quantity as typed. It lives in the address of the page and
/// nowhere else: no cookie, no row, nobody's name.</summary>
internal sealed class Basket
{
    private const string Prefix = "q.";
    private const int Most = 50;
    private const int LongestTyped = 40;

    private readonly List<(string Sku, string Typed)> lines;

    private Basket(List<(string Sku, string Typed)> lines) => this.lines = lines;

    public IReadOnlyList<(string Sku, string Typed)> Lines => lines;

    public bool IsEmpty => lines.Count == 0;

    /// <summary>Name of the box in which the quantity of a sku is typed.</summary>
    public static string Field(string sku) => Prefix + sku;

    /// <summary>The basket of a request: of the form that is sent, else of the address.</summary>
    public static Basket Of(HttpRequest request)
    {
        var posted = HttpMethods.IsPost(request.Method) && request.HasFormContentType;
        var values = posted
            ? request.Form.Select(f => (f.Key, Value: f.Value.ToString()))
            : request.Query.Select(q => (q.Key, Value: q.Value.ToString()));
        return new Basket([
            .. values
                .Where(v =>
                    v.Key.StartsWith(Prefix, StringComparison.Ordinal)
                    && !v.Key.EndsWith(".reading", StringComparison.Ordinal)
                )
                .Select(v => (Sku: v.Key[Prefix.Length..], v.Value))
                .Where(v => v.Sku.Length is > 0 and <= Variant.MostSku && v.Sku.All(IsSkuSign))
                .Take(Most)
                .Select(v => (v.Sku, v.Value.Length > LongestTyped ? v.Value[..LongestTyped] : v.Value)),
        ]);
    }

    /// <summary>Without one of its lines.</summary>
    public Basket Without(string sku) => new(lines.FindAll(l => l.Sku != sku));

    /// <summary>An address that takes the basket along.</summary>
    public string On(string address) =>
        IsEmpty
            ? address
            : address
                + (address.Contains('?', StringComparison.Ordinal) ? '&' : '?')
                + string.Join('&', lines.Select(l => Field(l.Sku) + "=" + Uri.EscapeDataString(l.Typed)));

    private static bool IsSkuSign(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.';
}
