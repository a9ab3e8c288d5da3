using Jisr.Contracts.Ledger;
using Jisr.Contracts.Market;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Values;
using Jisr.Market.Orders;
using Jisr.Market.Runs;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Claims;

/// <summary>What is decided of a complaint, whoever decides.</summary>
/// <param name="Amount">Minor units that are made good; null for what the goods cost.</param>
internal sealed record Verdict(Remedy Decision, string Reason, long? Amount)
{
    public void Check(Problems problems)
    {
        problems.Text("reason", Reason, Claim.MostReason);
        if (Amount is <= 0 or > 10_000_000_000_000)
            problems.Add("amount", "AMOUNT_RANGE");
    }
}

/// <summary>Carries out what was decided: money is made good in the books, the goods count as come back, the buyer is to be
/// told.</summary>
internal sealed class ClaimBook(JisrDb db, ILedger ledger, OrderDoor door, OrderGoods goods, SellerFacts facts)
{
    /// <summary>The notice a buyer is to be given.</summary>
    public const string Decided = "claim-decided";

    /// <summary>The claim with its order, held until the transaction ends.</summary>
    public async Task<(Claim Claim, Order Order, Shop Shop)> LockAsync(Guid claim, CancellationToken ct)
    {
        var id = new ClaimId(claim);
        var of = await db.Set<Claim>().Where(c => c.Id == id).Select(c => c.OrderId).SingleAsync(ct);
        var (order, shop) = await door.LockAsync(of, ct);
        return (await db.Set<Claim>().SingleAsync(c => c.Id == id, ct), order, shop);
    }

    /// <summary>What can be made good for so much of a line at most: what it cost, less what was made good for the line
    /// already.</summary>
    public async Task<Money> MostAsync(Claim claim, OrderLine line, Currency currency, CancellationToken ct)
    {
        var before = await db.Set<Claim>()
            .Where(c => c.LineId == line.Id && c.Id != claim.Id)
            .SumAsync(c => c.CreditMinor, ct);
        var whole = new Money(OrderGoods.WorthOf(line, currency), currency);
        var unit = new Money(line.FinalUnitMinor ?? line.UnitMinor, currency);
        var part =
            claim.Qty >= line.Delivered ? whole
            : unit.Times(new Quantity(line.Delivered)) == whole ? unit.Times(new Quantity(claim.Qty))
            : whole.Split([claim.Qty, line.Delivered - claim.Qty])[0];
        return new Money(Math.Max(0, Math.Min(part.Minor, whole.Minor - before)), currency);
    }

    public async Task<Problem?> DecideAsync(
        Claim claim,
        Order order,
        Shop shop,
        Verdict verdict,
        CommandScope scope,
        CancellationToken ct
    )
    {
        var isSecond = claim.Decision == Remedy.None;
        if (verdict.Decision is Remedy.RefundCash or Remedy.Credit)
        {
            if (await MakeGoodAsync(claim, order, shop, verdict.Amount, scope, ct) is { } problem)
                return problem;
        }
        (claim.Decision, claim.Reason) = (verdict.Decision, ShopRules.Clean(verdict.Reason));
        (claim.DecidedAt, claim.DecidedBy) = (scope.Now, scope.Actor.AccountId?.Value);
        claim.State = ClaimState.Decided;
        // Her credit is hers now; and where she only owed less there is no cash to give.
        if (verdict.Decision == Remedy.Credit || (verdict.Decision == Remedy.RefundCash && claim.CashDueMinor == 0))
            (claim.State, claim.SettledAt) = (ClaimState.Settled, scope.Now);
        claim.Version++;
        var by = claim.IsByAssociation ? "staff" : "seller";
        db.Add(OrderStory.Row(order.Id, Decided, by, scope, claim.Reason));
        db.Add(RunStory.Notice(order.Id, Decided, scope));
        // Its facts stand there.
        scope.Stale(Tags.Shop(shop.Code));
        await TellAsync(claim, order, shop, isSecond, scope, ct);
        return null;
    }

    // The cash she gets is what she had not owed anyway: the rest came off her notebook.
    private async Task<Problem?> MakeGoodAsync(
        Claim claim,
        Order order,
        Shop shop,
        long? amount,
        CommandScope scope,
        CancellationToken ct
    )
    {
        var line = await db.Set<OrderLine>().SingleAsync(l => l.Id == claim.LineId, ct);
        var most = await MostAsync(claim, line, order.Total.Currency, ct);
        var minor = amount ?? most.Minor;
        if (minor <= 0 || minor > most.Minor)
        {
            var problems = new Problems();
            problems.Add("amount", "CLAIM_AMOUNT", ("most", most));
            return problems[0];
        }
        var receivable = OrderMoney.Receivable(order);
        var owed = (await ledger.BalancesAsync([receivable], ct)).GetValueOrDefault(receivable);
        if (await goods.TakeOffAsync(order, shop, minor, scope.Id.Value, scope, ct) is { } problem)
            return problem;
        order.TotalMinor -= minor;
        order.Version++;
        claim.CreditMinor = minor;
        claim.CashDueMinor = minor - Math.Clamp(owed, 0, minor);
        // Of a wrong price nothing comes back.
        if (claim.Kind != ClaimKind.Price)
            line.Returned += claim.Qty;
        return null;
    }

    private async Task TellAsync(
        Claim claim,
        Order order,
        Shop shop,
        bool isSecond,
        CommandScope scope,
        CancellationToken ct
    )
    {
        var (unit, today) = await facts.OfAsync(shop.PartyId, ct);
        var what = new ClaimDecided
        {
            On = today,
            SourceId = claim.Id.Value,
            UnitId = unit,
            PlaceCode = shop.PlaceCode,
            PartyId = shop.PartyId,
        };
        // One complaint is decided once: the association's word stands in place of the seller's no.
        if (isSecond)
            scope.Publish(what with { Detail = Codes.Of(Remedy.None), TakesBack = true });
        scope.Publish(
            what with
            {
                Detail = Codes.Of(claim.Decision!.Value),
                AmountMinor = claim.CreditMinor > 0 ? claim.CreditMinor : null,
                AmountCurrency = claim.CreditMinor > 0 ? order.Currency : null,
            }
        );
    }
}
