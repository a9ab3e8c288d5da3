using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Ledger.Custody;

namespace Jisr.Ledger.Goods;

/// <summary>A prize or grant in kind arrives at a custodian, for her to whom it is owed.</summary>
/// <param name="Quantity">In the smallest parts of the item: 3 boxes at scale 0 are 3.</param>
internal sealed record TakeGoods(Guid ItemId, Guid CustodianId, Guid PartyId, long Quantity) : ICommand
{
    public static string Kind => "goods.take";
}

internal sealed class TakeGoodsHandler(CustodianReach reach, GoodsMoves moves) : IHandle<TakeGoods>
{
    public Task<Reach> ReachAsync(TakeGoods command, CommandScope scope, CancellationToken ct) =>
        reach.UnitAsync(command.CustodianId, ct);

    public void Check(TakeGoods command, Problems problems, CommandScope scope) =>
        GoodsMoves.Check(problems, command.Quantity);

    public async Task<Outcome> HandleAsync(TakeGoods command, CommandScope scope, CancellationToken ct)
    {
        var at = (await reach.FindAsync(command.CustodianId, ct))!;
        var (problem, _) = await moves.PostAsync(
            "goods.in",
            command.ItemId,
            at,
            command.PartyId,
            command.Quantity,
            scope,
            ct
        );
        return problem is null ? new Outcome.Done { Subject = scope.Id.Value } : new Outcome.Refused([problem]);
    }
}
