using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Ledger.Custody;
using Jisr.Ledger.Receipts;

namespace Jisr.Ledger.Goods;

/// <summary>She gets what she won or was granted; a receipt begins, with the yes of who hands it over.</summary>
/// <param name="Quantity">In the smallest parts of the item.</param>
internal sealed record HandOverGoods(Guid ItemId, Guid CustodianId, Guid PartyId, long Quantity, string? PaperNo = null)
    : ICommand
{
    public static string Kind => "goods.hand-over";
}

internal sealed class HandOverGoodsHandler(JisrDb db, CustodianReach reach, PaperNumbers papers, GoodsMoves moves)
    : IHandle<HandOverGoods>
{
    public Task<Reach> ReachAsync(HandOverGoods command, CommandScope scope, CancellationToken ct) =>
        reach.UnitAsync(command.CustodianId, ct);

    public void Check(HandOverGoods command, Problems problems, CommandScope scope)
    {
        GoodsMoves.Check(problems, command.Quantity);
        PaperNumbers.Check(problems, command.PaperNo);
    }

    public async Task<Outcome> HandleAsync(HandOverGoods command, CommandScope scope, CancellationToken ct)
    {
        var at = (await reach.FindAsync(command.CustodianId, ct))!;
        var (paper, used) = await papers.ReadAsync(command.PaperNo, at.BookId, scope.Id.Value, ct);
        if (used is not null)
            return new Outcome.Refused([used]);
        var (problem, item) = await moves.PostAsync(
            "goods.handOver",
            command.ItemId,
            at,
            command.PartyId,
            command.Quantity,
            scope,
            ct
        );
        if (problem is not null)
            return new Outcome.Refused([problem]);
        db.Add(
            new Receipt
            {
                Id = scope.Id.Value,
                TxId = new JournalTxId(scope.Id.Value),
                BookId = at.BookId,
                UnitId = at.UnitId,
                PayeeId = new PartyId(command.PartyId),
                SourceKind = "goods",
                SourceId = item!.Id,
                PaperNo = paper,
                PayerConfirm = Receipt.Pin,
                PayerBy = scope.Actor.AccountId?.Value,
                PayerAt = scope.Now,
                At = scope.Now,
            }
        );
        return new Outcome.Done { Subject = scope.Id.Value };
    }
}
