using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Market.Orders;
using Jisr.Market.Products;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Counters;

/// <summary>A counter or a fair stand opens, with an empty till or with change from her purse.</summary>
/// <param name="Float">Minor units of the shop's currency.</param>
internal sealed record OpenCounter(Guid ShopId, string Name, long Float = 0) : ICommand
{
    public static string Kind => "counter.open";
}

internal sealed class OpenCounterHandler(JisrDb db, CounterMoney money) : IHandle<OpenCounter>
{
    public Task<Reach> ReachAsync(OpenCounter command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfShopAsync(db, new ShopId(command.ShopId), scope.Actor, ct);

    public void Check(OpenCounter command, Problems problems, CommandScope scope)
    {
        problems.Text("name", command.Name, Counter.MostName);
        if (command.Float is < 0 or > PriceVersion.Most)
            problems.Add("float", "AMOUNT_RANGE");
    }

    public async Task<Outcome> HandleAsync(OpenCounter command, CommandScope scope, CancellationToken ct)
    {
        var shopId = new ShopId(command.ShopId);
        var shop = await db.Set<Shop>().AsNoTracking().SingleAsync(s => s.Id == shopId, ct);
        if (shop.State == ShopState.Closed)
            return Outcome.No("SHOP_CLOSED");
        var counter = new Counter
        {
            Id = new CounterId(scope.Id.Value),
            ShopId = shopId,
            Name = ShopRules.Clean(command.Name)!,
            Currency = shop.Currency,
            FloatMinor = command.Float,
            OpenedAt = scope.Now,
        };
        db.Add(counter);
        if (command.Float == 0)
            return new Outcome.Done { Subject = counter.Id.Value };
        var ids = new PostingIds(scope);
        var problem = await money.MoveAsync(
            counter,
            OrderMoney.Purse(shop, shop.Currency),
            CounterMoney.Till(counter),
            command.Float,
            (ids.Next(), ids.Next()),
            scope,
            ct
        );
        return problem is null
            ? new Outcome.Done { Subject = counter.Id.Value }
            : new Outcome.Refused([problem.Code == "NOT_ENOUGH" ? new Problem("FLOAT_NOT_THERE", "float") : problem]);
    }
}
