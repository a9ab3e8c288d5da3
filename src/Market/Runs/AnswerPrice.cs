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
    public Task<Reach> ReachAsync(AnswerPrice command, CommandScope scope, CancellationToken ct)
    {
        var id = new LineChangeId(command.ChangeId);
        return ShopReach.OfOrderOrItsBuyerAsync(
            db,
            o =>
                db.Set<LineChange>()
                    .Any(c => c.Id == id && db.Set<OrderLine>().Any(l => l.Id == c.LineId && l.OrderId == o.Id)),
            command.Token,
            scope.Actor,
            ct
        );
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
