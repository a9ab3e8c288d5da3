using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.CloudApi;

/// <summary>What became of one try to send a word.</summary>
internal sealed record NoteSending(Guid WordId, string? WaId, int? ErrorCode, string? ErrorText) : ICommand
{
    public static string Kind => "whatsapp.note-sending";
}

internal sealed class NoteSendingHandler(JisrDb db, WordsToBuyer words) : IHandle<NoteSending>
{
    public Task<Reach> ReachAsync(NoteSending command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(Reach.Held(false));

    public async Task<Outcome> HandleAsync(NoteSending command, CommandScope scope, CancellationToken ct)
    {
        var word = await db.Set<WaWord>().SingleAsync(w => w.Id == command.WordId, ct);
        if (command.WaId is { } id)
        {
            word.WaId = id;
            // A status may have been quicker than the answer.
            if (word.State is WordState.Queued or WordState.Sending)
                word.State = WordState.Sent;
        }
        else
            await words.FailAsync(word, command.ErrorCode, command.ErrorText, scope, ct);
        return new Outcome.Done { Subject = word.Id };
    }
}
