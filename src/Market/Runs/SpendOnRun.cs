using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Market.Products;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Runs;

/// <summary>The bus, bags and what else a run costs besides goods; paid from the purse.</summary>
internal sealed record SpendOnRun(Guid RunId, long Amount, string What) : IOfflineMoney
{
    public static string Kind => "run.spend";

    AlongThing IOfflineMoney.Along => RunAlong.Of(RunId);
}

/// <summary>An expense was written by mistake: a row turns it round, once.</summary>
/// <param name="RunId">The run it is of; a phone without a line says it.</param>
internal sealed record UndoExpense(Guid ExpenseId, string? Reason = null, Guid? RunId = null) : IOfflineMoney
{
    public static string Kind => "expense.undo";

    AlongThing IOfflineMoney.Along => RunAlong.Of(RunId);
}

internal sealed class RunExpenseHandler(JisrDb db, RunMoney money) : IHandle<SpendOnRun>, IHandle<UndoExpense>
{
    public Task<Reach> ReachAsync(SpendOnRun command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfRunAsync(db, new RunId(command.RunId), scope.Actor, ct);

    public async Task<Reach> ReachAsync(UndoExpense command, CommandScope scope, CancellationToken ct) =>
        await RunOfAsync(command, ct) is { } run && (command.RunId is null || command.RunId == run.Value)
            ? await ShopReach.OfRunAsync(db, run, scope.Actor, ct)
            : Reach.Missing;

    public void Check(SpendOnRun command, Problems problems, CommandScope scope)
    {
        if (command.Amount is <= 0 or > PriceVersion.Most)
            problems.Add("amount", "AMOUNT_RANGE");
        problems.Text("what", command.What, 120);
    }

    public void Check(UndoExpense command, Problems problems, CommandScope scope) =>
        problems.Text("reason", command.Reason, 200, required: false);

    public async Task<Outcome> HandleAsync(SpendOnRun command, CommandScope scope, CancellationToken ct)
    {
        var run = await RunStory.LockAsync(db, command.RunId, ct);
        if (run.Stage is RunStage.Planned or RunStage.Open or RunStage.Cancelled or RunStage.Settled)
            return Outcome.No("RUN_MOVED_ON");
        var shop = await db.Set<Shop>().AsNoTracking().SingleAsync(s => s.Id == run.ShopId, ct);
        var what = ShopRules.Clean(command.What)!;
        if (await money.SpendAsync(run, shop, command.Amount, what, scope, ct) is { } problem)
            return new Outcome.Refused([problem]);
        Add(run.Id, command.Amount, what, null, scope);
        return new Outcome.Done { Subject = scope.Id.Value };
    }

    public async Task<Outcome> HandleAsync(UndoExpense command, CommandScope scope, CancellationToken ct)
    {
        var run = await RunStory.LockAsync(db, (await RunOfAsync(command, ct))!.Value.Value, ct);
        var old = await db.Set<RunExpense>().AsNoTracking().SingleAsync(e => e.Id == command.ExpenseId, ct);
        if (old.ReversesId is not null || await db.Set<RunExpense>().AnyAsync(e => e.ReversesId == old.Id, ct))
            return Outcome.No("ALREADY_REVERSED");
        if (await money.UndoAsync(old.Id, command.Reason, scope, ct) is { } problem)
            return new Outcome.Refused([problem]);
        Add(run.Id, -old.Minor, ShopRules.Clean(command.Reason) ?? old.What, old.Id, scope);
        return new Outcome.Done { Subject = scope.Id.Value };
    }

    private void Add(RunId run, long minor, string what, Guid? reverses, CommandScope scope) =>
        db.Add(
            new RunExpense
            {
                Id = scope.Id.Value,
                RunId = run,
                Minor = minor,
                What = what[..Math.Min(what.Length, 120)],
                At = scope.OccurredAt,
                ReversesId = reverses,
            }
        );

    private Task<RunId?> RunOfAsync(UndoExpense command, CancellationToken ct) =>
        db.Set<RunExpense>()
            .Where(e => e.Id == command.ExpenseId)
            .Select(e => (RunId?)e.RunId)
            .SingleOrDefaultAsync(ct);
}
