using System.Globalization;
using System.Text.Json;
using Jisr.Market.WhatsApp.Chats;
using Jisr.Market.WhatsApp.OrderTexts;

namespace Jisr.Market.WhatsApp;

/// <summary>The shapes of whatsapp.md §4.6 and §5 as JSON writes them.</summary>
internal static class ReadingJson
{
    public static object HeadOf(ChatReading chat, int brokenSigns)
    {
        var head = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["date_order"] = Code(chat.Dates.Order),
            ["date_basis"] = Code(chat.Dates.Basis),
            ["warnings"] = WarningsOf(chat, brokenSigns),
            ["preamble_lines"] = chat.PreambleLines,
            ["layouts"] = chat.Layouts.Select(Code),
        };
        // Only a damaged file says so: the shape of the others stays as it is described.
        if (brokenSigns > 0)
            head["broken_signs"] = brokenSigns;
        return head;
    }

    public static IReadOnlyList<string> WarningsOf(ChatReading chat, int brokenSigns) =>
        brokenSigns > 0 ? [.. chat.Warnings, "broken_utf8"] : chat.Warnings;

    public static MessageJson Of(ChatMessage message) =>
        new(
            message.N,
            message.IsSystem ? "system" : "message",
            Time(message.At),
            message.Sender?.Name,
            message.Sender is { } sender ? Code(sender.Kind) : null,
            message.Body.Text,
            message.Body.Media == ChatMedia.None ? null : Code(message.Body.Media),
            message.Body.File,
            message.Body.IsDeleted,
            message.Body.IsEdited,
            message.Line,
            message.LastLine
        );

    public static ProposalJson Of(ChatProposal proposal) =>
        new(
            proposal.Message.N,
            Time(proposal.Message.At),
            proposal.Message.Sender?.Name,
            proposal.Message.Body.Text,
            Of(proposal.Reading)
        );

    public static TextJson Of(OrderReading reading) =>
        new(
            Code(reading.Kind),
            reading.Code,
            reading.Codes,
            reading.Lines.Select(Of),
            reading.Name,
            reading.Address,
            reading.PhoneSeen,
            reading.AmountsSeen,
            reading.Reason,
            reading.Fingerprint,
            reading.Warnings
        );

    /// <summary>Local time, without a zone.</summary>
    public static string? Time(DateTime? at) => at?.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A value of an enumeration as JSON writes it, such as <c>over_12</c>.</summary>
    public static string Code<TEnum>(TEnum value)
        where TEnum : struct, Enum =>
        value is DateBasis.Over12 ? "over_12" : JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static LineJson Of(OrderLineReading line) =>
        new(
            line.Text,
            line.Product,
            line.Candidates,
            line.Quantity.ToString(),
            Code(line.Source),
            line.Free.ToString(),
            line.ByListNumber ? "list_number" : "name",
            line.Note,
            Code(line.Confidence),
            line.Warnings
        );

    internal sealed record MessageJson(
        int N,
        string Kind,
        string? At,
        string? Sender,
        string? SenderKind,
        string Body,
        string? Media,
        string? File,
        bool Deleted,
        bool Edited,
        int Line,
        int LastLine
    );

    internal sealed record ProposalJson(int N, string? At, string? Sender, string Text, TextJson Reading);

    internal sealed record TextJson(
        string Kind,
        string? Code,
        IReadOnlyList<string> Codes,
        IEnumerable<LineJson> Lines,
        string? Name,
        string? Address,
        bool PhoneSeen,
        IReadOnlyList<string> AmountsSeen,
        string? Reason,
        string? Fingerprint,
        IReadOnlyList<string> Warnings
    );

    internal sealed record LineJson(
        string Text,
        string? Product,
        IReadOnlyList<string> Candidates,
        string Qty,
        string QtySource,
        string Free,
        string By,
        string? Note,
        string Confidence,
        IReadOnlyList<string> Warnings
    );
}
