using System.Text;
using System.Text.RegularExpressions;
using Jisr.Contracts.Safety;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Language;
using Jisr.Kernel.Text;
using Jisr.Market.Shops;

namespace Jisr.Market.Feedbacks;

/// <summary>Words that strangers will read: without control signs, and without numbers and addresses by which somebody can
/// be reached. Where Safety has no screen yet, runs of seven digits and more are taken out, however they are written, and
/// what looks like an address.</summary>
internal sealed partial class PublicWords(Words words, IContactScreen? screen = null)
{
    // safety.md §6.5: up to three other signs between two digits.
    private const int MostBetween = 3;
    private const int FewestDigits = 7;

    /// <summary>Null when nothing is left.</summary>
    public async Task<string?> ReadAsync(string? typed, CancellationToken ct)
    {
        if (ShopRules.Clean(typed) is not { } text)
            return null;
        var mark = words["[number hidden]"];
        return screen is not null ? await screen.ScreenAsync(text, mark, ct) : Mask(text, mark);
    }

    /// <summary>The same words, with a mark in the place of each number and address.</summary>
    public static string Mask(string text, string mark)
    {
        var masked = new StringBuilder();
        // Digits of all scripts read as ours; each sign keeps its place.
        var plain = ArabicText.AsciiDigits(text);
        for (var i = 0; i < text.Length; )
            if (RunAt(plain, i) is var end && end > i)
            {
                masked.Append(mark);
                i = end;
            }
            else
                masked.Append(text[i++]);
        return Addresses().Replace(masked.ToString(), mark);
    }

    // The end of a run of digits that begins here, or the place itself where none does.
    private static int RunAt(string plain, int start)
    {
        if (!char.IsAsciiDigit(plain[start]) || (start > 0 && char.IsAsciiDigit(plain[start - 1])))
            return start;
        var (digits, end, between) = (0, start, 0);
        for (var i = start; i < plain.Length && between <= MostBetween; i++)
            if (char.IsAsciiDigit(plain[i]))
                (digits, end, between) = (digits + 1, i + 1, 0);
            else if (char.IsLetter(plain[i]))
                break;
            else
                between++;
        return digits >= FewestDigits ? end : start;
    }

    [GeneratedRegex(
        @"[\w.+-]+@[\w-]+\.[\w.-]+|(?:https?://|www\.)\S+|(?:wa\.me|t\.me|m\.me|chat\.whatsapp\.com|(?:instagram|facebook|tiktok|snapchat)\.com)/\S*",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Addresses();
}
