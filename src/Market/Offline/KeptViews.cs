using System.Text.Json;
using Jisr.Kernel.Doors.Sync;
using Jisr.Kernel.Language;
using Jisr.Kernel.Values;
using Jisr.Market.Inbox;
using Jisr.Market.Runs;

namespace Jisr.Market.Offline;

/// <summary>A buy that could not be written: most often its run was being shared out already.</summary>
internal sealed class BuyView(Words words) : IKeptView
{
    public string Kind => BuyGoods.Kind;

    public string? MendAddress(Guid item) => "/my/runs/late/" + item;

    public IReadOnlyList<(string Label, string? Text)> Lines(JsonElement payload) =>
        [
            (words["Goods"], Text(payload, "sku")),
            (words["Really bought"], Text(payload, "otherSku")),
            (
                words["How many"],
                payload.TryGetProperty("qty", out var qty) && qty.TryGetInt64(out var n)
                    ? new Quantity(n).ToString()
                    : null
            ),
            (words["Note"], Text(payload, "note")),
        ];

    internal static string? Text(JsonElement payload, string name) =>
        payload.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}

/// <summary>An order that she heard and that could not be read.</summary>
internal sealed class HeardView(Words words) : IKeptView
{
    public string Kind => ProposeOrder.Kind;

    public string? MendAddress(Guid item) => "/my/inbox/paste?kept=" + item;

    public IReadOnlyList<(string Label, string? Text)> Lines(JsonElement payload) =>
        [
            (words["Who said it"], BuyView.Text(payload, "name")),
            (words["Her number"], BuyView.Text(payload, "phone")),
            (words["The message"], BuyView.Text(payload, "text")),
        ];
}

/// <summary>What a courier's phone wrote of a door, and what came too late or stands otherwise.</summary>
internal sealed class LateStopView(Words words) : IKeptView
{
    public string Kind => Rounds.RecordStop.Kind;

    public string? MendAddress(Guid item) => "/my/rounds/late/" + item;

    public IReadOnlyList<(string Label, string? Text)> Lines(JsonElement payload) =>
        [(words["Result of the stop"], Result(payload)), (words["Note"], BuyView.Text(payload, "note"))];

    private string? Result(JsonElement payload) =>
        Codes.TryParse<Rounds.StopResult>(BuyView.Text(payload, "result"), out var result)
            ? Rounds.RoundWords.Result(
                words,
                result,
                Codes.TryParse<Rounds.FailReason>(BuyView.Text(payload, "reason"), out var reason) ? reason : null
            )
            : null;
}

/// <summary>A count of the counter that could not be written: most often another phone had sold something more.</summary>
internal sealed class CountView(Words words) : IKeptView
{
    public string Kind => Counters.CloseCounter.Kind;

    public string? MendAddress(Guid item) => "/my/counters/counted/" + item;

    // The currency is the counter's, and stands on the page where it is put right.
    public IReadOnlyList<(string Label, string? Text)> Lines(JsonElement payload) =>
        [(words["Why does it differ?"], BuyView.Text(payload, "reason"))];
}
