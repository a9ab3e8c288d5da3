using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Feedbacks;

/// <summary>The seller answers what a buyer said, once.</summary>
internal sealed record AnswerFeedback(Guid FeedbackId, string Text) : ICommand
{
    public static string Kind => "feedback.answer";
}

internal sealed class AnswerFeedbackHandler(JisrDb db, PublicWords words) : IHandle<AnswerFeedback>
{
    public async Task<Reach> ReachAsync(AnswerFeedback command, CommandScope scope, CancellationToken ct)
    {
        var id = new FeedbackId(command.FeedbackId);
        return
            await db.Set<Feedback>().Where(f => f.Id == id).Select(f => (ShopId?)f.ShopId).SingleOrDefaultAsync(ct)
                is { } shop
            ? await ShopReach.OfShopAsync(db, shop, scope.Actor, ct)
            : Reach.Missing;
    }

    public void Check(AnswerFeedback command, Problems problems, CommandScope scope) =>
        problems.Text("answer", command.Text, Feedback.MostText);

    public async Task<Outcome> HandleAsync(AnswerFeedback command, CommandScope scope, CancellationToken ct)
    {
        await db.Storage.LockRowAsync(db, Feedback.Table, "id", command.FeedbackId, ct);
        var id = new FeedbackId(command.FeedbackId);
        var feedback = await db.Set<Feedback>().SingleAsync(f => f.Id == id, ct);
        if (feedback.AnsweredAt is not null)
            return Outcome.No("FEEDBACK_ANSWERED");
        (feedback.Answer, feedback.AnsweredAt) = (words.Read(command.Text), scope.Now);
        scope.Stale(
            Tags.Shop(await db.Set<Shop>().Where(s => s.Id == feedback.ShopId).Select(s => s.Code).SingleAsync(ct))
        );
        return new Outcome.Done { Subject = command.FeedbackId };
    }
}
