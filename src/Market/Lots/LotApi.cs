using Jisr.Kernel.Doors;
using Microsoft.AspNetCore.Routing;

namespace Jisr.Market.Lots;

/// <summary>The commands of lots by the API.</summary>
internal static class LotApi
{
    /// <summary>What the seller does whose shop holds the goods.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
    ["lot.take-in", "lot.sell", "lot.give-back", "lot.shrink", "lot.reverse", "lot.close-period"];

    public static void Map(RouteGroupBuilder api)
    {
        api.MapCommand<TakeInLot>("/lots", "SHOP_CLOSED");
        api.MapCommand<SellLot>("/lots/{lotId:guid}/sell", "LOT_LEFT", "LOT_PROMISED");
        api.MapCommand<GiveBackLot>("/lots/{lotId:guid}/give-back", "LOT_LEFT", "LOT_PROMISED");
        api.MapCommand<ShrinkLot>("/lots/{lotId:guid}/shrink", "LOT_LEFT", "LOT_PROMISED");
        api.MapCommand<ReverseLotEntry>("/lot-entries/{entryId:guid}/reverse", "ALREADY_REVERSED");
        api.MapCommand<CloseLotPeriod>("/lot-periods/{periodId:guid}/close", "LOT_PERIOD_CLOSED");
    }
}
