using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Transfers;

/// <summary>K-1: the code is shown once to the sender and once to the far side. The answer does not hold it: the page
/// that was answered shows it, and no other.</summary>
internal sealed record RevealCode(Guid TransferId, bool ToSender) : ICommand
{
    public static string Kind => "transfer.reveal";
}

internal sealed class RevealCodeHandler(JisrDb db, TransferSteps steps) : IHandle<RevealCode>
{
    public async Task<Reach> ReachAsync(RevealCode command, CommandScope scope, CancellationToken ct)
    {
        if (!command.ToSender)
            return await steps.ReceiverAsync(command.TransferId, ct);
        // Only to her who sent it, not to all of her unit.
        var by = await db.Set<Transfer>()
            .Where(t => t.Id == command.TransferId)
            .Select(t => t.SentBy)
            .SingleOrDefaultAsync(ct);
        return by == scope.Actor.AccountId?.Value ? await steps.SenderAsync(command.TransferId, ct) : Reach.Missing;
    }

    public async Task<Outcome> HandleAsync(RevealCode command, CommandScope scope, CancellationToken ct)
    {
        var row = await steps.LockAsync(command.TransferId, ct);
        if (!Transfer.OnItsWay.Contains(row.State) || row.CodeSealed is null)
            return Outcome.No("STEP_NOT_POSSIBLE");
        if ((command.ToSender ? row.SenderSawCodeAt : row.PayeeSawCodeAt) is not null)
            return Outcome.No("CODE_SHOWN");
        // Who sent it has had her look; the far side is another person.
        if (!command.ToSender && row.SentBy == scope.Actor.AccountId?.Value)
            return Outcome.No("NEEDS_ANOTHER_PERSON");
        if (command.ToSender)
            row.SenderSawCodeAt = scope.Now;
        else
            row.PayeeSawCodeAt = scope.Now;
        row.Version++;
        return new Outcome.Done { Subject = row.Id, Version = row.Version };
    }
}
