using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Events;
using Jisr.Kernel.Ids;
using Jisr.Market.Orders;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Links;

/// <summary>Cash of a buyer came or went, or what she owes became another sum; among her orders is one that was brought.</summary>
internal sealed record BuyerMoneyMoved(Guid ContactId) : IMessage
{
    public static string Name => "market.buyer-money-moved";
}

/// <summary>A commission is seven days old; said for the promoter and the currency.</summary>
internal sealed record CommissionDue(Guid PromoterId, string Currency) : IMessage
{
    public static string Name => "market.commission-due";
}

/// <summary>Asks that the commissions of a buyer's orders be reckoned again after the commit.</summary>
internal sealed class Commissions(JisrDb db)
{
    public Task MovedAsync(ContactId buyer, CommandScope scope, CancellationToken ct) => MovedAsync([buyer], scope, ct);

    public async Task MovedAsync(IReadOnlyCollection<ContactId> buyers, CommandScope scope, CancellationToken ct)
    {
        var brought = await (
            from b in db.Set<BroughtOrder>()
            join o in db.Set<Order>() on b.OrderId equals o.Id
            where buyers.Contains(o.ContactId)
            select o.ContactId
        )
            .Distinct()
            .ToListAsync(ct);
        foreach (var buyer in brought)
            scope.Later(new BuyerMoneyMoved(buyer.Value), orderKey: buyer.ToString());
    }
}

/// <summary>Sends the program's own commands. One that is refused is tried again, and shown to the operator in the end:
/// a promoter's money is not lost on the way.</summary>
internal sealed class CommissionClock(CommandPipeline pipeline) : IReact<BuyerMoneyMoved>, IReact<CommissionDue>
{
    public Task ReactAsync(BuyerMoneyMoved message, Guid messageId, CancellationToken ct) =>
        SendAsync(messageId, new ReckonCommission(message.ContactId), ct);

    public Task ReactAsync(CommissionDue message, Guid messageId, CancellationToken ct) =>
        SendAsync(messageId, new MatureCommission(message.PromoterId, message.Currency), ct);

    private async Task SendAsync<TCommand>(Guid id, TCommand command, CancellationToken ct)
        where TCommand : ICommand
    {
        var envelope = new Envelope<TCommand>(new CommandId(id), command);
        var answer = await pipeline.SendAsync(envelope, Actor.System, Door.System, ct);
        if (!answer.IsDone)
            throw new InvalidOperationException(
                TCommand.Kind + ": " + string.Join(' ', answer.Reasons.Select(r => r.Code))
            );
    }
}
