using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Market.Orders;
using Jisr.Market.Products;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Runs;

/// <summary>The seller asks a buyer who wants to be asked whether she would take another kind.</summary>
internal sealed record AskSubstitute(Guid LineId, string Sku) : ICommand
{
    public static string Kind => "substitute.ask";
}

/// <summary>The buyer says yes or no to another kind, by the secret of her order; or the seller writes down what she said.</summary>
internal sealed record AnswerSubstitute(Guid QuestionId, bool Yes, string? Token = null) : ICommand
{
    public static string Kind => "substitute.answer";
}

/// <summary>The seller takes a yes that came late.</summary>
internal sealed record AllowSubstitute(Guid QuestionId) : ICommand
{
    public static string Kind => "substitute.allow";
}

internal sealed class SubstituteHandler(JisrDb db, RunLines lines, BuyBook book)
    : IHandle<AskSubstitute>,
        IHandle<AnswerSubstitute>,
        IHandle<AllowSubstitute>
{
    public Task<Reach> ReachAsync(AskSubstitute command, CommandScope scope, CancellationToken ct) =>
        lines.ReachAsync(new OrderLineId(command.LineId), scope.Actor, ct);

    public Task<Reach> ReachAsync(AnswerSubstitute command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfOrderOrItsBuyerAsync(
            db,
            o =>
                db.Set<SubstituteQuestion>()
                    .Any(q =>
                        q.Id == command.QuestionId
                        && db.Set<OrderLine>().Any(l => l.Id == q.LineId && l.OrderId == o.Id)
                    ),
            command.Token,
            scope.Actor,
            ct
        );

    public async Task<Reach> ReachAsync(AllowSubstitute command, CommandScope scope, CancellationToken ct) =>
        await LineOfAsync(command.QuestionId, ct) is { } line
            ? await lines.ReachAsync(line, scope.Actor, ct)
            : Reach.Missing;

    public async Task<Outcome> HandleAsync(AskSubstitute command, CommandScope scope, CancellationToken ct)
    {
        var (run, line) = await lines.LockAsync(new OrderLineId(command.LineId), ct);
        if (run.Stage is not (RunStage.Open or RunStage.Closed or RunStage.Buying or RunStage.Sharing))
            return Outcome.No("RUN_MOVED_ON");
        if (line.Substitute != SubstituteRule.AskMe || line.ParentLineId is not null)
            return Outcome.No("NOT_TO_BE_ASKED", "line");
        if (await book.FindAsync(run, command.Sku, ct) is not { } variant || variant == line.VariantId)
            return Outcome.No("NOT_FOUND", "sku");
        var price = await (
            from v in db.Set<Variant>()
            join p in db.Set<PriceVersion>() on v.PriceId equals p.Id
            where v.Id == variant
            select p
        ).SingleAsync(ct);
        if (price.Currency != run.Currency)
            return Outcome.No("RATE_MISSING", "sku");
        if (await db.Set<SubstituteQuestion>().AnyAsync(q => q.LineId == line.Id && q.VariantId == variant, ct))
            return Outcome.No("ASKED_ALREADY", "sku");
        db.Add(
            new SubstituteQuestion
            {
                Id = scope.Id.Value,
                LineId = line.Id,
                VariantId = variant,
                UnitMinor = price.Minor,
                At = scope.Now,
            }
        );
        db.Add(RunStory.Notice(line.OrderId, "substitute-asked", scope));
        return new Outcome.Done { Subject = scope.Id.Value };
    }

    public async Task<Outcome> HandleAsync(AnswerSubstitute command, CommandScope scope, CancellationToken ct)
    {
        var (run, question) = await LockAsync(command.QuestionId, ct);
        if (
            question.Answer != BuyerAnswer.Asked
            || run.Stage is not (RunStage.Open or RunStage.Closed or RunStage.Buying or RunStage.Sharing)
        )
            return Outcome.No("RUN_MOVED_ON");
        (question.Answer, question.AnsweredAt) = (command.Yes ? BuyerAnswer.Yes : BuyerAnswer.No, scope.Now);
        // §6.4: by the time the runner leaves; no answer by then is a no.
        question.IsLate = run.Stage is RunStage.Buying or RunStage.Sharing;
        return new Outcome.Done { Subject = question.Id };
    }

    public async Task<Outcome> HandleAsync(AllowSubstitute command, CommandScope scope, CancellationToken ct)
    {
        var (run, question) = await LockAsync(command.QuestionId, ct);
        if (question.Answer != BuyerAnswer.Yes || run.Stage is not (RunStage.Buying or RunStage.Sharing))
            return Outcome.No("RUN_MOVED_ON");
        question.IsAllowed = true;
        return new Outcome.Done { Subject = question.Id };
    }

    private async Task<(Run Run, SubstituteQuestion Question)> LockAsync(Guid id, CancellationToken ct)
    {
        var (run, _) = await lines.LockAsync((await LineOfAsync(id, ct))!.Value, ct);
        return (run, await db.Set<SubstituteQuestion>().SingleAsync(q => q.Id == id, ct));
    }

    private Task<OrderLineId?> LineOfAsync(Guid question, CancellationToken ct) =>
        db.Set<SubstituteQuestion>()
            .Where(q => q.Id == question)
            .Select(q => (OrderLineId?)q.LineId)
            .SingleOrDefaultAsync(ct);
}
