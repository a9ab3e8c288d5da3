using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Market.Orders;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Runs;

/// <summary>What a run's commands read and write alike.</summary>
internal static class RunStory
{
    /// <summary>The run, held until the transaction ends: its commands take turns.</summary>
    public static async Task<Run> LockAsync(JisrDb db, Guid id, CancellationToken ct)
    {
        await db.Storage.LockRowAsync(db, Run.Table, "id", id, ct);
        var runId = new RunId(id);
        return await db.Set<Run>().SingleAsync(r => r.Id == runId, ct);
    }

    /// <summary>Its placed orders.</summary>
    public static IQueryable<Order> OrdersOf(JisrDb db, RunId run) =>
        db.Set<Order>().Where(o => o.RunId == run && (o.State == OrderState.Placed || o.State == OrderState.Done));

    /// <summary>The lines of its placed orders.</summary>
    public static IQueryable<OrderLine> LinesOf(JisrDb db, RunId run) =>
        from l in db.Set<OrderLine>()
        join o in OrdersOf(db, run) on l.OrderId equals o.Id
        select l;

    /// <summary>The page of the shop says whether a run takes orders.</summary>
    public static async Task StaleAsync(JisrDb db, Run run, CommandScope scope, CancellationToken ct) =>
        scope.Stale(Tags.Shop(await db.Set<Shop>().Where(s => s.Id == run.ShopId).Select(s => s.Code).SingleAsync(ct)));

    public static BuyerNotice Notice(OrderId order, string what, CommandScope scope) =>
        new()
        {
            Id = NewId.Next(),
            OrderId = order,
            What = what,
            At = scope.Now,
        };

    public static Outcome.Done Done(Run run, IReadOnlyList<Problem>? notes = null) =>
        new()
        {
            Subject = run.Id.Value,
            Version = run.Version,
            Number = run.Code,
            Notes = notes ?? [],
        };
}
