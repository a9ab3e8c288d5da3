using System.Text;
using Jisr.Kernel.Text;

namespace Jisr.Access.Pins;

/// <summary>Reads a PIN however it was typed: any digits, with or without a gap in the middle.</summary>
internal static class PinText
{
    public const int Digits = 8;

    /// <summary>The eight digits, or null when these are not eight digits.</summary>
    public static string? Read(string? typed)
    {
        if (typed is null || typed.Length > 64)
            return null;
        var digits = new StringBuilder(Digits);
        foreach (var c in ArabicText.AsciiDigits(ArabicText.StripInvisible(typed)))
            if (char.IsAsciiDigit(c))
                digits.Append(c);
            else if (!char.IsWhiteSpace(c) && c is not ('-' or '–' or '.'))
                return null;
        return digits.Length == Digits ? digits.ToString() : null;
    }

    /// <summary>Four and four, as it is printed and said.</summary>
    public static string Spaced(string digits) => digits[..4] + " " + digits[4..];
}
