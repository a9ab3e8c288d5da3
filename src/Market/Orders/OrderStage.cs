namespace Jisr.Market.Orders;

/// <summary>What an order shows to buyer and seller alike.</summary>
internal enum OrderStage
{
    Waiting,
    Preparing,
    Ready,
    Delivered,
    Settled,
    Declined,
    Cancelled,
}

/// <summary>The one function that says what an order shows (market.md §4), and the one that says what is owed for it.</summary>
internal static class OrderStages
{
    public static OrderStage Of(OrderState state, long owed) =>
        state switch
        {
            OrderState.Placed => OrderStage.Waiting,
            OrderState.Accepted => OrderStage.Preparing,
            OrderState.Ready => OrderStage.Ready,
            OrderState.Declined => OrderStage.Declined,
            OrderState.Cancelled => OrderStage.Cancelled,
            _ => owed > 0 ? OrderStage.Delivered : OrderStage.Settled,
        };

    /// <summary>Minor units still to pay for one order. Before it is delivered her credit with the shop comes off;
    /// afterwards the ledger has taken it off already, and she never owes more than her whole balance.</summary>
    public static long Owed(OrderState state, long total, long paid, long receivable, long payable) =>
        state switch
        {
            OrderState.Declined or OrderState.Cancelled => 0,
            OrderState.Done => Math.Clamp(total - paid, 0, Math.Max(0, receivable)),
            _ => Math.Max(0, total - payable),
        };
}
