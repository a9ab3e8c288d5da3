using Jisr.Contracts.People;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Language;
using Jisr.Kernel.Text;
using Jisr.Kernel.Values;
using Jisr.Ui.Forms;

namespace Jisr.Market.Shops;

/// <summary>What the form of a shop offers and what was typed in it; opening and changing use the same.</summary>
internal static class ShopForm
{
    /// <summary>Districts of a country, under their governorates.</summary>
    public static IReadOnlyList<Option> Districts(IPlaces? places, string country) =>
        places is null
            ? []
            :
            [
                .. places
                    .At(country, 1)
                    .SelectMany(g =>
                        places
                            .Below(g.Code)
                            .Where(d => d.Level == 2)
                            .Select(d => new Option(d.Code, d.Name(Words.Language), null, g.Name(Words.Language)))
                            .Prepend(new Option(g.Code, g.Name(Words.Language), null, g.Name(Words.Language)))
                    ),
            ];

    /// <summary>Districts near: those of the governorate, for the question of where she delivers.</summary>
    public static IReadOnlyList<Option> Near(IPlaces? places, string? placeCode) =>
        places is null || placeCode is null || places.Ancestor(placeCode, 1) is not { } governorate
            ? []
            :
            [
                .. places
                    .Below(governorate.Code)
                    .Where(d => d.Level == 2)
                    .Select(d => new Option(d.Code, d.Name(Words.Language))),
            ];

    /// <summary>Currencies that a new shop may sell in, that of the country first.</summary>
    public static IReadOnlyList<Option> Currencies(string country) =>
        [
            .. Currency
                .All.Where(c => c != Currency.SypOld)
                .OrderBy(c => c.Key == CurrencyOf(country) ? 0 : 1)
                .Select(c => new Option(c.Key, c.NameIn(Words.Language))),
        ];

    public static string CurrencyOf(string country) =>
        country switch
        {
            "MA" => Currency.Mad.Key,
            "JO" => Currency.Jod.Key,
            "TR" => Currency.Try.Key,
            _ => Currency.SypNew.Key,
        };

    /// <summary>The typed address code as it is meant: small letters, plain digits, one dash for a space.</summary>
    public static string? Code(FormState form) =>
        form.Text("code") is { } typed
            ? string.Join(
                '-',
                ArabicText
                    .AsciiDigits(ArabicText.StripInvisible(typed))
                    .ToLowerInvariant()
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            )
            : null;

    public static ContactChoice Contact(FormState form, Problems problems)
    {
        if (Codes.TryParse<ContactChoice>(form.Text("contact"), out var choice))
            return choice;
        problems.Add("contact", "REQUIRED");
        return ContactChoice.Organisation;
    }

    /// <summary>A place a line.</summary>
    public static IReadOnlyList<string> PickUpPoints(FormState form) =>
        [
            .. (form["pickUpPoints"] ?? "")
                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(p => ShopRules.Clean(p))
                .OfType<string>(),
        ];
}
