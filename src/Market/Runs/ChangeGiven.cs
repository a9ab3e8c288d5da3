using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Market.Orders;
using Jisr.Market.Products;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Runs;

/// <summary>She gives a line more or less than was reckoned, with a reason; the difference stays to be seen.</summary>
internal sealed record ChangeGiven(Guid LineId, long Given, ChangeReason Reason, string? Note = null) : ICommand
{
    public static string Kind => "share.change";
}

internal sealed class ChangeGivenHandler(JisrDb db, RunLines lines) : IHandle<ChangeGiven>
{
    public Task<Reach> ReachAsync(ChangeGiven command, CommandScope scope, CancellationToken ct) =>
        lines.ReachAsync(new OrderLineId(command.LineId), scope.Actor, ct);

    public void Check(ChangeGiven command, Problems problems, CommandScope scope)
    {
        if (command.Given is < 0 or > 1_000_000_000)
            problems.Add("given", "GIVEN_RANGE");
        problems.Text("note", command.Note, 200, required: command.Reason == ChangeReason.ByHand);
    }

    public async Task<Outcome> HandleAsync(ChangeGiven command, CommandScope scope, CancellationToken ct)
    {
        var id = new OrderLineId(command.LineId);
        var (run, line) = await lines.LockAsync(id, ct);
        if (run.Stage != RunStage.Sharing)
            return Outcome.No("RUN_MOVED_ON");
        var step = await db.Set<Variant>().Where(v => v.Id == line.VariantId).Select(v => v.Step).SingleAsync(ct);
        if (command.Given % step != 0)
            return Outcome.No("GIVEN_RANGE", "given");
        // market.md §5.2: with what is given in its place, never more than she would take.
        var parent = line.ParentLineId ?? line.Id;
        var family = await db.Set<OrderLine>().Where(l => l.Id == parent || l.ParentLineId == parent).ToListAsync(ct);
        var asks = family.Single(l => l.Id == parent);
        if (family.Where(l => l.Id != id).Sum(l => l.Given) + command.Given > asks.Asked + asks.Tolerance)
            return Outcome.No("GIVEN_RANGE", "given");
        if (line.Given != command.Given)
            db.Add(
                lines.Change(line, LineChange.Given, line.Given, command.Given, command.Reason, command.Note, scope)
            );
        line.Given = command.Given;
        return new Outcome.Done { Subject = command.LineId };
    }
}

/// <summary>Lines of runs, as the commands of the share-out find them.</summary>
internal sealed class RunLines(JisrDb db)
{
    public async Task<Reach> ReachAsync(OrderLineId id, Actor actor, CancellationToken ct) =>
        await RunOfAsync(id, ct) is { } run ? await ShopReach.OfRunAsync(db, run, actor, ct) : Reach.Missing;

    public async Task<(Run Run, OrderLine Line)> LockAsync(OrderLineId id, CancellationToken ct)
    {
        var run = await RunStory.LockAsync(db, (await RunOfAsync(id, ct))!.Value.Value, ct);
        return (run, await db.Set<OrderLine>().SingleAsync(l => l.Id == id, ct));
    }

    /// <summary>The row that says what became otherwise.</summary>
    public LineChange Change(
        OrderLine line,
        string field,
        long from,
        long to,
        ChangeReason reason,
        string? note,
        CommandScope scope
    ) =>
        new()
        {
            Id = NewId.Of<LineChangeId>(),
            LineId = line.Id,
            Field = field,
            From = from,
            To = to,
            Reason = reason,
            Note = ShopRules.Clean(note),
            By = scope.Actor.AccountId?.Value,
            At = scope.Now,
        };

    private Task<RunId?> RunOfAsync(OrderLineId id, CancellationToken ct) =>
        (
            from l in db.Set<OrderLine>()
            join o in db.Set<Order>() on l.OrderId equals o.Id
            where l.Id == id && o.State == OrderState.Placed
            select o.RunId
        ).SingleOrDefaultAsync(ct);
}
