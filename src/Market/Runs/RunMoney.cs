using Jisr.Contracts.Ledger;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Market.Orders;
using Jisr.Market.Shops;

namespace Jisr.Market.Runs;

/// <summary>What a run's money does in the books (market.md §7): the cost is the run's, the cash her purse's.</summary>
internal sealed class RunMoney(ILedger ledger)
{
    public static AccountRef Cost(Run run) => AccountRef.Cost(AccountOwner.Run, run.Id.Value, run.Currency);

    /// <summary>Goods: from the purse, on the stall's credit, or from the purse as far as it goes and her own money.</summary>
    public async Task<Problem?> BuyAsync(
        Run run,
        Shop shop,
        long paid,
        PaidBy by,
        StallId? stall,
        CommandScope scope,
        CancellationToken ct
    )
    {
        if (paid == 0)
            return null;
        var purse = OrderMoney.Purse(shop, run.Currency);
        var there = await ThereAsync(run, shop, ct);
        if (by == PaidBy.Purse && there < paid)
            return new Problem("PURSE_EMPTY", "paidBy");
        var cash = by == PaidBy.StallCredit ? 0 : Math.Clamp(there, 0, paid);
        var runner = scope.Actor.PartyId ?? shop.PartyId;
        var owed =
            by == PaidBy.StallCredit
                ? AccountRef.Payable(AccountOwner.Stall, stall!.Value.Value, run.Currency)
                : AccountRef.Payable(AccountOwner.Party, runner.Value, run.Currency);
        return await PostAsync(
            run,
            "market.buy",
            OrderMoney.Legs(Leg.Debit(Cost(run), paid), Leg.Credit(purse, cash), Leg.Credit(owed, paid - cash)),
            "",
            scope,
            ct
        );
    }

    /// <summary>True when the purse can pay it.</summary>
    public async Task<bool> HoldsAsync(Run run, Shop shop, long minor, CancellationToken ct) =>
        await ThereAsync(run, shop, ct) >= minor;

    private Task<long> ThereAsync(Run run, Shop shop, CancellationToken ct) =>
        OrderMoney.AvailableAsync(ledger, OrderMoney.Purse(shop, run.Currency), ct);

    /// <summary>The bus, bags: from the purse, and from a device that was without a line what is missing from her own money.</summary>
    public async Task<Problem?> SpendAsync(
        Run run,
        Shop shop,
        long minor,
        string what,
        CommandScope scope,
        CancellationToken ct
    )
    {
        var purse = OrderMoney.Purse(shop, run.Currency);
        var there = await ThereAsync(run, shop, ct);
        var cash = scope.Door == Door.Outbox ? Math.Clamp(there, 0, minor) : minor;
        var own = AccountRef.Payable(AccountOwner.Party, (scope.Actor.PartyId ?? shop.PartyId).Value, run.Currency);
        return there < cash
            ? new Problem("PURSE_EMPTY", "amount")
            : await PostAsync(
                run,
                // A cost of hers is of the closed list only as a buy.
                cash == minor
                    ? "market.expense"
                    : "market.buy",
                OrderMoney.Legs(Leg.Debit(Cost(run), minor), Leg.Credit(purse, cash), Leg.Credit(own, minor - cash)),
                what,
                scope,
                ct
            );
    }

    public Task<Problem?> UndoAsync(Guid posting, string? reason, CommandScope scope, CancellationToken ct) =>
        ledger.ReverseAsync(new JournalTxId(posting), scope.Id.Value, reason ?? "undo", scope, ct);

    private Task<Problem?> PostAsync(
        Run run,
        string kind,
        IReadOnlyList<Leg> legs,
        string reason,
        CommandScope scope,
        CancellationToken ct
    ) =>
        ledger.PostAsync(
            new Posting(BookId.Platform, kind, legs)
            {
                Id = scope.Id.Value,
                SourceKind = "run",
                SourceId = run.Id.Value,
                Reason = reason,
            },
            scope,
            ct
        );
}
