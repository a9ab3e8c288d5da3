using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Ledger.Receipts;

namespace Jisr.Ledger.Transfers;

/// <summary>It was collected, proved by its code or by a numbered paper receipt.</summary>
internal sealed record CollectTransfer(Guid TransferId, string? Code, string? PaperNo) : ICommand
{
    public static string Kind => "transfer.collect";
}

internal sealed class CollectTransferHandler(TransferSteps steps, TransferCode codes) : IHandle<CollectTransfer>
{
    public Task<Reach> ReachAsync(CollectTransfer command, CommandScope scope, CancellationToken ct) =>
        steps.ReceiverAsync(command.TransferId, ct);

    public void Check(CollectTransfer command, Problems problems, CommandScope scope)
    {
        PaperNumbers.Check(problems, command.PaperNo);
        if (string.IsNullOrWhiteSpace(command.Code) && string.IsNullOrWhiteSpace(command.PaperNo))
            problems.Add("code", "PROOF_MISSING");
    }

    public async Task<Outcome> HandleAsync(CollectTransfer command, CommandScope scope, CancellationToken ct)
    {
        var row = await steps.LockAsync(command.TransferId, ct);
        if (!row.MayBecome(Transfer.Collected))
            return Outcome.No("STEP_NOT_POSSIBLE");
        var byCode = !string.IsNullOrWhiteSpace(command.Code);
        if (byCode && !codes.IsRight(row, command.Code!))
            return Outcome.No("CODE_WRONG", "code");
        (row.State, row.CollectedAt) = (Transfer.Collected, scope.Now);
        row.Proof = byCode ? "code" : "paper";
        row.PaperNo = command.PaperNo?.Trim();
        row.Version++;
        return new Outcome.Done { Subject = row.Id, Version = row.Version };
    }
}
