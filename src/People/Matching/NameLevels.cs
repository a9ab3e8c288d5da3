namespace Jisr.People.Matching;

/// <summary>How alike two name parts are (matching.md §5).</summary>
internal static class NameLevels
{
    private const double Near = 0.80;
    private const double VeryNear = 0.88;
    private const double NearWithKey = 0.70;
    private const int ManyConsonants = 3;

    public static int Of(KnownPart a, KnownPart b)
    {
        if (a.Text == b.Text)
            return 1;
        if (a.Groups.Length > 0 && b.Groups.Length > 0 && a.Groups.AsSpan().ContainsAny(b.Groups))
            return 2;
        return a.IsArabic == b.IsArabic ? OneScript(a, b) : TwoScripts(a, b);
    }

    private static int OneScript(KnownPart a, KnownPart b)
    {
        var shared = LongestShared(a, b);
        var oneEdit = Spelling.IsOneEdit(a.Text, b.Text);
        var likeness = Spelling.Likeness(a.Text, b.Text);
        if (shared > 0 && (oneEdit || likeness >= Near))
            return 2;
        if (
            (oneEdit && Math.Min(a.Text.Length, b.Text.Length) >= ManyConsonants)
            || likeness >= VeryNear
            || (shared >= ManyConsonants && likeness >= NearWithKey)
        )
            return 3;
        return shared > 0 ? 4 : 5;
    }

    private static int TwoScripts(KnownPart a, KnownPart b)
    {
        if (LongestShared(a, b) > 0)
            return 2;
        foreach (var x in a.Keys)
        foreach (var y in b.Keys)
            if (x.Length >= ManyConsonants && y.Length >= ManyConsonants && Spelling.IsOneEdit(x, y))
                return 3;
        return EndsUnheard(a, b) || EndsUnheard(b, a) ? 3 : 5;
    }

    // The last letter of فرح, نجاح is often not written in Latin: Fara, Naja. With the first sound it is enough to look.
    private static bool EndsUnheard(KnownPart arabic, KnownPart latin)
    {
        if (!arabic.IsArabic || arabic.Text[^1] != 'ح' || IsVowel(arabic.Text[0]) != IsVowel(latin.Text[0]))
            return false;
        foreach (var x in arabic.Keys)
        foreach (var y in latin.Keys)
            if (y.Length >= 2 && x.Length == y.Length + 1 && x[^1] == 'H' && x.StartsWith(y, StringComparison.Ordinal))
                return true;
        return false;
    }

    private static bool IsVowel(char c) =>
        c is 'ا' or 'ع' or 'و' or 'ي' or 'a' or 'e' or 'i' or 'o' or 'u' or 'w' or 'y';

    // Length of the longest key both have; 0 where they share none.
    private static int LongestShared(KnownPart a, KnownPart b)
    {
        var longest = 0;
        foreach (var x in a.Keys)
        foreach (var y in b.Keys)
            if (x.Length > longest && x == y)
                longest = x.Length;
        return longest;
    }
}
