using Jisr.Contracts.Ledger;
using Jisr.Contracts.Market;
using Jisr.Kernel.Ids;
using Jisr.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Jisr.Ledger.Tests.Teller;

namespace Jisr.Ledger.Tests;

/// <summary>Cash is counted: an association's box by two people, her own purse by a woman alone (ledger.md §11).</summary>
public class CountTests
{
    private const string Old = "SYP-1";

    [Theory, Databases]
    public async Task LA10_a_count_of_an_associations_box_needs_a_second_person_and_its_difference_goes_to_suspense(
        string database
    )
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var house = await Association.StartAsync(jisr);
        var box = await house.CustodianAsync();
        await house.FillAsync(box, 12_500, Old);
        var count = await CountAsync(house, box, 12_000);
        (await house.CodeAsync(house.Payer, "count.confirm", new { countId = count, reason = "short" })).ShouldBe(
            "NEEDS_ANOTHER_PERSON"
        );
        (await house.CodeAsync(house.SecondPayer, "count.confirm", new { countId = count })).ShouldBe("REQUIRED");
        await house.DoneAsync(house.SecondPayer, "count.confirm", new { countId = count, reason = "short" });
        (await house.CashAsync(box, Old)).ShouldBe(12_000);
        (await house.Teller.BalanceAsync(AccountRef.Suspense(box, Old))).ShouldBe(500);
        (await house.TasksAsync("suspense")).ShouldBe(1);
        (await jisr.TextAsync("SELECT anchor FROM ledger_cash_count"))!.Length.ShouldBe(64);
        await house.HoldsAsync();
    }

    [Theory, Databases]
    public async Task LA11_the_payer_alone_cannot_clear_the_suspense(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var house = await Association.StartAsync(jisr);
        var box = await house.CustodianAsync();
        await house.FillAsync(box, 12_500, Old);
        var count = await CountAsync(house, box, 12_000);
        await house.DoneAsync(house.SecondPayer, "count.confirm", new { countId = count, reason = "short" });
        var clear = new
        {
            custodianId = box,
            currency = Old,
            minor = 500,
            reason = "a torn note",
        };
        // A finance officer may ask and may agree, but not both.
        var asked = await house.DoneAsync(house.Finance, "suspense.clear", clear);
        (await house.CodeAsync(house.Finance, "posting.agree", new { postingId = asked })).ShouldBe(
            "NEEDS_ANOTHER_PERSON"
        );
        (await house.Teller.BalanceAsync(AccountRef.Suspense(box, Old))).ShouldBe(500);
        await house.DoneAsync(house.Lead, "posting.agree", new { postingId = asked });
        (await house.Teller.BalanceAsync(AccountRef.Suspense(box, Old))).ShouldBe(0);
        (await house.TasksAsync("suspense")).ShouldBe(0);
        (await house.CodeAsync(house.Lead, "posting.agree", new { postingId = asked })).ShouldBe("STEP_NOT_POSSIBLE");
        (await house.CodeAsync(house.Finance, "suspense.clear", clear)).ShouldBe("NOT_ENOUGH");
        await house.HoldsAsync();
    }

    [Theory, Databases]
    public async Task LA28_a_woman_confirms_the_count_of_her_own_purse_alone(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var house = await Association.StartAsync(jisr);
        var reem = Association.Member(0x51);
        var purse = PurseOf(jisr, reem.PartyId!.Value);
        var teller = new Teller(jisr);
        await teller.PostAsync(
            "sale.cash",
            null,
            [Leg.Debit(AccountRef.Cash(purse, Try), 48_300), Leg.Credit(Income(0x51), 48_300)]
        );
        var typed = new
        {
            custodianId = purse,
            currency = Try,
            minor = 48_000,
        };
        (await house.CodeAsync(Association.Member(0x52), "count.type", typed)).ShouldBe("NOT_FOUND");
        var count = await house.DoneAsync(reem, "count.type", typed);
        await house.DoneAsync(reem, "count.confirm", new { countId = count, reason = "change given" });
        (await teller.BalanceAsync(AccountRef.Cash(purse, Try))).ShouldBe(48_000);
        (await teller.BalanceAsync(AccountRef.Suspense(purse, Try))).ShouldBe(300);
        // What she explains herself needs nobody else either.
        await house.DoneAsync(
            reem,
            "suspense.clear",
            new
            {
                custodianId = purse,
                currency = Try,
                minor = 300,
                reason = "bread",
            }
        );
        (await teller.BalanceAsync(AccountRef.Suspense(purse, Try))).ShouldBe(0);
        await house.HoldsAsync();
    }

    [Theory, Databases]
    public async Task A_count_is_checked_against_its_notes_and_against_what_moved_meanwhile(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var house = await Association.StartAsync(jisr);
        var box = await house.CustodianAsync();
        var fund = await house.FillAsync(box, 70_000);
        object Typed(int twenties) =>
            new
            {
                custodianId = box,
                currency = Try,
                minor = 70_000,
                notes = new[] { new { minor = 5_000, number = 10 }, new { minor = 2_000, number = twenties } },
            };
        (await house.CodeAsync(house.Payer, "count.type", Typed(9))).ShouldBe("NOTES_DIFFER");
        var count = await house.DoneAsync(house.Payer, "count.type", Typed(10));
        var expense = new
        {
            custodianId = box,
            fundId = fund,
            currency = Try,
            minor = 1_000,
            reason = "bus",
        };
        await house.DoneAsync(house.Payer, "expense.pay", expense);
        (await house.CodeAsync(house.SecondPayer, "count.confirm", new { countId = count })).ShouldBe(
            "COUNT_OVERTAKEN"
        );
        var again = await CountAsync(house, box, 69_000, Try);
        await house.DoneAsync(house.SecondPayer, "count.confirm", new { countId = again });
        // No difference, no posting; but what is dated before the count comes too late now.
        (await jisr.CountAsync("SELECT count(*) FROM ledger_journal_tx WHERE kind = 'count.adjust'")).ShouldBe(0);
        jisr.Clock.Advance(TimeSpan.FromHours(2));
        var late = new[] { Leg.Debit(AccountRef.Cash(box, Try), 5), Leg.Credit(AccountRef.OfFund(fund, Try), 5) };
        var before = jisr.Clock.GetUtcNow().AddHours(-3);
        (await house.Teller.PostAsync("fund.receive", null, late, occurred: before)).ShouldBe("COUNTED_SINCE");
        (await house.Teller.PostAsync("fund.receive", null, late)).ShouldBeNull();
        await house.HoldsAsync();
    }

    [Theory, Databases]
    public async Task G1_a_box_that_was_not_counted_for_a_week_is_a_task_until_it_is(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var house = await Association.StartAsync(jisr);
        var box = await house.CustodianAsync();
        await house.CustodianAsync("bank");
        await house.SweepAsync();
        (await house.TasksAsync("count-due")).ShouldBe(0);
        jisr.Clock.Advance(TimeSpan.FromDays(8));
        await house.SweepAsync();
        await house.SweepAsync();
        (await house.TasksAsync("count-due")).ShouldBe(1);
        var count = await CountAsync(house, box, 0, Try);
        await house.DoneAsync(house.SecondPayer, "count.confirm", new { countId = count });
        (await house.TasksAsync("count-due")).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task I15_a_difference_that_was_taken_out_of_suspense_by_hand_is_named(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var house = await Association.StartAsync(jisr);
        var box = await house.CustodianAsync();
        await house.FillAsync(box, 900);
        var count = await CountAsync(house, box, 800, Try);
        await house.DoneAsync(house.SecondPayer, "count.confirm", new { countId = count, reason = "?" });
        await jisr.ExecuteAsync("UPDATE ledger_cash_count SET counted = 700");
        (await house.BrokenAsync()).ShouldContain(b => b.StartsWith(count + " I15", StringComparison.Ordinal));
    }

    private static Task<Guid> CountAsync(Association house, Guid box, long minor, string currency = Old) =>
        house.DoneAsync(
            house.Payer,
            "count.type",
            new
            {
                custodianId = box,
                currency,
                minor,
            }
        );

    private static Guid PurseOf(JisrApp jisr, PartyId party)
    {
        using var scope = jisr.Services.CreateScope();
        return scope.ServiceProvider.GetRequiredService<ISellerContacts>().PurseOf(party);
    }
}
