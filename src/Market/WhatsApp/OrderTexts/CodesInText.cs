using Jisr.Kernel.Text;
using Jisr.Market.WhatsApp.Chats;

namespace Jisr.Market.WhatsApp.OrderTexts;

/// <summary>Short codes that stand in a text (whatsapp.md §5 rule 2, market.md §6.8).</summary>
internal sealed record CodesInText(IReadOnlyList<string> Valid, bool HasBad)
{
    private const int Signs = 6;

    /// <summary>All valid codes in their order, each once; and whether something looks like a code but is none.</summary>
    public static CodesInText Of(string text, Func<string, bool> isMeasure)
    {
        var valid = new List<string>();
        var bad = false;
        foreach (var word in Candidates(text))
            if (ShortCode.TryRead(word, out var code))
            {
                if (!valid.Contains(code))
                    valid.Add(code);
            }
            else
                bad |= LooksLikeOne(word) && !isMeasure(word);
        return new CodesInText(valid, bad && valid.Count == 0);
    }

    // Runs of Latin letters and digits; and lines that are nothing but one, with spaces and dashes in it.
    private static IEnumerable<string> Candidates(string text)
    {
        foreach (var line in ChatText.WithoutMarks(text).Split('\n', '\r'))
        {
            var plain = string.Concat(line.Select(ChatText.Plain));
            var whole = string.Concat(plain.Where(c => c is not (' ' or '-' or '#' or '*' or '_' or '\u2013')));
            // Words that only happen to have six signs together are no code that was mistyped.
            if (
                whole.Length == Signs
                && whole.All(char.IsAsciiLetterOrDigit)
                && (!plain.Trim().Contains(' ', StringComparison.Ordinal) || ShortCode.TryRead(whole, out _))
            )
            {
                yield return whole;
                continue;
            }
            for (var at = 0; at < plain.Length; )
            {
                var end = at;
                while (end < plain.Length && char.IsAsciiLetterOrDigit(plain[end]))
                    end++;
                if (end - at == Signs)
                    yield return plain[at..end];
                at = end + 1;
            }
        }
    }

    // Letters and a digit that was typed as one: «O» for 0 is kind to a code and unkind to a word.
    private static bool LooksLikeOne(string word)
    {
        var (letters, digits) = (0, 0);
        foreach (var c in word)
        {
            var sign = char.ToUpperInvariant(c);
            if (char.IsAsciiDigit(sign))
                digits++;
            else if (ShortCode.Alphabet.Contains(sign, StringComparison.Ordinal))
                letters++;
            else
                return false;
        }
        return letters >= 2 && digits >= 1;
    }
}
