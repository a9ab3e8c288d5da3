namespace Jisr.Market.WhatsApp.Chats;

/// <summary>How a line with a time begins (whatsapp.md §4.3).</summary>
internal enum ChatLayout
{
    Bracket,
    Dash,
    Web,
}

/// <summary>Date and time of a line, not yet knowing which part is the day: three numbers as they stand, hour of 24.</summary>
internal readonly record struct ChatHeader
{
    public required ChatLayout Layout { get; init; }
    public required ChatDate Date { get; init; }
    public required ChatTime Time { get; init; }

    /// <summary>Where the sender or the notice begins in the line.</summary>
    public required int RestAt { get; init; }

    /// <summary>Arabic comma, ص or م, or an Arabic mark before a slash: such phones write the day first.</summary>
    public required bool IsArabic { get; init; }
}

/// <summary>Three numbers with a separator. <see cref="YearFirst"/>: the first has four digits.</summary>
internal readonly record struct ChatDate(short First, short Second, short Third, char Separator, bool YearFirst)
{
    public bool IsDotted => Separator == '.';

    /// <summary>The day in this reading, or null where there is no such day. Two-digit years are 20yy.</summary>
    public DateOnly? Read(DateOrder order)
    {
        if (YearFirst != (order == DateOrder.Ymd))
            return null;
        var (year, month, day) = order switch
        {
            DateOrder.Ymd => (First, Second, Third),
            DateOrder.Mdy => (Third, First, Second),
            _ => (Third, Second, First),
        };
        var full = !YearFirst && year < 100 ? 2000 + year : year;
        return full >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(full, month)
            ? new DateOnly(full, month, day)
            : null;
    }

    /// <summary>Whether it can be a date at all: one of two parts a month, the other a day.</summary>
    public bool CanBe =>
        YearFirst
            ? First >= 1 && Second is >= 1 and <= 12 && Third is >= 1 and <= 31
            : Math.Min(First, Second) is >= 1 and <= 12 && Math.Max(First, Second) <= 31;
}

/// <summary>Hour (0–23), minute and second of the exporting phone's clock.</summary>
internal readonly record struct ChatTime(byte Hour, byte Minute, byte Second, bool IsArabic);
