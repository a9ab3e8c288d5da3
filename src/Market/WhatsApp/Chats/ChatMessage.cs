namespace Jisr.Market.WhatsApp.Chats;

/// <summary>Whether a sender is named by a number, by a name, or by a name that is not in the phone's contacts.</summary>
internal enum SenderKind
{
    Phone,
    Name,
    UnsavedName,
}

/// <summary>Whether a picture or file was left out of the export or stands beside it.</summary>
internal enum ChatMedia
{
    None,
    Omitted,
    Attached,
}

/// <summary>Who wrote; a phone as + and digits. A name is a label and no key.</summary>
internal sealed record ChatSender(string Name, SenderKind Kind);

/// <summary>One message or notice of an exported chat (whatsapp.md §4.6). <see cref="At"/> is the local time of the
/// exporting phone, null where it is not known; lines count from 1.</summary>
internal sealed record ChatMessage
{
    public required int N { get; init; }
    public required DateTime? At { get; init; }

    /// <summary>Null for a notice of the app.</summary>
    public required ChatSender? Sender { get; init; }
    public required ChatBody Body { get; init; }
    public required int Line { get; init; }
    public required int LastLine { get; init; }

    public bool IsSystem => Sender is null;
}

/// <summary>What was read from a chat. Messages stand in the order of the file.</summary>
internal sealed record ChatReading
{
    public required DateDecision Dates { get; init; }

    /// <summary><c>date_order_unknown</c>, <c>date_order_inconsistent</c>, <c>date_order_contradicted</c>,
    /// <c>truncated</c>.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Lines before the first header.</summary>
    public required int PreambleLines { get; init; }
    public required IReadOnlyList<ChatLayout> Layouts { get; init; }
    public required IReadOnlyList<ChatMessage> Messages { get; init; }

    /// <summary>The first line's time in both readings, to ask with; null when nothing is asked.</summary>
    public (DateTime DayFirst, DateTime MonthFirst)? Question { get; init; }
}
