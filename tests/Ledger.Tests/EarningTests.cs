using Jisr.Contracts.Ledger;
using Jisr.Kernel.Ids;
using Jisr.Testing;
using static Jisr.Ledger.Tests.Teller;

namespace Jisr.Ledger.Tests;

/// <summary>G-3: what a member earned counts at cash; what she gave on her notebook is told apart.</summary>
public class EarningTests
{
    private static readonly PartyId Maker = new(Id(3));

    [Theory, Databases]
    public async Task G3_a_cash_sale_is_income_in_cash_and_its_reversal_takes_it_back(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var teller = new Teller(jisr);
        var sale = NewId.Next();
        var (_, scope) = await teller.PostWithEventsAsync(
            "sale.cash",
            sale,
            [Leg.Debit(Cash(1), 2500), Leg.Credit(Income(3), 2500)]
        );
        var earned = scope.Events.ShouldHaveSingleItem().ShouldBeOfType<IncomeReceived>();
        (earned.PartyId, earned.Detail, earned.AmountMinor, earned.AmountCurrency, earned.TakesBack).ShouldBe(
            (Maker, "cash", 2500, "TRY", false)
        );
        var (_, back) = await teller.ReverseWithEventsAsync(sale);
        var taken = back.Events.ShouldHaveSingleItem().ShouldBeOfType<IncomeReceived>();
        (taken.PartyId, taken.AmountMinor, taken.TakesBack, taken.SourceId).ShouldBe((Maker, 2500, true, sale));
    }

    [Theory, Databases]
    public async Task G3_a_notebook_sale_and_its_payment_are_told_apart(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var teller = new Teller(jisr);
        var (_, given) = await teller.PostWithEventsAsync(
            "credit.give",
            null,
            [Leg.Debit(Receivable(4), 900), Leg.Credit(Income(3), 900)]
        );
        given.Events.ShouldHaveSingleItem().Detail.ShouldBe("notebook");
        var (_, paid) = await teller.PostWithEventsAsync(
            "credit.pay",
            null,
            [Leg.Debit(Cash(1), 400), Leg.Credit(Receivable(4), 400)],
            earner: Maker
        );
        var cash = paid.Events.ShouldHaveSingleItem();
        (cash.PartyId, cash.Detail, cash.AmountMinor).ShouldBe((Maker, "cash", 400));
        (await teller.BalanceAsync(Receivable(4))).ShouldBe(500);
    }

    [Theory, Databases]
    public async Task A_payout_is_money_paid_out(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var teller = new Teller(jisr);
        await teller.PostAsync("contract.fund", null, [Leg.Debit(Cash(1), 900), Leg.Credit(Held(2), 900)]);
        await teller.PostAsync("contract.release", null, [Leg.Debit(Held(2), 900), Leg.Credit(Payable(3), 900)]);
        var (_, scope) = await teller.PostWithEventsAsync(
            "payout.send",
            null,
            [Leg.Debit(Payable(3), 600), Leg.Credit(Cash(1), 600)]
        );
        var paid = scope.Events.ShouldHaveSingleItem().ShouldBeOfType<MoneyPaidOut>();
        (paid.PartyId, paid.AmountMinor).ShouldBe((Maker, 600));
    }
}
