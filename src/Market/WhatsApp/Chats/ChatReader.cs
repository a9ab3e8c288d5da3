using System.Text;

namespace Jisr.Market.WhatsApp.Chats;

/// <summary>Reads the text of an exported or copied chat (whatsapp.md §4). It keeps the order of the file and changes no
/// body beyond its ends.</summary>
internal static class ChatReader
{
    // Where a message stands in the text, before anything of it is copied.
    private readonly record struct Piece(ChatHeader Header, int Start, int End, int Line, int LastLine);

    /// <summary><paramref name="told"/> is what the person said about the day. Throws
    /// <see cref="UnreadableChatException"/>: <c>no_messages</c>, <c>too_big</c>.</summary>
    public static ChatReading Read(string text, DateOrder? told = null, ChatLimits? limits = null)
    {
        var most = limits ?? ChatLimits.Default;
        var pieces = Pieces(text, most.Lines);
        if (pieces.Count == 0)
            throw UnreadableChatException.NoMessages();
        var headers = pieces.ConvertAll(p => p.Header);
        var dates = DateDecision.Of(headers, told);
        var senders = new SenderReader();
        var messages = new List<ChatMessage>(pieces.Count);
        var cut = false;
        foreach (var piece in pieces)
        {
            var rest = AtMost(text, piece.Start, piece.End, most.Message, ref cut);
            var (sender, body) = senders.Read(rest);
            messages.Add(
                new ChatMessage
                {
                    N = messages.Count + 1,
                    At = dates.Read(piece.Header),
                    Sender = sender,
                    Body = sender is null ? ChatBody.Plain(body) : ChatBody.Read(body),
                    Line = piece.Line,
                    LastLine = piece.LastLine,
                }
            );
        }
        return new ChatReading
        {
            Dates = dates,
            Warnings = [.. Warnings(dates, messages, cut)],
            PreambleLines = pieces[0].Line - 1,
            Layouts = [.. headers.Select(h => h.Layout).Distinct()],
            Messages = messages,
            Question = dates.Order == DateOrder.Unknown ? QuestionOf(headers) : null,
        };
    }

    private static List<Piece> Pieces(string text, int mostLines)
    {
        var pieces = new List<Piece>(Math.Min(mostLines, text.AsSpan().Count('\n') + 1));
        var lines = new ChatLines(text);
        for (var n = 1; lines.MoveNext(); n++)
        {
            if (n > mostLines)
                throw UnreadableChatException.TooBig();
            if (HeaderReader.TryRead(lines.Current, out var header))
                pieces.Add(new Piece(header, lines.Start + header.RestAt, lines.End, n, n));
            else if (pieces.Count > 0)
                pieces[^1] = pieces[^1] with { End = lines.End, LastLine = n };
        }
        return pieces;
    }

    // A message of more bytes is cut between two letters, and the reading says so.
    private static string AtMost(string text, int start, int end, int bytes, ref bool cut)
    {
        var span = text.AsSpan(start, end - start);
        // A char is three bytes at most, so that few are counted.
        if (span.Length * 3L > bytes && Encoding.UTF8.GetByteCount(span) > bytes)
        {
            cut = true;
            var taken = 0;
            foreach (var rune in span.EnumerateRunes())
            {
                if ((bytes -= rune.Utf8SequenceLength) < 0)
                    break;
                taken += rune.Utf16SequenceLength;
            }
            span = span[..taken];
        }
        return ChatLines.Unified(span.ToString());
    }

    private static IEnumerable<string> Warnings(DateDecision dates, List<ChatMessage> messages, bool cut)
    {
        if (dates.Basis == DateBasis.Ambiguous)
            yield return "date_order_unknown";
        if (dates.Basis == DateBasis.Inconsistent)
            yield return "date_order_inconsistent";
        if (dates.Basis == DateBasis.Told && messages.Exists(m => m.At is null))
            yield return "date_order_contradicted";
        if (cut)
            yield return "truncated";
    }

    // A line that shows the difference: of «5/5» both readings look alike.
    private static (DateTime DayFirst, DateTime MonthFirst)? QuestionOf(List<ChatHeader> headers)
    {
        foreach (var header in headers)
            if (
                header.Date.First != header.Date.Second
                && DateDecision.TimeOf(header, DateOrder.Dmy) is { } day
                && DateDecision.TimeOf(header, DateOrder.Mdy) is { } month
            )
                return (day, month);
        return null;
    }
}
