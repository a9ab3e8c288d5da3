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
