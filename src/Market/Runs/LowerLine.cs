using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Values;
using Jisr.Market.Orders;
using Jisr.Market.Products;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Runs;

/// <summary>The buyer wants less of a line while the run is open, by the secret of her order; 0 leaves it out. What she
/// asked last falls first, so that her place in the row stays.</summary>
/// <param name="Asked">What she wants of it now, in thousandths.</param>
internal sealed record LowerLine(Guid LineId, long Asked, string? Token = null) : ICommand
{
    public static string Kind => "line.lower";
}

internal sealed class LowerLineHandler(JisrDb db, RunLines lines, TimeProvider clock) : IHandle<LowerLine>
{
    public Task<Reach> ReachAsync(LowerLine command, CommandScope scope, CancellationToken ct)
    {
        var id = new OrderLineId(command.LineId);
        return ShopReach.OfOrderOrItsBuyerAsync(
            db,
            o =>
                o.RunId != null
                && o.State == OrderState.Placed
                && db.Set<OrderLine>().Any(l => l.Id == id && l.OrderId == o.Id),
            command.Token,
            scope.Actor,
            ct
        );
    }

    public async Task<Outcome> HandleAsync(LowerLine command, CommandScope scope, CancellationToken ct)
    {
        var (run, line) = await lines.LockAsync(new OrderLineId(command.LineId), ct);
        if (!run.TakesOrders(Clock.Now(clock)))
            return Outcome.No("RUN_MOVED_ON");
        var variant = await db.Set<Variant>().AsNoTracking().SingleAsync(v => v.Id == line.VariantId, ct);
        var problems = new Problems();
        if (command.Asked < 0 || command.Asked >= line.Asked)
            problems.Add("asked", "LOWER_ONLY", ("n", new Quantity(line.Asked)));
        else if (command.Asked > 0)
            Portions.Check(new Quantity(command.Asked), variant.Step, variant.Min, variant.Max, "asked", problems);
        if (problems.Count > 0)
            return new Outcome.Refused(problems);
        var siblings = await db.Set<OrderLine>().Where(l => l.OrderId == line.OrderId).ToListAsync(ct);
        if (command.Asked == 0 && siblings.Count == 1)
            return Outcome.No("ORDER_EMPTY", "asked");
        await TakeAsync(line, line.Asked - command.Asked, all: command.Asked == 0, ct);
        var order = await db.Set<Order>().SingleAsync(o => o.Id == line.OrderId, ct);
        if (command.Asked == 0)
            db.Remove(line);
        else
        {
            line.Asked = command.Asked;
            line.TotalMinor = new Money(line.UnitMinor, order.Total.Currency).Times(new Quantity(line.Asked)).Minor;
        }
        order.TotalMinor = siblings.Where(l => l.Id != line.Id || command.Asked > 0).Sum(l => l.TotalMinor);
        order.Version++;
        var by = scope.Actor.PartyId is null ? "buyer" : "seller";
        db.Add(OrderStory.Row(order.Id, "lowered", by, scope));
        return RunOrders.Done(order, order.Code);
    }

    private async Task TakeAsync(OrderLine line, long less, bool all, CancellationToken ct)
    {
        var parts = await db.Set<AskPart>()
            .Where(p => p.LineId == line.Id)
            .OrderByDescending(p => p.At)
            .ThenByDescending(p => p.Id)
            .ToListAsync(ct);
        foreach (var part in parts)
        {
            var taken = Math.Min(part.Asked, less);
            (part.Asked, less) = (part.Asked - taken, less - taken);
            if (all || part.Asked + part.Tolerance == 0)
                db.Remove(part);
        }
    }
}
