namespace Jisr.Market.WhatsApp.Chats;

/// <summary>Lines end at CR LF, LF or CR only (whatsapp.md §4.1): <c>EnumerateLines</c> would also split at U+2028, which
/// stands inside messages.</summary>
internal ref struct ChatLines(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> text = text;
    private int next;

    /// <summary>Where the line begins in the text.</summary>
    public int Start { get; private set; }

    /// <summary>Where it ends, without its line end.</summary>
    public int End { get; private set; }

    public readonly ReadOnlySpan<char> Current => text[Start..End];

    /// <summary>False when there are no more. A line end at the very end begins no line.</summary>
    public bool MoveNext()
    {
        if (next >= text.Length)
            return false;
        Start = next;
        var length = text[next..].IndexOfAny('\r', '\n');
        End = length < 0 ? text.Length : next + length;
        next = End + (text[End..].StartsWith("\r\n") ? 2 : 1);
        return true;
    }

    /// <summary>The text with every line end as LF.</summary>
    public static string Unified(string text) =>
        text.Contains('\r', StringComparison.Ordinal)
            ? text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n')
            : text;
}
