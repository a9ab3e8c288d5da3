using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Market.Orders;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Runs;

/// <summary>The buyer says yes or no to a price above what she agreed to, by the secret of her order; or the seller writes
/// down what she said.</summary>
internal sealed record AnswerPrice(Guid ChangeId, bool Yes, string? Token = null) : ICommand
{
    public static string Kind => "price.answer";
}

internal sealed class AnswerPriceHandler(JisrDb db, RunLines lines) : IHandle<AnswerPrice>
{
    public async Task<Reach> ReachAsync(AnswerPrice command, CommandScope scope, CancellationToken ct)
    {
        var id = new LineChangeId(command.ChangeId);
        var found = await (
            from c in db.Set<LineChange>()
            join l in db.Set<OrderLine>() on c.LineId equals l.Id
            join o in db.Set<Order>() on l.OrderId equals o.Id
            join s in db.Set<Shop>() on o.ShopId equals s.Id
            where c.Id == id
            select new { o.TokenHash, s.PartyId }
        ).SingleOrDefaultAsync(ct);
        return found is null
            ? Reach.Missing
            : Reach.Held(OrderToken.Fits(found.TokenHash, command.Token) || scope.Actor.Is(found.PartyId));
    }

    public async Task<Outcome> HandleAsync(AnswerPrice command, CommandScope scope, CancellationToken ct)
    {
        var id = new LineChangeId(command.ChangeId);
        var lineId = await db.Set<LineChange>().Where(c => c.Id == id).Select(c => c.LineId).SingleAsync(ct);
        var (run, line) = await lines.LockAsync(lineId, ct);
        var change = await db.Set<LineChange>().SingleAsync(c => c.Id == id, ct);
        if (change.Answer != BuyerAnswer.Asked || run.Stage is not (RunStage.Buying or RunStage.Sharing))
            return Outcome.No("RUN_MOVED_ON");
        change.Answer = command.Yes ? BuyerAnswer.Yes : BuyerAnswer.No;
        change.AnsweredAt = scope.Now;
        if (command.Yes)
            (line.FinalUnitMinor, line.FinalTotalMinor) = (change.To, null);
        return new Outcome.Done { Subject = lineId.Value };
    }
}
