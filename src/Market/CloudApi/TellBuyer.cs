using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Market.Orders;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.CloudApi;

/// <summary>The seller tells the buyer of an order something: by WhatsApp where that door is open, else as a text to copy.</summary>
/// <param name="Text">For kinds text and offer: her own words, at most 1,024 letters.</param>
internal sealed record TellBuyer(Guid OrderId, WordKind What, string? Text = null) : ICommand
{
    public static string Kind => "order.tell";
}

/// <summary>The buyer of an order said yes to offers by WhatsApp, or ended that.</summary>
internal sealed record AllowNews(Guid OrderId, bool Wants) : ICommand
{
    public static string Kind => "order.allow-news";
}

internal sealed class TellBuyerHandler(JisrDb db, WordsToBuyer words, WaPeople people)
    : IHandle<TellBuyer>,
        IHandle<AllowNews>
{
    public Task<Reach> ReachAsync(TellBuyer command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfOrderAsync(db, new OrderId(command.OrderId), scope.Actor, ct);

    public Task<Reach> ReachAsync(AllowNews command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfOrderAsync(db, new OrderId(command.OrderId), scope.Actor, ct);

    public void Check(TellBuyer command, Problems problems, CommandScope scope)
    {
        if (command.What is WordKind.Text or WordKind.Offer)
            problems.Text("text", command.Text, WordsToBuyer.MostLetters);
        else if (command.What == WordKind.Received)
            problems.Add("what", "CHOICE_UNKNOWN");
    }

    public async Task<Outcome> HandleAsync(TellBuyer command, CommandScope scope, CancellationToken ct)
    {
        var (order, shop) = await OrderAsync(command.OrderId, ct);
        // A seller and a buyer write to each other through an order that stands.
        if (!order.IsTaken)
            return Outcome.No("ACCEPT_FIRST");
        var row = await words.QueueAsync(
            new WordToBuyer(scope.Id.Value, shop, order.ContactId, command.What, order.Language)
            {
                Order = command.What is WordKind.Text or WordKind.Offer ? null : order,
                Text = ShopRules.Clean(command.Text),
            },
            scope,
            ct
        );
        return new Outcome.Done
        {
            Subject = row!.Id,
            Details = new Dictionary<string, string>(StringComparer.Ordinal) { ["state"] = Codes.Of(row.State) },
        };
    }

    public async Task<Outcome> HandleAsync(AllowNews command, CommandScope scope, CancellationToken ct)
    {
        var (order, _) = await OrderAsync(command.OrderId, ct);
        foreach (var identity in await people.LiveAsync(order.ContactId, ct))
            if (command.Wants)
                (identity.NewsSince, identity.NewsEndedAt) = (scope.Now, null);
            else
                identity.NewsEndedAt = scope.Now;
        return new Outcome.Done { Subject = command.OrderId };
    }

    private async Task<(Order Order, Shop Shop)> OrderAsync(Guid id, CancellationToken ct)
    {
        var orderId = new OrderId(id);
        var order = await db.Set<Order>().AsNoTracking().SingleAsync(o => o.Id == orderId, ct);
        return (order, await db.Set<Shop>().AsNoTracking().SingleAsync(s => s.Id == order.ShopId, ct));
    }
}
