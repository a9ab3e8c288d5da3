using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Market.Links;
using Jisr.Market.Orders;
using Jisr.Market.Products;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Claims;

/// <summary>The seller has handed over what was decided: the cash out of her purse, or other goods.</summary>
internal sealed record SettleClaim(Guid ClaimId) : ICommand
{
    public static string Kind => "claim.settle";
}

internal sealed class SettleClaimHandler(JisrDb db, ILedger ledger, ClaimBook book, Commissions commissions)
    : IHandle<SettleClaim>
{
    public Task<Reach> ReachAsync(SettleClaim command, CommandScope scope, CancellationToken ct) =>
        ClaimReach.OfSellerAsync(db, command.ClaimId, scope.Actor, ct);

    public async Task<Outcome> HandleAsync(SettleClaim command, CommandScope scope, CancellationToken ct)
    {
        var (claim, order, shop) = await book.LockAsync(command.ClaimId, ct);
        if (!claim.IsToBeSettled)
            return Outcome.No("CLAIM_MOVED_ON");
        if (claim.Decision == Remedy.Replace)
            await TakeFromStockAsync(claim, scope, ct);
        else if (await PayAsync(claim, order, shop, scope, ct) is { } problem)
            return new Outcome.Refused([problem]);
        scope.Stale(Tags.Shop(shop.Code));
        (claim.State, claim.SettledAt) = (ClaimState.Settled, scope.Now);
        claim.Version++;
        db.Add(OrderStory.Row(order.Id, "claim-settled", "seller", scope));
        return ClaimReach.Done(claim, order);
    }

    // What was kept for her may have gone into a later order meanwhile: that part she has had.
    private async Task<Problem?> PayAsync(Claim claim, Order order, Shop shop, CommandScope scope, CancellationToken ct)
    {
        var (payable, purse) = (OrderMoney.Payable(order), OrderMoney.Purse(shop, order.Currency));
        var kept = (await ledger.BalancesAsync([payable], ct)).GetValueOrDefault(payable);
        var pays = Math.Clamp(kept, 0, claim.CashDueMinor);
        if (pays == 0)
            return null;
        if (await OrderMoney.AvailableAsync(ledger, purse, ct) < pays)
            return new Problem("CLAIM_PURSE_EMPTY");
        claim.CashPaidMinor = pays;
        await commissions.MovedAsync(order.ContactId, scope, ct);
        return await ledger.PostAsync(
            new Posting(BookId.Platform, "payout.send", [Leg.Debit(payable, pays), Leg.Credit(purse, pays)])
            {
                Id = scope.Id.Value,
                SourceKind = "claim",
                SourceId = claim.Id.Value,
                Reason = "claim",
            },
            scope,
            ct
        );
    }

    // Other goods leave what she counted, as far as they were counted; what others reserved stays theirs.
    private async Task TakeFromStockAsync(Claim claim, CommandScope scope, CancellationToken ct)
    {
        var variant = await db.Set<OrderLine>()
            .Where(l => l.Id == claim.LineId)
            .Select(l => l.VariantId)
            .SingleAsync(ct);
        await db.Set<Variant>()
            .Where(v => v.Id == variant && v.Kind == SaleKind.Stock)
            .ExecuteUpdateAsync(
                s =>
                    s.SetProperty(
                        v => v.OnHand,
                        v => v.OnHand - v.Reserved >= claim.Qty ? v.OnHand - claim.Qty : v.Reserved
                    ),
                ct
            );
        var product = await db.Set<Variant>().Where(v => v.Id == variant).Select(v => v.ProductId).SingleAsync(ct);
        scope.Stale(Tags.Find, Tags.Product(product.Value));
    }
}
