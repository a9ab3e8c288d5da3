using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Events;
using Jisr.Kernel.Ids;
using Jisr.Market.Runs;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.CloudApi;

/// <summary>How far a message of ours came. No order is promised: «read» may come before «delivered».</summary>
internal sealed record TakeStatus(InStatus Status) : ICommand
{
    public static string Kind => "whatsapp.take-status";
}

internal sealed class TakeStatusHandler(JisrDb db, WordsToBuyer words) : IHandle<TakeStatus>
{
    public Task<Reach> ReachAsync(TakeStatus command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(Reach.Held(false));

    public async Task<Outcome> HandleAsync(TakeStatus command, CommandScope scope, CancellationToken ct)
    {
        var status = command.Status;
        db.Add(
            new WaStatus
            {
                Id = NewId.Next(),
                WaId = status.Id,
                Status = status.Status,
                At = status.At,
                ErrorCode = status.ErrorCode,
            }
        );
        var own = Guid.TryParse(status.Callback, out var id) ? id : Guid.Empty;
        var word = await db.Set<WaWord>()
            .Where(w => w.WaId == status.Id || w.Id == own)
            .OrderBy(w => w.Id)
            .FirstOrDefaultAsync(ct);
        if (word is null)
            return new Outcome.Done();
        word.WaId ??= status.Id;
        if (status.Status == "failed")
            await words.FailAsync(word, status.ErrorCode, status.ErrorText, scope, ct);
        else if (Step(status.Status) is { } step && Rises(word.State, step))
            word.State = step;
        return new Outcome.Done { Subject = word.Id };
    }

    // What is shown only rises; of a failed one only an arrival is believed.
    private static bool Rises(WordState now, WordState step) =>
        now <= WordState.Played ? step > now : now == WordState.Failed && step >= WordState.Delivered;

    private static WordState? Step(string status) =>
        status switch
        {
            "sent" => WordState.Sent,
            "delivered" => WordState.Delivered,
            "read" => WordState.Read,
            "played" => WordState.Played,
            _ => null,
        };
}

/// <summary>A buyer pressed yes or no under a question of ours.</summary>
internal sealed record BuyerAnswered(Guid ChangeId, bool Yes) : IMessage
{
    public static string Name => "market.buyer-answered";
}

internal sealed class NoteAnswers(CommandPipeline pipeline) : IReact<BuyerAnswered>
{
    public Task ReactAsync(BuyerAnswered message, Guid messageId, CancellationToken ct) =>
        pipeline.SendAsync(
            new Envelope<AnswerPrice>(new CommandId(messageId), new AnswerPrice(message.ChangeId, message.Yes)),
            Actor.System,
            Door.Whatsapp,
            ct
        );
}
