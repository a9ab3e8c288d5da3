using System.Text.RegularExpressions;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Text;
using Jisr.Kernel.Values;

namespace Jisr.People.Parties;

/// <summary>Reads the ways to reach her beside the telephone, in every door alike.</summary>
internal static partial class ContactReader
{
    private const int MostEmail = 200;

    /// <summary>Numbers that have WhatsApp, in E.164.</summary>
    public static IReadOnlyList<string> WhatsApps(string? typed, string country, Problems problems)
    {
        var reading = PhoneBinder.ReadAll(typed, country);
        if (reading.Error is not (null or "EMPTY"))
            problems.Add("whatsApp", "PHONE_INVALID");
        return reading.Value ?? [];
    }

    /// <summary>An address as it is written to; null for none. Whether somebody reads it is seen when she is written
    /// to.</summary>
    public static string? Email(string? typed, Problems problems)
    {
        var text = ArabicText.StripInvisible(typed ?? "").Trim();
        if (text.Length == 0)
            return null;
        if (text.Length <= MostEmail && Address().IsMatch(text))
            return text;
        problems.Add("email", "EMAIL_INVALID");
        return null;
    }

    [GeneratedRegex(@"^[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Address();
}
