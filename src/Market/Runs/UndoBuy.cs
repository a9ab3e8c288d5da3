using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Runs;

/// <summary>A buy was written by mistake: a row turns it round, once, until the share-out begins.</summary>
/// <param name="RunId">The run it is of; a phone without a line says it, so that only what it took along is undone.</param>
internal sealed record UndoBuy(Guid EntryId, string? Reason = null, Guid? RunId = null) : IOfflineMoney
{
    public static string Kind => "buy.undo";

    AlongThing IOfflineMoney.Along => RunAlong.Of(RunId);
}

internal sealed class UndoBuyHandler(JisrDb db, RunMoney money, BuyBook book) : IHandle<UndoBuy>
{
    public async Task<Reach> ReachAsync(UndoBuy command, CommandScope scope, CancellationToken ct) =>
        await RunOfAsync(command, ct) is { } run && (command.RunId is null || command.RunId == run.Value)
            ? await ShopReach.OfRunAsync(db, run, scope.Actor, ct)
            : Reach.Missing;

    public void Check(UndoBuy command, Problems problems, CommandScope scope) =>
        problems.Text("reason", command.Reason, 200, required: false);

    public async Task<Outcome> HandleAsync(UndoBuy command, CommandScope scope, CancellationToken ct)
    {
        var run = await RunStory.LockAsync(db, (await RunOfAsync(command, ct))!.Value.Value, ct);
        if (run.Stage != RunStage.Buying)
            return Outcome.No("SHARING_STARTED");
        var id = new BuyEntryId(command.EntryId);
        var old = await db.Set<BuyEntry>().AsNoTracking().SingleAsync(e => e.Id == id, ct);
        if (old.ReversesId is not null || await db.Set<BuyEntry>().AnyAsync(e => e.ReversesId == id, ct))
            return Outcome.No("ALREADY_REVERSED");
        if (old.PaidMinor > 0 && await money.UndoAsync(command.EntryId, command.Reason, scope, ct) is { } problem)
            return new Outcome.Refused([problem]);
        db.Add(
            new BuyEntry
            {
                Id = new BuyEntryId(scope.Id.Value),
                BuyLineId = old.BuyLineId,
                VariantId = old.VariantId,
                StallId = old.StallId,
                Qty = -old.Qty,
                PaidMinor = -old.PaidMinor,
                PaidBy = old.PaidBy,
                At = scope.OccurredAt,
                RecordedAt = scope.Now,
                By = scope.Actor.AccountId?.Value,
                DeviceId = scope.DeviceId,
                Note = ShopRules.Clean(command.Reason),
                ReversesId = id,
            }
        );
        var line = await db.Set<BuyLine>().SingleAsync(l => l.Id == old.BuyLineId, ct);
        if (line.Decision == BuyDecision.Done && await book.BoughtAsync(line.Id, ct) - old.Qty < line.ToBuy)
            line.Decision = BuyDecision.Open;
        return new Outcome.Done { Subject = scope.Id.Value };
    }

    private Task<RunId?> RunOfAsync(UndoBuy command, CancellationToken ct)
    {
        var id = new BuyEntryId(command.EntryId);
        return (
            from e in db.Set<BuyEntry>()
            join l in db.Set<BuyLine>() on e.BuyLineId equals l.Id
            where e.Id == id
            select (RunId?)l.RunId
        ).SingleOrDefaultAsync(ct);
    }
}
