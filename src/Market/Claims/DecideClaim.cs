using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Market.Orders;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Claims;

/// <summary>The seller says what comes of a complaint, and why.</summary>
/// <param name="Amount">Minor units that are made good; null for what the goods cost.</param>
internal sealed record DecideClaim(Guid ClaimId, Remedy Decision, string Reason, long? Amount = null) : ICommand
{
    public static string Kind => "claim.decide";
}

/// <summary>The association says what comes of a complaint that was passed on to it. That stands.</summary>
/// <param name="Amount">Minor units that are made good; null for what the goods cost.</param>
internal sealed record JudgeClaim(Guid ClaimId, Remedy Decision, string Reason, long? Amount = null) : ICommand
{
    public static string Kind => "claim.judge";
}

internal sealed class DecideClaimHandler(JisrDb db, ClaimBook book, SellerFacts facts)
    : IHandle<DecideClaim>,
        IHandle<JudgeClaim>
{
    public Task<Reach> ReachAsync(DecideClaim command, CommandScope scope, CancellationToken ct) =>
        ClaimReach.OfSellerAsync(db, command.ClaimId, scope.Actor, ct);

    public Task<Reach> ReachAsync(JudgeClaim command, CommandScope scope, CancellationToken ct) =>
        ClaimReach.OfAssociationAsync(db, facts, command.ClaimId, scope.Actor, ct);

    public void Check(DecideClaim command, Problems problems, CommandScope scope) =>
        new Verdict(command.Decision, command.Reason, command.Amount).Check(problems);

    public void Check(JudgeClaim command, Problems problems, CommandScope scope) =>
        new Verdict(command.Decision, command.Reason, command.Amount).Check(problems);

    public Task<Outcome> HandleAsync(DecideClaim command, CommandScope scope, CancellationToken ct) =>
        DecideAsync(
            command.ClaimId,
            ClaimState.Open,
            new Verdict(command.Decision, command.Reason, command.Amount),
            scope,
            ct
        );

    public Task<Outcome> HandleAsync(JudgeClaim command, CommandScope scope, CancellationToken ct) =>
        DecideAsync(
            command.ClaimId,
            ClaimState.PassedOn,
            new Verdict(command.Decision, command.Reason, command.Amount),
            scope,
            ct
        );

    private async Task<Outcome> DecideAsync(
        Guid id,
        ClaimState from,
        Verdict verdict,
        CommandScope scope,
        CancellationToken ct
    )
    {
        var (claim, order, shop) = await book.LockAsync(id, ct);
        if (claim.State != from)
            return Outcome.No("CLAIM_MOVED_ON");
        claim.IsByAssociation = from == ClaimState.PassedOn;
        return await book.DecideAsync(claim, order, shop, verdict, scope, ct) is { } problem
            ? new Outcome.Refused([problem])
            : ClaimReach.Done(claim, order);
    }
}

/// <summary>Whose a claim is, and what its commands answer.</summary>
internal static class ClaimReach
{
    public static Task<Reach> OfSellerAsync(JisrDb db, Guid claim, Actor actor, CancellationToken ct) =>
        ReadAsync(db, claim, order => ShopReach.OfOrderAsync(db, order, actor, ct), ct);

    public static Task<Reach> OfBuyerAsync(JisrDb db, Guid claim, string? token, CancellationToken ct) =>
        ReadAsync(db, claim, order => ShopReach.OfItsBuyerAsync(db, o => o.Id == order, token, ct), ct);

    public static Task<Reach> OfAssociationAsync(
        JisrDb db,
        SellerFacts facts,
        Guid claim,
        Actor actor,
        CancellationToken ct
    ) => ReadAsync(db, claim, order => ShopReach.OfAssociationAsync(db, facts, o => o.Id == order, actor, ct), ct);

    public static Outcome Done(Claim claim, Order order) =>
        new Outcome.Done
        {
            Subject = claim.Id.Value,
            Version = claim.Version,
            Number = order.Code,
        };

    private static async Task<Reach> ReadAsync(
        JisrDb db,
        Guid claim,
        Func<OrderId, Task<Reach>> of,
        CancellationToken ct
    )
    {
        var id = new ClaimId(claim);
        return
            await db.Set<Claim>().Where(c => c.Id == id).Select(c => (OrderId?)c.OrderId).SingleOrDefaultAsync(ct)
                is { } order
            ? await of(order)
            : Reach.Missing;
    }
}
