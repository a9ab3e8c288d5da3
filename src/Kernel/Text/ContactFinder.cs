using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;
using Jisr.Kernel.Values;

namespace Jisr.Kernel.Text;

/// <summary>A place in a text where somebody may be reached: from <paramref name="Start"/>, <paramref name="Length"/>
/// UTF-16 units. Not sure: it may as well be a measure or a price.</summary>
public sealed record ContactHit(int Start, int Length, bool IsSure);

/// <summary>Finds telephone numbers, addresses and links in free text that others can read, however they are written
/// (safety.md §6): digits of any shape, words for digits, signs between, direction marks.</summary>
public static partial class ContactFinder
{
    private const int Least = 7;
    private const int Most = 17;
    private const int MostBetween = 3;

    // In the order in which they are tried: a number that is read from one country is not read from the next.
    private static readonly string[] Countries = ["SY", "TR", "JO", "MA", "LB", "IQ", "DE"];

    // A sign that no text holds after folding: it ends every run.
    private const char Wall = '\uE000';

    private static readonly FrozenDictionary<string, char> Words = MakeWords();

    /// <summary>All places, in their order; none touches another.</summary>
    public static IReadOnlyList<ContactHit> Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        // Most names and short lines: every public page asks, so they cost next to nothing.
        if (IsPlain(text))
            return [];
        var folded = Folded.Of(text);
        var hits = new List<ContactHit>();
        foreach (Match m in Links().Matches(folded.Text))
            Add(hits, folded, m.Index, m.Length, isSure: true);
        foreach (Match m in AtName().Matches(folded.Text))
            if (!hits.Exists(h => Covers(h, folded.At(m.Index))))
                Add(hits, folded, m.Index, m.Length, isSure: false);
        foreach (var run in Runs(Walled(folded.Text)))
            if (IsSure(run) is { } sure && !hits.Exists(h => Covers(h, folded.At(run.Start))))
                Add(hits, folded, run.Start, run.End - run.Start, sure);
        hits.Sort((a, b) => a.Start.CompareTo(b.Start));
        return hits;
    }

    /// <summary>The text with each place replaced.</summary>
    public static string Hide(string text, IReadOnlyList<ContactHit> hits, string instead)
    {
        if (hits.Count == 0)
            return text;
        var result = new StringBuilder(text.Length);
        var at = 0;
        foreach (var hit in hits)
        {
            if (hit.Start < at)
                continue;
            result.Append(text, at, hit.Start - at).Append(instead);
            at = hit.Start + hit.Length;
        }
        return result.Append(text, at, text.Length - at).ToString();
    }

    // Letters and the marks of a sentence, and fewer words than a number has digits: nothing can be read from them.
    private static bool IsPlain(string text)
    {
        var words = 0;
        var inWord = false;
        foreach (var c in text)
            if (char.IsLetter(c))
            {
                words += inWord ? 0 : 1;
                inWord = true;
                if (words >= Least)
                    return false;
            }
            else if (
                c
                is ' '
                    or ','
                    or '،'
                    or '-'
                    or '–'
                    or ':'
                    or '!'
                    or '?'
                    or '؟'
                    or '('
                    or ')'
                    or '’'
                    or '\''
                    or '«'
                    or '»'
            )
                inWord = false;
            else
                return false;
        return true;
    }

    private static bool Covers(ContactHit hit, int at) => hit.Start <= at && at < hit.Start + hit.Length;

    private static void Add(List<ContactHit> hits, Folded folded, int start, int length, bool isSure)
    {
        var from = folded.At(start);
        hits.Add(new ContactHit(from, folded.EndOf(start + length - 1) - from, isSure));
    }

    // Dates, times and amounts are no numbers of people, and no run goes across them.
    private static string Walled(string text)
    {
        var walls = new StringBuilder(text);
        foreach (var pattern in (Regex[])[DayFirst(), YearFirst(), Time()])
        foreach (Match m in pattern.Matches(text))
            Put(walls, m.Index, m.Length);
        foreach (Match m in Amount().Matches(text))
            if (m.Groups["n"] is var n && n.Value.Count(char.IsAsciiDigit) <= 8)
                Put(walls, n.Index, n.Length);
        return walls.ToString();
    }

    private static void Put(StringBuilder walls, int index, int length)
    {
        for (var i = index; i < index + length; i++)
            walls[i] = Wall;
    }

    private sealed record Run(string Digits, int Start, int End, int Soft, bool HasPlus, bool IsUnbroken);

    private static IEnumerable<Run> Runs(string text)
    {
        var digits = new StringBuilder();
        var (start, end, soft, between, isPlus, isUnbroken) = (0, 0, 0, 0, false, true);
        for (var i = 0; i < text.Length; )
        {
            var (digit, length, isSoft) = DigitAt(text, i, digits.Length > 0);
            if (digit is { } found)
            {
                if (digits.Length == 0)
                {
                    // A sign of dialling stands before the first digit, a bracket between at most.
                    var plus = i > 0 && text[i - 1] == '(' ? i - 2 : i - 1;
                    isPlus = plus >= 0 && text[plus] == '+';
                    (start, soft, isUnbroken) = (isPlus ? plus : i, 0, true);
                }
                else if (between > 0)
                    isUnbroken = false;
                digits.Append(found);
                soft += isSoft ? 1 : 0;
                (i, end, between) = (i + length, i + length, 0);
                continue;
            }
            if (digits.Length > 0 && (char.IsLetter(text[i]) || text[i] == Wall || ++between > MostBetween))
            {
                yield return new Run(digits.ToString(), start, end, soft, isPlus, isUnbroken);
                digits.Clear();
                between = 0;
            }
            // A word that is no digit is passed whole: the end of one is not the beginning of another.
            i = char.IsLetter(text[i]) ? EndOfWord(text, i) : i + 1;
        }
        if (digits.Length > 0)
            yield return new Run(digits.ToString(), start, end, soft, isPlus, isUnbroken);
    }

    private static (char? Digit, int Length, bool IsSoft) DigitAt(string text, int i, bool inRun)
    {
        var c = text[i];
        if (c is >= '0' and <= '9')
            return (c, 1, false);
        if (!char.IsLetter(c))
            return (null, 1, false);
        var end = EndOfWord(text, i);
        // A lone letter between digits that looks like one.
        if (
            inRun
            && end == i + 1
            && c is 'o' or 'l' or 'i'
            && i > 0
            && text[i - 1] is >= '0' and <= '9'
            && end < text.Length
            && text[end] is >= '0' and <= '9'
        )
            return (c == 'o' ? '0' : '1', 1, true);
        if (i > 0 && (char.IsLetter(text[i - 1]) || text[i - 1] is >= '0' and <= '9'))
            return (null, 1, false);
        return Words.TryGetValue(text[i..end], out var digit) ? (digit, end - i, true) : (null, 1, false);
    }

    private static int EndOfWord(string text, int i)
    {
        while (i < text.Length && char.IsLetter(text[i]))
            i++;
        return i;
    }

    /// <summary>True: sure; false: maybe; null: nothing.</summary>
    private static bool? IsSure(Run run)
    {
        var digits = run.Digits;
        if (digits.Length is < Least or > Most)
            return null;
        var isInternational = run.HasPlus || digits.StartsWith("00", StringComparison.Ordinal);
        var bare = run.HasPlus ? digits : digits.TrimStart('0');
        if (isInternational && PhoneBinder.IsNumber("+" + bare, "SY"))
            return run.Soft == 0;
        if (digits[0] == '0' && Countries.Any(c => PhoneBinder.IsNumber(digits, c)))
            return run.Soft == 0;
        var may =
            (digits[0] != '0' && Countries.Any(c => PhoneBinder.IsMobile(digits, c)))
            || (digits.Length >= 11 && PhoneBinder.IsNumber("+" + digits, "SY"))
            || (digits.Length is >= 9 and <= 15 && run.IsUnbroken)
            || run.Soft >= Least;
        return may ? false : null;
    }

    private static FrozenDictionary<string, char> MakeWords()
    {
        var words = new Dictionary<string, char>(StringComparer.Ordinal);
        string[] digits =
        [
            "صفر zero zéro",
            "واحد واحده un une one",
            "اثنان اثنين اثنتان اتنين تنين ثنين deux two",
            "ثلاثه ثلاث تلاته تلات trois three",
            "اربعه اربع quatre four",
            "خمسه خمس cinq five",
            "سته ست six",
            "سبعه سبع sept seven",
            "ثمانيه ثماني ثمان تمانيه تمنيه تماني huit eight",
            "تسعه تسع neuf nine",
        ];
        for (var i = 0; i < digits.Length; i++)
            foreach (var word in digits[i].Split(' '))
                words[word] = (char)('0' + i);
        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>A text folded, which knows of each of its signs where it stood.</summary>
    private sealed record Folded(string Text, IReadOnlyList<int> Starts, IReadOnlyList<int> Ends)
    {
        public int At(int folded) => Starts[folded];

        public int EndOf(int folded) => Ends[folded];

        public static Folded Of(string text)
        {
            var (folded, starts, ends) = (new StringBuilder(text.Length), new List<int>(), new List<int>());
            for (var i = 0; i < text.Length; )
            {
                if (!Rune.TryGetRuneAt(text, i, out var rune))
                {
                    i++;
                    continue;
                }
                var next = i + rune.Utf16SequenceLength;
                if (!IsDropped(rune.Value))
                    foreach (var c in rune.ToString().Normalize(NormalizationForm.FormKC).ToLowerInvariant())
                        if (!IsDropped(c))
                        {
                            folded.Append(Letter(c));
                            starts.Add(i);
                            ends.Add(next);
                        }
                i = next;
            }
            return new Folded(folded.ToString(), starts, ends);
        }

        private static char Letter(char c) =>
            c switch
            {
                >= '٠' and <= '٩' => (char)('0' + (c - '٠')),
                >= '۰' and <= '۹' => (char)('0' + (c - '۰')),
                'أ' or 'إ' or 'آ' or 'ٱ' => 'ا',
                'ة' => 'ه',
                'ى' => 'ي',
                _ => c,
            };

        // Direction marks, zero-width marks, soft hyphen, tatweel, vowel marks, the signs of an emoji.
        private static bool IsDropped(int c) =>
            c
                is 0x00AD
                    or 0x0640
                    or (>= 0x064B and <= 0x065F)
                    or 0x0670
                    or (>= 0x200B and <= 0x200F)
                    or (>= 0x202A and <= 0x202E)
                    or (>= 0x2060 and <= 0x2069)
                    or 0x061C
                    or 0x20E3
                    or (>= 0xFE00 and <= 0xFE0F)
                    or 0xFEFF;
    }

    [GeneratedRegex(
        @"[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}|(?:https?://)?(?:www\.)?(?:wa\.me|api\.whatsapp\.com|chat\.whatsapp\.com|t\.me|telegram\.me|m\.me|(?:[a-z-]+\.)?(?:instagram|facebook|tiktok|snapchat)\.com|fb\.com)(?:/[^\s،؛]*)?",
        RegexOptions.NonBacktracking
    )]
    private static partial Regex Links();

    [GeneratedRegex(@"@[\p{L}0-9_.]{3,}", RegexOptions.NonBacktracking)]
    private static partial Regex AtName();

    [GeneratedRegex(
        @"(?<![0-9][/.\-]?)(?:0?[1-9]|[12][0-9]|3[01])(?<m>[/.\-])(?:0?[1-9]|1[0-2])\k<m>(?:19|20)?[0-9]{2}(?![/.\-]?[0-9])",
        RegexOptions.ExplicitCapture,
        500
    )]
    private static partial Regex DayFirst();

    [GeneratedRegex(
        @"(?<![0-9][/.\-]?)(?:19|20)[0-9]{2}(?<m>[/.\-])(?:0?[1-9]|1[0-2])\k<m>(?:0?[1-9]|[12][0-9]|3[01])(?![/.\-]?[0-9])",
        RegexOptions.ExplicitCapture,
        500
    )]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"(?<![0-9:])(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?![0-9:])", RegexOptions.None, 500)]
    private static partial Regex Time();

    private const string Coin =
        @"(?:ل\.?\s?س|ل\.?\s?ت|د\.?\s?م|د\.?\s?ا|ليره|ليرات|دولار|دينار|دنانير|درهم|دراهم|يورو|livres?|lires?|liras?|dirhams?|dinars?|dollars?|euros?|syp|try|usd|eur|mad|jod|dhs?|jd|tl|sp|[$€₺£])";

    [GeneratedRegex(
        @"(?<![0-9.,٬٫])(?<n>[0-9]+(?:[.,٬٫][0-9]+)*)\s{0,2}"
            + Coin
            + @"(?!\p{L})|(?<!\p{L})"
            + Coin
            + @"\s{0,2}(?<n>[0-9]+(?:[.,٬٫][0-9]+)*)(?![0-9.,٬٫]*[0-9])",
        RegexOptions.None,
        500
    )]
    private static partial Regex Amount();
}
