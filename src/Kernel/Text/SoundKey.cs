using System.Text;

namespace Jisr.Kernel.Text;

/// <summary>One sound alphabet for Arabic and Latin (matching.md §4), so that both scripts share a key.</summary>
public static class SoundKey
{
    /// <summary>Version of the key, and of how names are cut and read before it; stored beside every key.</summary>
    public const int KeyVersion = 2;

    private const int MostKeys = 4;

    /// <summary>One to four keys of a name part. A part without consonants keeps its folded text.</summary>
    public static IReadOnlyList<string> Keys(string part)
    {
        var text = ArabicText.Fold(part).Replace(" ", "", StringComparison.Ordinal);
        if (text.Length == 0)
            return [];
        var keys = new List<StringBuilder> { new() };
        for (var i = 0; i < text.Length; )
        {
            var (sounds, length) = SoundAt(text, i);
            i += length;
            if (sounds.Length == 0)
                continue;
            var others =
                sounds.Length == 2 && keys.Count < MostKeys
                    ? keys.ConvertAll(k => Extend(new StringBuilder(k.ToString()), sounds[1]))
                    : [];
            foreach (var key in keys)
                Extend(key, sounds[0]);
            keys.AddRange(others);
        }
        var made = keys.Select(k => k.ToString()).Distinct(StringComparer.Ordinal).Where(k => k.Length > 0).ToList();
        return made.Count > 0 ? made : [text];
    }

    private static StringBuilder Extend(StringBuilder key, char sound)
    {
        if (key.Length == 0 || key[^1] != sound)
            key.Append(sound);
        return key;
    }

    // The sounds of the letters at a place (two where there are two readings), and how many letters they take.
    private static (string Sounds, int Length) SoundAt(string text, int i)
    {
        var c = text[i];
        var isLast = i == text.Length - 1;
        if (c >= '\u0621')
            return (Arabic(c, isLast), 1);
        var rest = text.AsSpan(i);
        if (rest.StartsWith("tch", StringComparison.Ordinal) || rest.StartsWith("sch", StringComparison.Ordinal))
            return ("X", 3);
        if (rest.StartsWith("sh", StringComparison.Ordinal) || rest.StartsWith("ch", StringComparison.Ordinal))
            return ("X", 2);
        if (rest.StartsWith("kh", StringComparison.Ordinal))
            return ("H", 2);
        if (rest.StartsWith("gh", StringComparison.Ordinal))
            return ("G", 2);
        if (rest.StartsWith("dj", StringComparison.Ordinal))
            return ("J", 2);
        if (rest.StartsWith("dh", StringComparison.Ordinal) || rest.StartsWith("th", StringComparison.Ordinal))
            return ("T", 2);
        if (rest.StartsWith("ph", StringComparison.Ordinal))
            return ("F", 2);
        return (Latin(c, isLast, i + 1 < text.Length && text[i + 1] is ('e' or 'i')), 1);
    }

    private static string Arabic(char c, bool isLast) =>
        c switch
        {
            'ش' => "X",
            'ه' when isLast => "",
            'ح' or 'خ' or 'ه' => "H",
            'غ' => "G",
            'ج' => "J",
            'ت' or 'ط' or 'د' => "T",
            'ذ' or 'ض' or 'ظ' => "TZ",
            'ث' => "TS",
            'ز' => "Z",
            'س' or 'ص' => "S",
            'ق' or 'ك' => "K",
            'ب' => "B",
            'ف' => "F",
            'ر' => "R",
            'ل' => "L",
            'م' => "M",
            'ن' => "N",
            _ => "",
        };

    private static string Latin(char c, bool isLast, bool beforeSoftVowel) =>
        c switch
        {
            'h' when isLast => "",
            'h' => "H",
            'g' => "GJ",
            'c' => beforeSoftVowel ? "SJ" : "KJ",
            'j' => "J",
            't' or 'd' => "T",
            'z' => "Z",
            's' or 'x' => "S",
            'k' or 'q' => "K",
            'b' or 'p' => "B",
            'f' => "F",
            'r' => "R",
            'l' => "L",
            'm' => "M",
            'n' => "N",
            _ => "",
        };
}
