using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Values;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Lots;

/// <summary>A move of a lot was written by mistake: a row turns it round, once, and its postings are reversed.</summary>
internal sealed record ReverseLotEntry(Guid EntryId, string Reason) : ICommand
{
    public static string Kind => "lot.reverse";
}

internal sealed class ReverseLotEntryHandler(JisrDb db, LotBook book, ILedger ledger) : IHandle<ReverseLotEntry>
{
    public Task<Reach> ReachAsync(ReverseLotEntry command, CommandScope scope, CancellationToken ct) =>
        LotReach.OfEntryAsync(db, command.EntryId, scope.Actor, ct);

    public void Check(ReverseLotEntry command, Problems problems, CommandScope scope) =>
        problems.Text("reason", command.Reason, 200);

    public async Task<Outcome> HandleAsync(ReverseLotEntry command, CommandScope scope, CancellationToken ct)
    {
        var id = new LotEntryId(command.EntryId);
        var old = await db.Set<LotEntry>().AsNoTracking().SingleAsync(e => e.Id == id, ct);
        var lot = await book.FindAsync(old.LotId.Value, ct);
        var shop = await book.ShopAsync(lot, ct);
        var period = await book.PeriodAsync(shop.Id, lot.OwnerId, scope, ct);
        if (old.ReversesId is not null || await db.Set<LotEntry>().AnyAsync(e => e.ReversesId == id, ct))
            return Outcome.No("ALREADY_REVERSED");
        // What an order or a counter sold is undone there, with its money.
        if (old.Kind == LotEntryKind.Carried || old.Kind == LotEntryKind.Sold && old.SaleTxId is null)
            return Outcome.No("LOT_ENTRY_ELSEWHERE");
        if (old.Kind == LotEntryKind.In && await book.LeftAsync(lot.Id, ct) is var left && left < old.Qty)
            return LotRules.Left(left);
        if (!await book.MoveStockAsync(lot.VariantId, old.Kind == LotEntryKind.In ? -old.Qty : old.Qty, scope, ct))
            return Outcome.No("LOT_PROMISED");
        var reason = ShopRules.Clean(command.Reason)!;
        // The owner's part first: where she was paid out already, nothing of it is undone.
        var problem = await book.ReverseAsync(
            old,
            period,
            new LotEntryId(scope.Id.Value),
            NameUuid.Of(scope.Id.ToString(), "2"),
            reason,
            scope,
            ct
        );
        if (problem is null && old.SaleTxId is { } cash)
            problem = await ledger.ReverseAsync(new JournalTxId(cash), scope.Id.Value, reason, scope, ct);
        return problem is null ? new Outcome.Done { Subject = scope.Id.Value } : new Outcome.Refused([problem]);
    }
}
