using Jisr.Contracts.Ledger;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Values;
using Jisr.Market.Products;
using Jisr.Market.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Market.Orders;

/// <summary>The rate of an order is over and another is in force: what it would cost by that is proposed to its buyer.
/// Until she says yes the frozen one holds (market.md MK22).</summary>
internal sealed class RateQuestion
{
    public required Guid Id { get; init; }
    public required OrderId OrderId { get; init; }

    /// <summary>The rate that is proposed.</summary>
    public required Guid RateId { get; init; }

    /// <summary>The order's total, minor units, at its own rate and at the new one.</summary>
    public required long From { get; init; }
    public required long To { get; init; }
    public required DateTimeOffset At { get; init; }
    public BuyerAnswer Answer { get; set; } = BuyerAnswer.Asked;
    public DateTimeOffset? AnsweredAt { get; set; }
}

internal sealed class RateQuestionTable : IEntityTypeConfiguration<RateQuestion>
{
    public void Configure(EntityTypeBuilder<RateQuestion> table)
    {
        table.ToTable("market_rate_question");
        table.HasKey(q => q.Id);
        table.Property(q => q.Answer).AsCode();
        table.HasOne<Order>().WithMany().HasForeignKey(q => q.OrderId);
        table.HasIndex(q => new { q.OrderId, q.RateId }).IsUnique();
    }
}

/// <summary>Proposes new rates for orders whose own are over, and reckons what they would make of an order.</summary>
internal sealed class RateQuestions(JisrDb db, IRates rates)
{
    /// <summary>Asks the buyers of those orders whose rate is over and whose goods would cost otherwise now; says how many.</summary>
    public async Task<int> AskAsync(IReadOnlyList<Order> orders, CommandScope scope, CancellationToken ct)
    {
        var asked = 0;
        foreach (var order in orders.Where(o => o.RateId is not null && o.ValidUntil < scope.Now))
        {
            if (await rates.FindAsync(order.RateId!.Value, ct) is not { } old)
                continue;
            if (await rates.InForceAsync(old.Base, old.Quote, ct) is not { } now || now.ValueE8 == old.ValueE8)
                continue;
            // Asked once for each rate, whatever she answered.
            if (await db.Set<RateQuestion>().AnyAsync(q => q.OrderId == order.Id && q.RateId == now.Id, ct))
                continue;
            var change = (await LinesAsync(order, now, ct)).Sum(l =>
                l.Total - OrderGoods.WorthOf(l.Line, order.Total.Currency)
            );
            if (change == 0)
                continue;
            db.Add(
                new RateQuestion
                {
                    Id = NewId.Next(),
                    OrderId = order.Id,
                    RateId = now.Id,
                    From = order.TotalMinor,
                    To = order.TotalMinor + change,
                    At = scope.Now,
                }
            );
            db.Add(RunStory.Notice(order.Id, "rate-asked", scope));
            asked++;
        }
        return asked;
    }

    /// <summary>The lines that are priced in the rate's base, with what one and all of each would cost by it.</summary>
    public async Task<IReadOnlyList<(OrderLine Line, long Unit, long Total)>> LinesAsync(
        Order order,
        RateInfo rate,
        CancellationToken ct
    )
    {
        var rows = await (
            from l in db.Set<OrderLine>()
            join p in db.Set<PriceVersion>() on l.PriceId equals p.Id
            where l.OrderId == order.Id && p.Currency == rate.Base
            select new { Line = l, Price = p }
        ).ToListAsync(ct);
        return rows.ConvertAll(r =>
        {
            var unit = rate.Convert(r.Price.Money);
            var qty = order.OwedTxId is null && order.IsOfRun ? r.Line.Asked : r.Line.Given - r.Line.WrittenOff;
            return (r.Line, unit.Minor, unit.Times(new Quantity(qty)).Minor);
        });
    }
}
