using Jisr.Kernel.Audit;
using Jisr.Kernel.Language;
using Jisr.Kernel.Sealing;
using Jisr.Market.Front;
using Jisr.Market.Orders;

namespace Jisr.Market.Slips;

/// <summary>Where bags go: what is kept sealed is opened only after the look is written down.</summary>
internal sealed class BagPlaces(ReadLog log, Sealer sealer, Districts places, Kernel.Text.PublicText texts)
{
    public string Name(Order order) => order.PlaceCode is { } code ? places.Name(code, Words.Language) : "–";

    /// <summary>Landmarks of orders that have one.</summary>
    public async Task<IReadOnlyDictionary<OrderId, string>> LandmarksAsync(
        IReadOnlyList<Order> orders,
        ReadAction action,
        CancellationToken ct
    )
    {
        var sealedOnes = orders.Where(o => o.LandmarkSealed is not null).ToList();
        if (sealedOnes.Count > 0)
            await log.WriteAsync(action, [], "order.place", reason: Reason(sealedOnes), ct: ct);
        return sealedOnes.ToDictionary(o => o.Id, o => Open(o, o.LandmarkSealed!, "landmark_sealed"));
    }

    /// <summary>Notes of orders that have one.</summary>
    public async Task<IReadOnlyDictionary<OrderId, string>> NotesAsync(
        IReadOnlyList<Order> orders,
        ReadAction action,
        CancellationToken ct
    )
    {
        var sealedOnes = orders.Where(o => o.NoteSealed is not null).ToList();
        if (sealedOnes.Count > 0)
            await log.WriteAsync(action, [], "order.note", reason: Reason(sealedOnes), ct: ct);
        return sealedOnes.ToDictionary(o => o.Id, o => texts.Of(Open(o, o.NoteSealed!, "note_sealed")));
    }

    // Buyers are no parties: the entry names the orders, as many as it holds.
    private static string Reason(IReadOnlyList<Order> orders) =>
        "bags: " + string.Join(' ', orders.Take(20).Select(o => o.Code)) + (orders.Count > 20 ? " …" : "");

    private string Open(Order order, byte[] bytes, string column) =>
        sealer.Open(bytes, "market_order", column, order.Id.Value);
}
