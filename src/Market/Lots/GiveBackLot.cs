using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Market.Products;

namespace Jisr.Market.Lots;

/// <summary>Goods of a lot went back to their owner.</summary>
internal sealed record GiveBackLot(Guid LotId, long Qty) : ICommand
{
    public static string Kind => "lot.give-back";
}

/// <summary>Goods of a lot were lost, torn or spoiled. Where it is the holder's fault the owner is owed her price all the
/// same.</summary>
internal sealed record ShrinkLot(Guid LotId, long Qty, ShrinkFault Fault, string? Note = null) : ICommand
{
    public static string Kind => "lot.shrink";
}

internal sealed class LeaveLotHandler(JisrDb db, LotBook book) : IHandle<GiveBackLot>, IHandle<ShrinkLot>
{
    public Task<Reach> ReachAsync(GiveBackLot command, CommandScope scope, CancellationToken ct) =>
        LotReach.OfLotAsync(db, command.LotId, scope.Actor, ct);

    public Task<Reach> ReachAsync(ShrinkLot command, CommandScope scope, CancellationToken ct) =>
        LotReach.OfLotAsync(db, command.LotId, scope.Actor, ct);

    public void Check(GiveBackLot command, Problems problems, CommandScope scope) =>
        ProductRules.CheckQty(command.Qty, problems);

    public void Check(ShrinkLot command, Problems problems, CommandScope scope)
    {
        ProductRules.CheckQty(command.Qty, problems);
        problems.Text("note", command.Note, 200, required: false);
    }

    public Task<Outcome> HandleAsync(GiveBackLot command, CommandScope scope, CancellationToken ct) =>
        LeaveAsync(command.LotId, LotEntryKind.Back, command.Qty, null, null, scope, ct);

    public Task<Outcome> HandleAsync(ShrinkLot command, CommandScope scope, CancellationToken ct) =>
        LeaveAsync(command.LotId, LotEntryKind.Shrink, command.Qty, command.Fault, command.Note, scope, ct);

    private async Task<Outcome> LeaveAsync(
        Guid id,
        LotEntryKind kind,
        long qty,
        ShrinkFault? fault,
        string? note,
        CommandScope scope,
        CancellationToken ct
    )
    {
        var lot = await book.FindAsync(id, ct);
        var shop = await book.ShopAsync(lot, ct);
        return await book.LeaveAsync(lot, shop, scope.Id.Value, kind, qty, fault, note, scope, ct)
            ?? new Outcome.Done { Subject = scope.Id.Value };
    }
}
