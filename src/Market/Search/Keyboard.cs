using System.Text;
using Jisr.Kernel.Text;

namespace Jisr.Market.Search;

/// <summary>The second reading of a text that was typed on the other layout (matching.md §2, Arabic 101).</summary>
internal static class Keyboard
{
    private const string Latin = "qwertyuiop[]asdfghjkl;'zxcvnm,./";
    private const string Arabic = "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظ";

    public static string OtherLayout(string text)
    {
        var toLatin = ArabicText.IsArabic(text);
        var result = new StringBuilder(text.Length);
        foreach (var c in toLatin ? text.Replace("لا", "b", StringComparison.Ordinal) : text.ToLowerInvariant())
        {
            var at = (toLatin ? Arabic : Latin).IndexOf(c, StringComparison.Ordinal);
            if (at >= 0)
                result.Append((toLatin ? Latin : Arabic)[at]);
            else if (!toLatin && c == 'b')
                result.Append("لا");
            else
                result.Append(c);
        }
        return result.ToString();
    }
}
