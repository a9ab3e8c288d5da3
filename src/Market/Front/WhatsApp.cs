using Jisr.Kernel.Language;
using Jisr.Kernel.Sealing;
using Jisr.Kernel.Values;
using Jisr.Market.Shops;

namespace Jisr.Market.Front;

/// <summary>The number of the organisation that runs this Jisr, for shops that show no number of their own.</summary>
internal sealed record OrganisationNumber(string? E164)
{
    /// <summary>From the setting <c>Jisr:WhatsApp</c>, written with its country code.</summary>
    public static OrganisationNumber Read(string? setting)
    {
        var digits = new string([.. (setting ?? "").Where(char.IsAsciiDigit)]);
        return new OrganisationNumber(digits.Length is >= 8 and <= 15 ? "+" + digits : null);
    }
}

/// <summary>Links and texts for WhatsApp (whatsapp.md §3).</summary>
internal sealed class WhatsApp(Sealer sealer, OrganisationNumber organisation, Words words)
{
    private const int MostLines = 5;
    private const int LongestLink = 2000;

    /// <summary>The number of her choice: her own, the organisation's, or none.</summary>
    public string? NumberOf(ShopFront shop) =>
        shop.Contact switch
        {
            ContactChoice.Own when shop.PhoneSealed is { } bytes => ShopRules.OpenPhone(sealer, shop.Id, bytes),
            ContactChoice.Organisation => organisation.E164,
            _ => null,
        };

    /// <summary>Opens WhatsApp with a text; without a number it lets her choose the contact.</summary>
    public static string Link(string? number, string text) =>
        "https://wa.me/" + number?.TrimStart('+') + "?text=" + Uri.EscapeDataString(text);

    /// <summary>The text of an order: its code alone, first, then plain lines. No personal data, no direction marks.</summary>
    public string TextOf(OrderOnPage order, string? number)
    {
        for (var letters = 60; ; letters -= 10)
        {
            var text = TextOf(order, letters);
            if (letters <= 10 || Link(number, text).Length <= LongestLink)
                return text;
        }
    }

    private string TextOf(OrderOnPage order, int letters)
    {
        var lines = new List<string>
        {
            order.Code,
            words["Order from {shop}", ("shop", Short.Of(order.Shop.NameIn(Words.Language), letters))],
        };
        lines.AddRange(
            order.Lines.Take(MostLines).Select(l => new Quantity(l.Asked) + " × " + Short.Of(l.Title, letters))
        );
        var more = order.Lines.Count - MostLines;
        if (more > 0)
            lines.Add(words.Count("… and {n} more item", "… and {n} more items", more));
        lines.Add(words["Total about {sum}", ("sum", order.Total + " " + order.Total.Currency.Code)]);
        return string.Join('\n', lines);
    }
}
