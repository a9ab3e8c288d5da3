using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Text;
using Jisr.Ledger.Receipts;

namespace Jisr.Ledger.Payouts;

/// <summary>The payee has it: she says so herself, or the payment verifier has her signature or a witness.</summary>
/// <param name="How">pin, signature-photo or witness; from her own account it is her PIN.</param>
/// <param name="Reference">For a wallet or bank: the number as her side shows it.</param>
internal sealed record ConfirmPayout(Guid PayoutId, string How, string? Reference = null) : ICommand
{
    public static string Kind => "payout.confirm";
}

internal sealed class ConfirmPayoutHandler(PayoutSteps steps) : IHandle<ConfirmPayout>
{
    public Task<Reach> ReachAsync(ConfirmPayout command, CommandScope scope, CancellationToken ct) =>
        steps.EitherAsync(command.PayoutId, ct);

    public void Check(ConfirmPayout command, Problems problems, CommandScope scope)
    {
        if (!Receipt.Ways.Contains(command.How))
            problems.Add("how", "CHOICE_UNKNOWN");
    }

    public async Task<Outcome> HandleAsync(ConfirmPayout command, CommandScope scope, CancellationToken ct)
    {
        var row = await steps.LockAsync(command.PayoutId, ct);
        // What is on its way is confirmed at the transfer.
        if (row.State != Payout.Sent || row.TransferId is not null)
            return Outcome.No("STEP_NOT_POSSIBLE");
        var isHers = scope.Actor.Is(row.PayeeId);
        if (!isHers && command.How == Receipt.Pin)
            return Outcome.No("PIN_IS_HERS", "how");
        if (!isHers && scope.Actor.AccountId?.Value == row.SentBy)
            return Outcome.No("NEEDS_ANOTHER_PERSON");
        if (row.Reference is not null && Plain(command.Reference) != Plain(row.Reference))
            return Outcome.No("REFERENCE_DIFFERS", "reference");
        await steps.EndAsync(row, isHers ? Receipt.Pin : command.How, scope, ct);
        return new Outcome.Done { Subject = row.Id, Version = row.Version };
    }

    private static string Plain(string? reference) =>
        ArabicText
            .AsciiDigits(ArabicText.StripInvisible(reference ?? ""))
            .Replace(" ", "", StringComparison.Ordinal)
            .ToUpperInvariant();
}
