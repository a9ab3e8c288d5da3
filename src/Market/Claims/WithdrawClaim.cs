using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Market.Orders;

namespace Jisr.Market.Claims;

/// <summary>The buyer takes back what she said was wrong, before it is decided.</summary>
internal sealed record WithdrawClaim(Guid ClaimId, string? Token = null) : ICommand
{
    public static string Kind => "claim.withdraw";
}

/// <summary>The seller said no: the buyer asks the association.</summary>
internal sealed record PassOnClaim(Guid ClaimId, string? Token = null) : ICommand
{
    public static string Kind => "claim.pass-on";
}

internal sealed class WithdrawClaimHandler(JisrDb db, ClaimBook book) : IHandle<WithdrawClaim>, IHandle<PassOnClaim>
{
    public Task<Reach> ReachAsync(WithdrawClaim command, CommandScope scope, CancellationToken ct) =>
        ClaimReach.OfBuyerAsync(db, command.ClaimId, command.Token, ct);

    public Task<Reach> ReachAsync(PassOnClaim command, CommandScope scope, CancellationToken ct) =>
        ClaimReach.OfBuyerAsync(db, command.ClaimId, command.Token, ct);

    public async Task<Outcome> HandleAsync(WithdrawClaim command, CommandScope scope, CancellationToken ct)
    {
        var (claim, order, _) = await book.LockAsync(command.ClaimId, ct);
        if (claim.State != ClaimState.Open)
            return Outcome.No("CLAIM_MOVED_ON");
        claim.State = ClaimState.Withdrawn;
        claim.Version++;
        db.Add(OrderStory.Row(order.Id, "claim-withdrawn", "buyer", scope));
        return ClaimReach.Done(claim, order);
    }

    public async Task<Outcome> HandleAsync(PassOnClaim command, CommandScope scope, CancellationToken ct)
    {
        var (claim, order, _) = await book.LockAsync(command.ClaimId, ct);
        if (!claim.MayBePassedOn)
            return Outcome.No("CLAIM_MOVED_ON");
        (claim.State, claim.PassedOnAt) = (ClaimState.PassedOn, scope.Now);
        claim.Version++;
        db.Add(OrderStory.Row(order.Id, "claim-passed-on", "buyer", scope));
        return ClaimReach.Done(claim, order);
    }
}
