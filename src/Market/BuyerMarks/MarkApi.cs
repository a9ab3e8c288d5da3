using Jisr.Kernel.Doors;
using Microsoft.AspNetCore.Routing;

namespace Jisr.Market.BuyerMarks;

/// <summary>What a shop notes of its buyers, by the API.</summary>
internal static class MarkApi
{
    /// <summary>With the shop, or by the secret of the order.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["buyer.mark", "buyer.unmark", "mark.object"];

    public static void Map(RouteGroupBuilder api)
    {
        api.MapCommand<MarkBuyer>("/orders/{orderId:guid}/marks", "MARKED_ALREADY");
        api.MapCommand<UnmarkBuyer>("/buyer-marks/{markId:guid}/lift");
        api.MapCommand<ObjectToMark>("/buyer-marks/{markId:guid}/objection", "OBJECTED_ALREADY");
    }
}
