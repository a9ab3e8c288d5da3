namespace Jisr.Market.WhatsApp.Chats;

/// <summary>Which part of a date is the day.</summary>
internal enum DateOrder
{
    Unknown,
    Dmy,
    Mdy,
    Ymd,
}

/// <summary>What decided it.</summary>
internal enum DateBasis
{
    Told,
    YearFirst,
    Over12,
    ArabicHeader,
    Dotted,
    Sequence,
    Ambiguous,
    Inconsistent,
}

/// <summary>The decision of whatsapp.md §4.4 for a whole file.</summary>
internal readonly record struct DateDecision(DateOrder Order, DateBasis Basis)
{
    private static readonly TimeSpan MostBack = TimeSpan.FromMinutes(10);

    /// <summary>In the order of the page; the first rule that knows, decides. Headers in the order of the file.</summary>
    public static DateDecision Of(IReadOnlyList<ChatHeader> headers, DateOrder? told)
    {
        if (told is { } order)
            return new(order, DateBasis.Told);
        if (headers.All(h => h.Date.YearFirst))
            return new(DateOrder.Ymd, DateBasis.YearFirst);
        var (day, month) = (headers.Any(h => IsOver(h, h.Date.First)), headers.Any(h => IsOver(h, h.Date.Second)));
        if (day && month)
            return new(DateOrder.Unknown, DateBasis.Inconsistent);
        if (day || month)
            return new(day ? DateOrder.Dmy : DateOrder.Mdy, DateBasis.Over12);
        if (headers.Any(h => h.IsArabic))
            return new(DateOrder.Dmy, DateBasis.ArabicHeader);
        if (headers.Any(h => h.Date is { IsDotted: true, YearFirst: false }))
            return new(DateOrder.Dmy, DateBasis.Dotted);
        return (Rises(headers, DateOrder.Dmy), Rises(headers, DateOrder.Mdy)) switch
        {
            (true, false) => new(DateOrder.Dmy, DateBasis.Sequence),
            (false, true) => new(DateOrder.Mdy, DateBasis.Sequence),
            _ => new(DateOrder.Unknown, DateBasis.Ambiguous),
        };
    }

    /// <summary>Local time of a line, or null where it is not known. A line that names its year first says itself what
    /// it means, but not against what the person said.</summary>
    public DateTime? Read(ChatHeader header)
    {
        if (Order == DateOrder.Unknown)
            return null;
        return TimeOf(header, header.Date.YearFirst && Basis != DateBasis.Told ? DateOrder.Ymd : Order);
    }

    /// <summary>Local time in one reading.</summary>
    public static DateTime? TimeOf(ChatHeader header, DateOrder order) =>
        header.Date.Read(order) is { } day
            ? day.ToDateTime(new TimeOnly(header.Time.Hour, header.Time.Minute, header.Time.Second))
            : null;

    private static bool IsOver(ChatHeader header, short part) => !header.Date.YearFirst && part > 12;

    private static bool Rises(IReadOnlyList<ChatHeader> headers, DateOrder order)
    {
        DateTime? last = null;
        foreach (var header in headers)
        {
            if (TimeOf(header, header.Date.YearFirst ? DateOrder.Ymd : order) is not { } at)
                continue;
            if (last - at > MostBack)
                return false;
            last = at;
        }
        return true;
    }
}
