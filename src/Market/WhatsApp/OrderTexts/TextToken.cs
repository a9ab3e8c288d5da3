namespace Jisr.Market.WhatsApp.OrderTexts;

/// <summary>What a piece of a text is.</summary>
internal enum TokenSign
{
    Word,
    Number,
    Times,
    Plus,
    Ask,
    Cut,
}

/// <summary>A piece of a text: a word in its folded form, a number, or a sign. <see cref="Start"/> and <see cref="End"/>
/// say where it stands in the text as written.</summary>
internal sealed record TextToken(TokenSign Sign, string Word, decimal Value, int Start, int End)
{
    public bool IsWord => Sign == TokenSign.Word;

    public bool IsNumber => Sign == TokenSign.Number;

    public static TextToken CutAt(int at) => new(TokenSign.Cut, "", 0, at, at);
}
