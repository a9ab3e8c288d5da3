namespace Jisr.Market.WhatsApp.Chats;

/// <summary>The grammar of whatsapp.md §4.3, by hand: no culture, no pattern, one pass.</summary>
internal static class HeaderReader
{
    // Longer ones first. An Ö may come as O and two dots.
    private static readonly (string Mark, bool Evening)[] Halves =
    [
        ("a. m.", false),
        ("p. m.", true),
        ("a.m.", false),
        ("p.m.", true),
        ("am", false),
        ("pm", true),
        ("öö", false),
        ("ös", true),
        ("o\u0308o\u0308", false),
        ("o\u0308s", true),
        ("ص", false),
        ("م", true),
    ];

    /// <summary>Between date and time: French, Finnish.</summary>
    private static readonly string[] Joins = ["à", "a\u0300", "klo"];

    /// <summary>Reads the header at the start of a line.</summary>
    public static bool TryRead(ReadOnlySpan<char> line, out ChatHeader header)
    {
        header = default;
        var cursor = new HeaderCursor(line);
        var first = cursor.Peek();
        if (first is >= '0' and <= '9')
            return Dash(ref cursor, out header);
        if (!cursor.Take('['))
            return false;
        var inside = cursor.At;
        if (Bracket(ref cursor, out header))
            return true;
        cursor.At = inside;
        return Web(ref cursor, out header);
    }

    private static bool Dash(ref HeaderCursor cursor, out ChatHeader header)
    {
        header = default;
        if (
            !DateAndTime(ref cursor, out var date, out var time, out var arabic)
            || !cursor.TakeSpaces()
            || !(cursor.Take('-') || cursor.Take('\u2013'))
            || !cursor.Take(' ')
        )
            return false;
        header = Made(ChatLayout.Dash, date, time, arabic, cursor.At);
        return true;
    }

    private static bool Bracket(ref HeaderCursor cursor, out ChatHeader header)
    {
        header = default;
        if (!DateAndTime(ref cursor, out var date, out var time, out var arabic) || !cursor.Take(']'))
            return false;
        cursor.Take(' ');
        header = Made(ChatLayout.Bracket, date, time, arabic, cursor.At);
        return true;
    }

    private static bool Web(ref HeaderCursor cursor, out ChatHeader header)
    {
        header = default;
        if (!Time(ref cursor, out var time))
            return false;
        var arabic = cursor.Take('،');
        if ((!arabic && !cursor.Take(',')) || !cursor.TakeSpaces() || !Date(ref cursor, out var date, ref arabic))
            return false;
        if (!cursor.Take(']'))
            return false;
        cursor.Take(' ');
        header = Made(ChatLayout.Web, date, time, arabic, cursor.At);
        return true;
    }

    private static bool DateAndTime(ref HeaderCursor cursor, out ChatDate date, out ChatTime time, out bool arabic)
    {
        (time, arabic) = (default, false);
        if (!Date(ref cursor, out date, ref arabic))
            return false;
        if (cursor.Take('،'))
            arabic = true;
        else
            cursor.Take(',');
        if (!cursor.TakeSpaces())
            return false;
        foreach (var join in Joins)
            if (cursor.TakeWord(join) && !cursor.TakeSpaces())
                return false;
        return Time(ref cursor, out time);
    }

    private static bool Date(ref HeaderCursor cursor, out ChatDate date, ref bool arabic)
    {
        date = default;
        var (first, firstDigits) = cursor.Number();
        var separator = cursor.Peek();
        if (firstDigits is 0 or 3 || separator is not ('/' or '.' or '-'))
            return false;
        arabic |= separator == '/' && cursor.AfterArabicMark;
        cursor.At++;
        var (second, secondDigits) = cursor.Number();
        if (secondDigits is 0 or > 2 || cursor.Peek() != separator)
            return false;
        arabic |= separator == '/' && cursor.AfterArabicMark;
        cursor.At++;
        var (third, thirdDigits) = cursor.Number();
        if (firstDigits == 4 ? thirdDigits is 0 or > 2 : thirdDigits is not (2 or 4))
            return false;
        date = new ChatDate(first, second, third, separator, firstDigits == 4);
        return date.CanBe;
    }

    private static bool Time(ref HeaderCursor cursor, out ChatTime time)
    {
        time = default;
        var (hour, hourDigits) = cursor.Number();
        if (hourDigits is 0 or > 2 || hour > 23 || !Colon(ref cursor))
            return false;
        var (minute, minuteDigits) = cursor.Number();
        if (minuteDigits != 2 || minute > 59)
            return false;
        short second = 0;
        if (Colon(ref cursor))
        {
            (second, var digits) = cursor.Number();
            if (digits != 2 || second > 59)
                return false;
        }
        var arabic = false;
        if (Half(ref cursor, out arabic) is { } evening && hour <= 12)
            // 12 at night is 0, 12 at noon is 12.
            hour = (short)(hour % 12 + (evening ? 12 : 0));
        time = new ChatTime((byte)hour, (byte)minute, (byte)second, arabic);
        return true;
    }

    private static bool Colon(ref HeaderCursor cursor) => cursor.Take(':') || cursor.Take('.');

    // The half of the day, true for the evening; nothing is taken when there is none.
    private static bool? Half(ref HeaderCursor cursor, out bool arabic)
    {
        var start = cursor.At;
        cursor.TakeSpaces();
        foreach (var (mark, evening) in Halves)
            if (cursor.TakeWord(mark))
            {
                arabic = mark is "ص" or "م";
                return evening;
            }
        arabic = false;
        cursor.At = start;
        return null;
    }

    private static ChatHeader Made(ChatLayout layout, ChatDate date, ChatTime time, bool arabic, int rest) =>
        new()
        {
            Layout = layout,
            Date = date,
            Time = time,
            IsArabic = arabic || time.IsArabic,
            RestAt = rest,
        };
}
