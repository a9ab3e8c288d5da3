namespace Jisr.Market.WhatsApp.Chats;

/// <summary>Walks along a line as if it were folded (whatsapp.md §4.2), and knows where it is in the line as written.</summary>
internal ref struct HeaderCursor(ReadOnlySpan<char> line)
{
    private readonly ReadOnlySpan<char> line = line;

    /// <summary>Where the next sign is looked for.</summary>
    public int At { get; set; }

    /// <summary>True when an Arabic mark stands just before the sign that <see cref="Peek"/> found.</summary>
    public readonly bool AfterArabicMark
    {
        get
        {
            for (var i = At - 1; i >= 0 && ChatText.IsMark(line[i]); i--)
                if (line[i] is '\u200F' or '\u061C')
                    return true;
            return false;
        }
    }

    /// <summary>The next sign that is no mark, folded; '\0' at the end.</summary>
    public char Peek()
    {
        while (At < line.Length && ChatText.IsMark(line[At]))
            At++;
        return At < line.Length ? ChatText.Plain(line[At]) : '\0';
    }

    public bool Take(char c)
    {
        if (Peek() != c || c == '\0')
            return false;
        At++;
        return true;
    }

    /// <summary>Takes one space or more.</summary>
    public bool TakeSpaces()
    {
        if (!Take(' '))
            return false;
        while (Take(' ')) { }
        return true;
    }

    /// <summary>Takes a word of small letters, whatever the case in the line; nothing when it is not there.</summary>
    public bool TakeWord(string word)
    {
        var start = At;
        foreach (var c in word)
        {
            if (char.ToLowerInvariant(Peek()) != c)
            {
                At = start;
                return false;
            }
            At++;
        }
        return true;
    }

    /// <summary>Takes all digits that follow, one to four. Digits is 0 when there are none or more.</summary>
    public (short Value, int Digits) Number()
    {
        var (value, digits) = (0, 0);
        for (char c; (c = Peek()) is >= '0' and <= '9'; At++)
        {
            if (++digits > 4)
                return (0, 0);
            value = value * 10 + (c - '0');
        }
        return ((short)value, digits);
    }
}
