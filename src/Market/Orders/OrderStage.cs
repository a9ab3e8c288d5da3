using Jisr.Market.Runs;

namespace Jisr.Market.Orders;

/// <summary>What an order shows to buyer and seller alike.</summary>
internal enum OrderStage
{
    Waiting,
    Preparing,
    Ready,
    OnItsWay,
    PartlyDelivered,
    Delivered,
    Settled,
    NotTaken,
    Declined,
    Cancelled,
    Joined,
    Expired,
}

/// <summary>How much of what was given to a buyer she took.</summary>
internal enum TakenPart
{
    All,
    Some,
    Nothing,
}

/// <summary>The one function that says what an order shows (market.md §4), and the one that says what is owed for it.</summary>
internal static class OrderStages
{
    /// <param name="onItsWay">It is on a round that is out.</param>
    /// <param name="taken">How much of what was given reached her, once it is done.</param>
    public static OrderStage Of(
        OrderState state,
        long owed,
        RunStage? run = null,
        bool onItsWay = false,
        TakenPart taken = TakenPart.All
    ) =>
        state switch
        {
            OrderState.Placed or OrderState.Accepted or OrderState.Ready when onItsWay => OrderStage.OnItsWay,
            OrderState.Placed when run is RunStage.Buying or RunStage.Sharing => OrderStage.Preparing,
            OrderState.Placed when run is RunStage.Delivering or RunStage.Settled => OrderStage.Ready,
            OrderState.Placed or OrderState.Draft => OrderStage.Waiting,
            OrderState.Accepted => OrderStage.Preparing,
            OrderState.Ready => OrderStage.Ready,
            OrderState.Declined => OrderStage.Declined,
            OrderState.Cancelled => OrderStage.Cancelled,
            OrderState.Merged => OrderStage.Joined,
            OrderState.Expired => OrderStage.Expired,
            _ when taken == TakenPart.Nothing => OrderStage.NotTaken,
            _ when owed == 0 => OrderStage.Settled,
            _ => taken == TakenPart.Some ? OrderStage.PartlyDelivered : OrderStage.Delivered,
        };

    /// <summary>Minor units still to pay for one order. Before it is delivered her credit with the shop comes off;
    /// afterwards the ledger has taken it off already, and she never owes more than her whole balance.</summary>
    public static long Owed(Order order, long paid, long receivable, long payable) =>
        order.HasEnded ? 0
        : order.OwedTxId is null && order.State != OrderState.Done ? Math.Max(0, order.TotalMinor - payable)
        : Math.Clamp(order.TotalMinor - paid, 0, Math.Max(0, receivable));
}
