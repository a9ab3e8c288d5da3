using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Jisr.Market.WhatsApp.Chats;
using Jisr.Market.WhatsApp.OrderTexts;

namespace Jisr.Market.WhatsApp;

/// <summary>Writes what the verb has read: JSON of whatsapp.md §4.6 and §5, or lines for a person.</summary>
internal sealed class ReadOutput(InvocationConfiguration where, bool json)
{
    private const int Piece = 32 << 10;

    /// <summary>Says why nothing was read; the exit code.</summary>
    public async Task<int> RefuseAsync(string code, string sentence)
    {
        if (json)
            await where.Output.WriteLineAsync(JsonSerializer.Serialize(new { error = code }, DataJson.Options));
        await where.Error.WriteLineAsync($"{code}: {sentence}");
        return 2;
    }

    public Task WriteAsync(OrderReading reading) =>
        where.Output.WriteLineAsync(
            json ? JsonSerializer.Serialize(ReadingJson.Of(reading), DataJson.Options) : Sentence(reading)
        );

    // Message by message: a long chat never stands in memory twice more.
    public async Task WriteAsync(
        ChatReading chat,
        int brokenSigns,
        IReadOnlyList<ChatProposal> proposals,
        CancellationToken ct
    )
    {
        if (!json)
        {
            await SayAsync(chat, brokenSigns, proposals, ct);
            return;
        }
        var head = JsonSerializer.Serialize(ReadingJson.HeadOf(chat, brokenSigns), DataJson.Options);
        await where.Output.WriteAsync(head.AsMemory(0, head.Length - 1), ct);
        await ListAsync("messages", chat.Messages.Select(ReadingJson.Of), ct);
        await ListAsync("proposals", proposals.Select(ReadingJson.Of), ct);
        await where.Output.WriteLineAsync("}".AsMemory(), ct);
    }

    private async Task ListAsync<T>(string name, IEnumerable<T> items, CancellationToken ct)
    {
        // The console passes every write on at once, so many messages go in one.
        var piece = new StringBuilder(Piece + 4096).Append(",\"").Append(name).Append("\":[");
        var first = true;
        foreach (var item in items)
        {
            piece.Append(first ? "" : ",").Append(JsonSerializer.Serialize(item, DataJson.Options));
            first = false;
            if (piece.Length < Piece)
                continue;
            await where.Output.WriteAsync(piece, ct);
            piece.Clear();
        }
        await where.Output.WriteAsync(piece.Append(']'), ct);
    }

    private async Task SayAsync(
        ChatReading chat,
        int brokenSigns,
        IReadOnlyList<ChatProposal> proposals,
        CancellationToken ct
    )
    {
        var notices = chat.Messages.Count(m => m.IsSystem);
        await where.Output.WriteLineAsync(
            string.Create(
                    CultureInfo.InvariantCulture,
                    $"""
                    {chat.Messages.Count - notices} messages and {notices} notices, dates {ReadingJson.Code(
                        chat.Dates.Order
                    )} ({ReadingJson.Code(chat.Dates.Basis)})
                    """
                )
                .AsMemory(),
            ct
        );
        foreach (var warning in ReadingJson.WarningsOf(chat, brokenSigns))
            await where.Output.WriteLineAsync(("  " + warning).AsMemory(), ct);
        foreach (var proposal in proposals)
            await where.Output.WriteLineAsync(
                $"{ReadingJson.Time(proposal.Message.At) ?? "?"} {proposal.Message.Sender!.Name}: {Sentence(proposal.Reading)}".AsMemory(),
                ct
            );
    }

    private static string Sentence(OrderReading reading) =>
        string.Join(
            "\n",
            reading
                .Lines.Select(l => $"  {l.Quantity} × {l.Product ?? "?"} ({ReadingJson.Code(l.Confidence)}) «{l.Text}»")
                .Prepend(string.Join(' ', reading.Codes.Prepend(ReadingJson.Code(reading.Kind))))
        );
}
