using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;

namespace Jisr.Market.Orders;

/// <summary>The rows of an order's history.</summary>
internal static class OrderStory
{
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
