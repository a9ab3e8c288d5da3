using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Market.Rounds;
using Jisr.Market.Runs;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Orders;

/// <summary>The buyer says yes or no to the rate of today, by the secret of her order; or the seller keeps the old one, or
/// writes down what she said.</summary>
internal sealed record AnswerRate(Guid QuestionId, bool Yes, string? Token = null) : ICommand
{
    public static string Kind => "rate.answer";
}

internal sealed class AnswerRateHandler(
    JisrDb db,
    IRates rates,
    RateQuestions questions,
    OrderDoor door,
    OrderGoods goods,
    RoundOrders rounds
) : IHandle<AnswerRate>
{
    public Task<Reach> ReachAsync(AnswerRate command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfOrderOrItsBuyerAsync(
            db,
            o => db.Set<RateQuestion>().Any(q => q.Id == command.QuestionId && q.OrderId == o.Id),
            command.Token,
            scope.Actor,
            ct
        );

    public async Task<Outcome> HandleAsync(AnswerRate command, CommandScope scope, CancellationToken ct)
    {
        var orderId = await db.Set<RateQuestion>()
            .Where(q => q.Id == command.QuestionId)
            .Select(q => q.OrderId)
            .SingleAsync(ct);
        var (order, shop) = await door.LockAsync(orderId, ct);
        var question = await db.Set<RateQuestion>().SingleAsync(q => q.Id == command.QuestionId, ct);
        if (question.Answer != BuyerAnswer.Asked || order.HasEnded || order.State == OrderState.Done)
            return Outcome.No("ORDER_MOVED_ON");
        (question.Answer, question.AnsweredAt) = (command.Yes ? BuyerAnswer.Yes : BuyerAnswer.No, scope.Now);
        if (command.Yes && await ChangeAsync(order, shop, question, scope, ct) is { } problem)
            return new Outcome.Refused([problem]);
        order.Version++;
        return new Outcome.Done
        {
            Subject = order.Id.Value,
            Version = order.Version,
            Number = order.Code,
        };
    }

    private async Task<Problem?> ChangeAsync(
        Order order,
        Shop shop,
        RateQuestion question,
        CommandScope scope,
        CancellationToken ct
    )
    {
        var rate = (await rates.FindAsync(question.RateId, ct))!;
        foreach (var (line, unit, total) in await questions.LinesAsync(order, rate, ct))
        {
            db.Add(
                new LineChange
                {
                    Id = Kernel.Ids.NewId.Of<LineChangeId>(),
                    LineId = line.Id,
                    Field = LineChange.Price,
                    From = line.FinalUnitMinor ?? line.UnitMinor,
                    To = unit,
                    Reason = ChangeReason.Rate,
                    At = scope.Now,
                    Answer = BuyerAnswer.Yes,
                    AnsweredAt = scope.Now,
                }
            );
            // Both she and the seller read what holds now; the price version keeps what it was agreed from.
            if (order.IsOfRun && order.OwedTxId is not null)
                (line.FinalUnitMinor, line.FinalTotalMinor) = (unit, total);
            else
                (line.UnitMinor, line.TotalMinor) = (unit, total);
        }
        var more = question.To - question.From;
        order.TotalMinor += more;
        (order.RateId, order.ValidUntil) = (rate.Id, rate.ValidUntil);
        if (order.OwedTxId is not null)
        {
            var problem =
                more > 0
                    ? await goods.OweAsync(order, shop, more, scope.Id.Value, scope, ct)
                    : await goods.TakeOffAsync(order, shop, -more, scope.Id.Value, scope, ct);
            if (problem is not null)
                return problem;
        }
        var stop = await db.Set<Stop>()
            .SingleOrDefaultAsync(s => s.OrderId == order.Id && s.Result == StopResult.Waiting, ct);
        if (stop is not null)
            stop.CashDueMinor = (await rounds.DueAsync([order], ct))[order.Id];
        return null;
    }
}
