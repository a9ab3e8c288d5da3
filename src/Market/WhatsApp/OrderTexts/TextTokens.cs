using System.Globalization;
using Jisr.Kernel.Text;
using Jisr.Market.WhatsApp.Chats;

namespace Jisr.Market.WhatsApp.OrderTexts;

/// <summary>Cuts a text into words, numbers and signs. Clock times and dates are neither; marks, emoji and brackets say
/// nothing.</summary>
internal sealed class TextTokens
{
    private readonly string text;
    private readonly bool hasLetters;
    private readonly List<TextToken> tokens = [];

    private TextTokens(string text) => (this.text, hasLetters) = (text, text.Any(char.IsLetter));

    public static List<TextToken> Of(string text)
    {
        var reading = new TextTokens(text);
        for (var at = 0; at < text.Length; )
            at = reading.Next(at);
        return reading.tokens;
    }

    /// <summary>Folded words of a phrase of a list, parted as a text's words are.</summary>
    public static string[] WordsOf(string phrase) =>
        [.. Of(phrase).Where(t => t.IsWord || t.IsNumber).Select(t => t.Word)];

    private int Next(int at)
    {
        var c = ChatText.Plain(text[at]);
        if (c is >= '0' and <= '9')
            return Number(at);
        if (IsLetter(c))
            return Word(at);
        if (HalfOf(c) is { } part)
            return Add(TokenSign.Number, at, at + 1, part, part.ToString(CultureInfo.InvariantCulture));
        return c switch
        {
            '×' or '✕' or '✖' => Add(TokenSign.Times, at, at + 1),
            '*' when IsDigit(at + 1) || IsDigit(at - 1) || IsDigit(at + 2) => Add(TokenSign.Times, at, at + 1),
            '$' or '€' or '£' or '₺' => Add(TokenSign.Word, at, at + 1, 0, c.ToString()),
            '+' => Add(TokenSign.Plus, at, at + 1),
            '؟' or '?' => Add(TokenSign.Ask, at, at + 1),
            '\n' or '\r' or '،' or ',' or ';' or '؛' or '&' or '|' or '!' => Add(TokenSign.Cut, at, at + 1),
            '.' or '/' when !IsLetterAt(at + 1) || !IsLetterAt(at - 1) => Add(TokenSign.Cut, at, at + 1),
            _ => at + 1,
        };
    }

    // A word ends where its script does: «2xصابون» is a sign and a word.
    private int Word(int at)
    {
        var end = at + 1;
        var arabic = IsArabic(text[at]);
        while (end < text.Length && (IsLetter(text[end]) ? IsArabic(text[end]) == arabic : IsInside(text[end])))
            end++;
        var word = ArabicText.Fold(text[at..end]).Replace(" ", "", StringComparison.Ordinal);
        if (word.Length > 0)
            Add(word is "x" or "х" ? TokenSign.Times : TokenSign.Word, at, end, 0, word);
        return end;
    }

    private int Number(int at)
    {
        var end = Digits(at);
        var mark = end < text.Length ? text[end] : '\0';
        if (mark is ':' or '/' or '-' && IsDigit(end + 1) && Joined(at, ref end, mark))
            return end;
        var whole = end;
        // A comma between bare numbers parts places of a list: «2,3». Elsewhere it begins decimals: «1,5 كيلو».
        if (mark is '.' or '٫' || (mark is ',' or '،' && hasLetters))
            end = IsDigit(end + 1) ? Digits(end + 1) : end;
        // Neither an order nor a decimal has so many digits.
        if (end - at > 12)
            return end;
        var written = Plain(at, whole) + (end > whole ? "." + Plain(whole + 1, end) : "");
        var value = decimal.Parse(written, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        var negative = at > 0 && text[at - 1] is '-' or '−' && (at == 1 || char.IsWhiteSpace(text[at - 2]));
        Add(TokenSign.Number, negative ? at - 1 : at, end, negative ? -value : value, written);
        return end;
    }

    // «1/2» is a half; «3:30», «5/12» and «5-12-2026» are times and dates, which no order counts.
    private bool Joined(int at, ref int end, char mark)
    {
        var first = Plain(at, end);
        var from = end + 1;
        var to = Digits(from);
        var second = Plain(from, to);
        var goesOn = to + 1 < text.Length && text[to] == mark && IsDigit(to + 1);
        if (mark == '/' && !goesOn && PartOf(first, second) is { } part)
            Add(TokenSign.Number, at, to, part, part.ToString(CultureInfo.InvariantCulture));
        else if (mark == '-' && !goesOn)
            return false;
        else
            while (goesOn)
            {
                to = Digits(to + 1);
                goesOn = to + 1 < text.Length && text[to] == mark && IsDigit(to + 1);
            }
        end = to;
        return true;
    }

    private static decimal? PartOf(string first, string second) =>
        (first, second) switch
        {
            ("1", "2") => 0.5m,
            ("1", "4") => 0.25m,
            ("3", "4") => 0.75m,
            _ => null,
        };

    private static decimal? HalfOf(char c) =>
        c switch
        {
            '½' => 0.5m,
            '¼' => 0.25m,
            '¾' => 0.75m,
            _ => null,
        };

    private int Add(TokenSign sign, int start, int end, decimal value = 0, string word = "")
    {
        tokens.Add(new TextToken(sign, word, value, start, end));
        return end;
    }

    private int Digits(int at)
    {
        while (IsDigit(at))
            at++;
        return at;
    }

    private string Plain(int from, int to) => string.Concat(text[from..to].Select(ChatText.Plain));

    private bool IsDigit(int at) => at >= 0 && at < text.Length && ChatText.Plain(text[at]) is >= '0' and <= '9';

    private bool IsLetterAt(int at) => at >= 0 && at < text.Length && IsLetter(text[at]);

    private static bool IsLetter(char c) => char.IsLetter(c);

    private static bool IsArabic(char c) => c is >= '\u0600' and <= '\u06FF' or >= '\uFB50' and <= '\uFEFC';

    // Harakat and marks that nobody sees stand inside a word.
    private static bool IsInside(char c) =>
        char.GetUnicodeCategory(c)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.Format;
}
