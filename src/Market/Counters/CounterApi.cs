using Jisr.Kernel.Doors;
using Microsoft.AspNetCore.Routing;

namespace Jisr.Market.Counters;

/// <summary>The commands of a counter by the API.</summary>
internal static class CounterApi
{
    private const string Closed = "COUNTER_CLOSED";

    public static IReadOnlyList<string> Kinds { get; } =
    ["counter.open", "counter.sell", "counter.undo", "counter.close"];

    public static void Map(RouteGroupBuilder api)
    {
        api.MapCommand<OpenCounter>("/counters", "SHOP_CLOSED");
        api.MapCommand<SellAtCounter>("/counters/{counterId:guid}/sales", Closed, "SOLD_OUT");
        api.MapCommand<UndoCounterSale>(
            "/counters/{counterId:guid}/sales/{saleId:guid}/undo",
            Closed,
            "ALREADY_REVERSED"
        );
        api.MapCommand<CloseCounter>("/counters/{counterId:guid}/close", Closed);
    }
}
