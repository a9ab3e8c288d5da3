using Jisr.Kernel.Hashing;
using Jisr.Kernel.Text;
using Jisr.Market.WhatsApp.Chats;

namespace Jisr.Market.WhatsApp.OrderTexts;

/// <summary>Reads one text that a buyer wrote (whatsapp.md §5). It proposes: nothing is saved, no price is taken.</summary>
internal static class OrderTextReader
{
    /// <summary>A longer text is refused, never cut.</summary>
    public const int MostLetters = 4000;

    private const int MostWordsOfCommand = 20;

    /// <summary>Reads a text against what may be ordered. Without a catalogue lines have no product.
    /// <paramref name="listSentLast"/> says which offer stands at which number of the list that she sent last; without it
    /// the catalogue's own numbers do.</summary>
    public static OrderReading Read(
        string text,
        OrderCatalogue? catalogue,
        IReadOnlyDictionary<int, string>? listSentLast = null
    )
    {
        var written = ChatLines.Unified(ChatText.Trim(text));
        if (written.Length == 0)
            return new OrderReading { Kind = OrderTextKind.Empty };
        if (written.EnumerateRunes().Count() > MostLetters)
            return new OrderReading { Kind = OrderTextKind.TooLong };
        var words = OrderWords.Default;
        var tokens = TextTokens.Of(written);
        var reason = words.Handover.FirstOrDefault(h => h.Phrases.IsIn(tokens)).Reason;
        var codes = CodesInText.Of(written, w => TextTokens.WordsOf(w) is [_, var unit] && words.IsMeasure(unit));
        var reading = codes switch
        {
            { Valid.Count: > 0 } => new OrderReading
            {
                Kind = OrderTextKind.OrderCode,
                Codes = codes.Valid,
                Reason = reason,
            },
            { HasBad: true } => new OrderReading { Kind = OrderTextKind.BadCode },
            _ => CommandOf(tokens, words) is { } command ? new OrderReading { Kind = command }
            : reason is not null ? new OrderReading { Kind = OrderTextKind.Handover, Reason = reason }
            : new GoodsReader(written, catalogue, listSentLast ?? catalogue?.List ?? NoList, words).Read(),
        };
        return reading with { Fingerprint = FingerprintOf(written) };
    }

    /// <summary>The same for texts that differ in marks, digits, spaces, tashkeel or emoji at the ends (rule 10).</summary>
    public static string FingerprintOf(string text)
    {
        using var hash = new PartsHash("jisr.whatsapp.text");
        return Convert.ToHexStringLower(hash.Text(ChatText.WithoutHalves(ArabicText.Fold(text))).Done());
    }

    private static readonly Dictionary<int, string> NoList = [];

    // A command is the whole message; a greeting before it and thanks behind it do not make it another.
    private static OrderTextKind? CommandOf(List<TextToken> tokens, OrderWords words)
    {
        var said = tokens.FindAll(t => t.IsWord || t.IsNumber);
        foreach (var (kind, phrases) in words.Whole)
            if (phrases.IsWhole(said))
                return kind;
        // A command is short, however kindly it is put.
        if (said.Count > MostWordsOfCommand)
            return null;
        var bare = Without(said, words);
        foreach (var (kind, phrases) in words.Whole)
            if (bare.Count < said.Count && phrases.IsWhole(bare))
                return kind;
        return null;
    }

    private static List<TextToken> Without(List<TextToken> said, OrderWords words)
    {
        var kept = new List<TextToken>();
        for (var i = 0; i < said.Count; )
        {
            var polite = Math.Max(words.Greetings.LengthAt(said, i), words.Polite.LengthAt(said, i));
            if (polite == 0)
                kept.Add(said[i]);
            i += Math.Max(1, polite);
        }
        return kept;
    }
}
