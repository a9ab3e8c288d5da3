using Jisr.Contracts.Market;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Market.Shops;

namespace Jisr.Market.Orders;

/// <summary>The rows of an order's history.</summary>
internal static class OrderStory
{
    /// <summary>An order is placed: its history and the figures are told.</summary>
    public static async Task PlacedAsync(
        JisrDb db,
        SellerFacts facts,
        Order order,
        Shop shop,
        CommandScope scope,
        CancellationToken ct
    )
    {
        db.Add(Row(order.Id, "placed", "buyer", scope));
        var (unit, today) = await facts.OfAsync(shop.PartyId, ct);
        scope.Publish(
            new OrderPlaced
            {
                On = today,
                SourceId = order.Id.Value,
                UnitId = unit,
                PlaceCode = shop.PlaceCode,
                PartyId = shop.PartyId,
                AmountMinor = order.TotalMinor,
                AmountCurrency = order.Currency,
            }
        );
    }

    public static OrderEvent Row(OrderId order, string what, string by, CommandScope scope, string? reason = null) =>
        new()
        {
            Id = NewId.Next(),
            OrderId = order,
            What = what,
            At = scope.Now,
            By = by,
            Reason = reason,
        };
}
