using System.Text.RegularExpressions;
using Jisr.Kernel.Text;

namespace Jisr.People.Registration;

/// <summary>A paper as it is compared (matching.md §8).</summary>
/// <param name="Type">Its kind by its form, or other.</param>
/// <param name="FitsAForm">False where no known paper looks like this: kept, and looked into.</param>
internal sealed partial record Paper(string Typed, string Compared, string Type, bool FitsAForm)
{
    /// <summary>The country the kind belongs to.</summary>
    public string? Country =>
        Type switch
        {
            "sy-national" => "SY",
            "ma-cin" => "MA",
            "jo-national" => "JO",
            "tr-foreigner" => "TR",
            _ => null,
        };

    /// <summary>Null for nothing, or a word for none.</summary>
    public static Paper? Read(string? typed, string country)
    {
        var text = ArabicText.StripInvisible(typed ?? "").Trim();
        var folded = ArabicText.Fold(text).Replace(" ", "", StringComparison.Ordinal);
        if (folded.Length == 0 || folded is "لايوجد" or "بدون" or "none" or "neant")
            return null;
        var type = TypeOf(folded, country);
        return new Paper(text, Compare(text, type ?? "other"), type ?? "other", type is not null);
    }

    /// <summary>What is compared of a paper of a kind. Excel has often eaten a leading zero: compared without
    /// them.</summary>
    public static string Compare(string typed, string type)
    {
        var folded = ArabicText.Fold(typed).Replace(" ", "", StringComparison.Ordinal);
        return type == "sy-national" ? folded.TrimStart('0') : folded;
    }

    private static string? TypeOf(string folded, string country) =>
        Foreigner().IsMatch(folded) ? "tr-foreigner"
        : TenDigits().IsMatch(folded) && (country == "JO" || folded[0] is '9' or '2') && country != "SY" ? "jo-national"
        : UpToEleven().IsMatch(folded) ? "sy-national"
        : Cin().IsMatch(folded) ? "ma-cin"
        : Unhcr().IsMatch(folded) ? "unhcr"
        : Passport().IsMatch(folded) ? "passport"
        : null;

    [GeneratedRegex("^99[0-9]{9}$", RegexOptions.None, 500)]
    private static partial Regex Foreigner();

    [GeneratedRegex("^[0-9]{10}$", RegexOptions.None, 500)]
    private static partial Regex TenDigits();

    [GeneratedRegex("^(?:[0-9]{11}|[1-9][0-9]{9})$", RegexOptions.None, 500)]
    private static partial Regex UpToEleven();

    [GeneratedRegex("^[a-z]{1,2}[0-9]{4,7}$", RegexOptions.None, 500)]
    private static partial Regex Cin();

    [GeneratedRegex("^[0-9]{3}[0-9]{2}[a-z][0-9]{5}$", RegexOptions.None, 500)]
    private static partial Regex Unhcr();

    [GeneratedRegex("^[a-z]{1,2}[0-9]{6,9}$", RegexOptions.None, 500)]
    private static partial Regex Passport();
}
