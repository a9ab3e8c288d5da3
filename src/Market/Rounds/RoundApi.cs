using Jisr.Kernel.Doors;
using Microsoft.AspNetCore.Routing;

namespace Jisr.Market.Rounds;

/// <summary>The commands of a round by the API. A state that has moved on is 409.</summary>
internal static class RoundApi
{
    private const string MovedOn = "ROUND_MOVED_ON";

    /// <summary>By the right that comes with the shop, or with the secret of the round.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
    [
        "round.plan",
        "round.arrange",
        "round.load",
        "round.start",
        "round.end",
        "round.close",
        "round.drop",
        "stop.record",
        "bag.hand-over",
        "bag.receive",
    ];

    public static void Map(RouteGroupBuilder api)
    {
        api.MapCommand<PlanRound>("/rounds", "ORDER_NOT_READY");
        api.MapCommand<ArrangeRound>("/rounds/{roundId:guid}/stops", MovedOn, "ORDER_NOT_READY");
        api.MapCommand<LoadRound>("/rounds/{roundId:guid}/load", MovedOn, "ORDER_NOT_READY");
        api.MapCommand<StartRound>("/rounds/{roundId:guid}/start", MovedOn);
        api.MapCommand<EndRound>("/rounds/{roundId:guid}/end", MovedOn);
        api.MapCommand<CloseRound>("/rounds/{roundId:guid}/close", MovedOn, "STOPS_WAIT", "BAG_NOT_HANDED_OVER");
        api.MapCommand<DropRound>("/rounds/{roundId:guid}/drop", MovedOn);
        api.MapCommand<RecordStop>("/rounds/{roundId:guid}/stops/{orderId:guid}", MovedOn, "STOP_HAS_RESULT");
        api.MapCommand<HandOverBag>("/rounds/{roundId:guid}/bag", MovedOn);
        api.MapCommand<ReceiveBag>("/rounds/{roundId:guid}/bag/receive", MovedOn);
    }
}
