using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Market.Orders;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Feedbacks;

/// <summary>The buyer says how she found a line that reached her, by the secret of her order: once, within 60 days.</summary>
internal sealed record GiveFeedback(Guid LineId, Grade Grade, string? Text = null, string? Token = null) : ICommand
{
    public static string Kind => "feedback.give";
}

internal sealed class GiveFeedbackHandler(JisrDb db, PublicWords words) : IHandle<GiveFeedback>
{
    public Task<Reach> ReachAsync(GiveFeedback command, CommandScope scope, CancellationToken ct)
    {
        var id = new OrderLineId(command.LineId);
        return ShopReach.OfItsBuyerAsync(
            db,
            o => db.Set<OrderLine>().Any(l => l.Id == id && l.OrderId == o.Id),
            command.Token,
            ct
        );
    }

    public void Check(GiveFeedback command, Problems problems, CommandScope scope) =>
        problems.Text("text", command.Text, Feedback.MostText, required: false);

    public async Task<Outcome> HandleAsync(GiveFeedback command, CommandScope scope, CancellationToken ct)
    {
        var id = new OrderLineId(command.LineId);
        var of = await db.Set<OrderLine>().Where(l => l.Id == id).Select(l => l.OrderId).SingleAsync(ct);
        // Two taps take turns: what is said is said once.
        await db.Storage.LockRowAsync(db, "market_order", "id", of.Value, ct);
        var found = await (
            from l in db.Set<OrderLine>()
            join o in db.Set<Order>() on l.OrderId equals o.Id
            join s in db.Set<Shop>() on o.ShopId equals s.Id
            where l.Id == id
            select new
            {
                l.Delivered,
                o.DeliveredAt,
                Shop = s.Id,
                s.Code,
                IsSaid = db.Set<Feedback>().Any(f => f.LineId == l.Id),
            }
        ).SingleAsync(ct);
        if (found.Delivered == 0 || found.DeliveredAt is not { } at)
            return Outcome.No("FEEDBACK_NOT_DELIVERED");
        if (scope.Now > at.AddDays(FeedbackFront.Days))
            return Outcome.No("FEEDBACK_LATE");
        if (found.IsSaid)
            return Outcome.No("FEEDBACK_ONCE");
        db.Add(
            new Feedback
            {
                Id = new FeedbackId(scope.Id.Value),
                ShopId = found.Shop,
                LineId = id,
                Grade = command.Grade,
                Text = words.Read(command.Text),
                At = scope.Now,
            }
        );
        scope.Stale(Tags.Shop(found.Code));
        return new Outcome.Done { Subject = scope.Id.Value };
    }
}
