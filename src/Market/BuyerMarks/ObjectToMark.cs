using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Sealing;
using Jisr.Market.Orders;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.BuyerMarks;

/// <summary>The buyer says that a note of the seller is not right, by the secret of her order; once.</summary>
internal sealed record ObjectToMark(Guid MarkId, string Text, string? Token = null) : ICommand
{
    public static string Kind => "mark.object";
}

internal sealed class ObjectToMarkHandler(JisrDb db, Sealer sealer) : IHandle<ObjectToMark>
{
    public async Task<Reach> ReachAsync(ObjectToMark command, CommandScope scope, CancellationToken ct)
    {
        var id = new BuyerMarkId(command.MarkId);
        return
            await db.Set<BuyerMark>().Where(m => m.Id == id).Select(m => (OrderId?)m.OrderId).SingleOrDefaultAsync(ct)
                is { } order
            ? await ShopReach.OfItsBuyerAsync(db, o => o.Id == order, command.Token, ct)
            : Reach.Missing;
    }

    public void Check(ObjectToMark command, Problems problems, CommandScope scope) =>
        problems.Text("text", command.Text, BuyerMark.MostWords);

    public async Task<Outcome> HandleAsync(ObjectToMark command, CommandScope scope, CancellationToken ct)
    {
        await db.Storage.LockRowAsync(db, BuyerMark.Table, "id", command.MarkId, ct);
        var id = new BuyerMarkId(command.MarkId);
        var mark = await db.Set<BuyerMark>().SingleAsync(m => m.Id == id, ct);
        if (mark.ObjectedAt is not null)
            return Outcome.No("OBJECTED_ALREADY");
        mark.ObjectedAt = scope.Now;
        mark.ObjectionSealed = sealer.Seal(
            ShopRules.Clean(command.Text)!,
            BuyerMark.Table,
            MarkSheets.Objection,
            command.MarkId
        );
        db.Add(OrderStory.Row(mark.OrderId, "objected", "buyer", scope));
        return new Outcome.Done { Subject = command.MarkId };
    }
}
