using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;

namespace Jisr.Ledger.Transfers;

/// <summary>The far side has it and says so; it was not handed on yet. No money moves in the books.</summary>
internal sealed record AnnounceTransfer(Guid TransferId) : ICommand
{
    public static string Kind => "transfer.announce";
}

internal sealed class AnnounceTransferHandler(TransferSteps steps) : IHandle<AnnounceTransfer>
{
    public Task<Reach> ReachAsync(AnnounceTransfer command, CommandScope scope, CancellationToken ct) =>
        steps.ReceiverAsync(command.TransferId, ct);

    public async Task<Outcome> HandleAsync(AnnounceTransfer command, CommandScope scope, CancellationToken ct)
    {
        var row = await steps.LockAsync(command.TransferId, ct);
        if (!row.MayBecome(Transfer.Available))
            return Outcome.No("STEP_NOT_POSSIBLE");
        (row.State, row.AvailableAt) = (Transfer.Available, scope.Now);
        row.Version++;
        return new Outcome.Done { Subject = row.Id, Version = row.Version };
    }
}
