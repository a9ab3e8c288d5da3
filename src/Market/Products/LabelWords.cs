using System.Text.RegularExpressions;
using Jisr.Kernel.Language;
using Jisr.Kernel.Text;

namespace Jisr.Market.Products;

/// <summary>A product's name with its label. A label such as «500 g» is a measure: in Arabic its unit is written in
/// Arabic, so that it reads in the direction of the line.</summary>
internal static partial class LabelWords
{
    /// <summary>In the language of the screen.</summary>
    public static string Title(Product product, string label) =>
        Title(product.NameIn(Words.Language), label, Words.Language);

    public static string Title(string name, string label, string language)
    {
        // The label follows the name, which may be in another language than the screen.
        var shown = In(label, ArabicText.IsArabic(name) ? "ar" : language);
        // Many names say their size already.
        return shown.Length == 0 || Plain(name).EndsWith(Plain(shown), StringComparison.Ordinal)
            ? name
            : name + " " + shown;
    }

    public static string In(string label, string language) =>
        language == "ar" && Measure().Match(label) is { Success: true } m
            ? m.Groups["number"].Value
                + " "
                + m.Groups["unit"].Value switch
                {
                    "kg" => "كغ",
                    "g" => "غ",
                    "ml" => "مل",
                    "l" => "ل",
                    _ => "م",
                }
            : label;

    private static string Plain(string text) =>
        " " + string.Join(' ', Search.ProductWords.Of(text).Select(w => w.Folded));

    [GeneratedRegex("^(?<number>[0-9]+(?:[.,][0-9]+)?) ?(?<unit>kg|g|ml|l|m)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Measure();
}
