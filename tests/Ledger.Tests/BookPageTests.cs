using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Testing;

namespace Jisr.Ledger.Tests;

/// <summary>The pages of single transactions and accounts: turning round, closing, opening again (ledger.md §5, §14).</summary>
public class BookPageTests
{
    [Theory, Databases]
    public async Task I14_what_was_written_by_mistake_is_turned_round_with_a_reason_and_a_second_person(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var house = await Association.StartAsync(jisr);
        var box = await house.CustodianAsync();
        await house.FillAsync(box, 3000);
        using var finance = await jisr.BrowserWithRoleAsync(Roles.FinanceOfficer, house.Unit);
        var account = await AccountAsync(finance, "Cash");
        var entry = await finance.GetAsync(account.Document.QuerySelector("tbody a")!.GetAttribute("href")!);
        entry.Text.ShouldContain("fund.receive");
        var page = await finance.GetAsync(entry.Link("turn it round"));
        page.Text.ShouldContain("cannot be turned back again");
        var empty = await finance.SendAsync(page);
        (empty.Status, empty.Errors.Count).ShouldBe((422, 1));
        (await finance.SendAsync(empty, ("reason", "counted twice"))).Text.ShouldContain(
            "A second person of the unit agrees"
        );
        (await house.CashAsync(box)).ShouldBe(3000);

        // She who asked does not agree herself; the lead does.
        (await finance.GetAsync("/money/waiting")).Text.ShouldContain("you asked for it");
        using var lead = await jisr.BrowserWithRoleAsync(Roles.UnitLead, house.Unit);
        var waiting = await lead.GetAsync("/money/waiting");
        await lead.SendAsync(
            waiting,
            ("agree", waiting.Document.QuerySelector("button[name=agree]")!.GetAttribute("value"))
        );
        (await house.CashAsync(box)).ShouldBe(0);
        await house.HoldsAsync();

        // Turned once: the page says so, and an old form is refused in words.
        var again = await finance.SendAsync(await finance.GetAsync(page.Address), ("reason", "again"));
        again.Status.ShouldBe(422);
        (again.Value("reason"), again.Errors.ShouldHaveSingleItem()).ShouldBe(
            ("again", "This was taken back before. Nothing changed.")
        );
        entry = await finance.GetAsync(entry.Address);
        entry.Text.ShouldContain("Turned round by");
        entry.Html.ShouldNotContain("/reverse");
        var reversal = await finance.GetAsync(entry.Link("a later entry"));
        reversal.Text.ShouldContain("counted twice");
        (await finance.GetAsync(reversal.Address + "/reverse")).Status.ShouldBe(404);
        // Who reads the books elsewhere turns nothing round here.
        var other = await Association.StartAsync(jisr, "noor");
        using var stranger = await jisr.BrowserWithRoleAsync(Roles.FinanceOfficer, other.Unit);
        (await stranger.GetAsync(page.Address)).Status.ShouldBe(404);
    }

    [Theory, Databases]
    public async Task Money_that_was_paid_out_meanwhile_is_not_turned_round(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var house = await Association.StartAsync(jisr);
        var box = await house.CustodianAsync();
        var fund = await house.FillAsync(box, 3000);
        await SpendAsync(house, box, fund, 1000);
        // Under the limit one person is enough; below zero nothing goes.
        var manager = house.Staff(Roles.ProgrammeManager);
        await house.DoneAsync(
            manager,
            "limit.set",
            new
            {
                unitId = house.Unit,
                currency = Teller.Try,
                minor = 1_000_000,
            }
        );
        using var finance = await jisr.BrowserWithRoleAsync(Roles.FinanceOfficer, house.Unit);
        var account = await AccountAsync(finance, "Cash");
        var first = account.Document.QuerySelectorAll("tbody a").Last().GetAttribute("href")!;
        var refused = await finance.SendAsync(await finance.GetAsync(first + "/reverse"), ("reason", "wrong box"));
        refused.Status.ShouldBe(422);
        refused.Errors.ShouldHaveSingleItem().ShouldContain("Not enough");
        // The expense itself can be: at once, and the money is there again.
        var second = account.Document.QuerySelector("tbody a")!.GetAttribute("href")!;
        (
            await finance.SendAsync(await finance.GetAsync(second + "/reverse"), ("reason", "not paid"))
        ).Text.ShouldContain("Both stay to be read");
        (await house.CashAsync(box)).ShouldBe(3000);
        await house.HoldsAsync();
    }

    [Theory, Databases]
    public async Task A_closed_account_takes_no_posting_until_it_is_opened_again(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var house = await Association.StartAsync(jisr);
        var box = await house.CustodianAsync();
        var fund = await house.FillAsync(box, 3000);
        using var finance = await jisr.BrowserWithRoleAsync(Roles.FinanceOfficer, house.Unit);
        var account = await AccountAsync(finance, "Cash");
        account.Text.ShouldNotContain("Close the account");
        var id = Guid.Parse(account.Address.Split('/')[^1]);
        (await house.CodeAsync(house.Finance, "account.close", new { accountId = id, unitId = house.Unit })).ShouldBe(
            "ACCOUNT_NOT_EMPTY"
        );
        await SpendAsync(house, box, fund, 3000);
        account = await finance.GetAsync(account.Address);
        account = await finance.SendAsync(account, "form.one");
        account.Text.ShouldContain("This account is closed");
        var refused = await house.CodeAsync(
            house.Payer,
            "cash.receive",
            new
            {
                custodianId = box,
                fundId = fund,
                currency = Teller.Try,
                minor = 100,
                reason = "more",
            }
        );
        refused.ShouldBe("ACCOUNT_NOT_USABLE");
        (
            await house.CodeAsync(house.Payer, "account.reopen", new { accountId = id, unitId = house.Unit })
        ).ShouldNotBeNull();
        account = await finance.SendAsync(await finance.GetAsync(account.Address), "form.one");
        account.Text.ShouldNotContain("This account is closed");
        await house.FillAsync(box, 500);
        await house.HoldsAsync();
    }

    [Theory, Databases]
    public async Task An_account_on_which_something_is_reserved_is_not_closed(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var house = await Association.StartAsync(jisr);
        var box = await house.CustodianAsync();
        // Money that is to come: nothing is there, and something is reserved.
        var (cash, fund) = (AccountRef.Cash(box, Teller.Try), AccountRef.OfFund(await house.FundAsync(), Teller.Try));
        (await house.Teller.HoldAsync(new HoldId(Teller.Id(0x900)), "fund.receive", cash, fund, 2000)).ShouldBeNull();
        using var finance = await jisr.BrowserWithRoleAsync(Roles.FinanceOfficer, house.Unit);
        var account = await AccountAsync(finance, "Cash");
        var refused = await finance.SendAsync(account, "form.one");
        refused.Status.ShouldBe(422);
        refused.Errors.ShouldHaveSingleItem().ShouldContain("reserved on it");
        // When its time is over nobody has to end it first.
        jisr.Clock.Advance(TimeSpan.FromDays(8));
        account = await finance.SendAsync(await finance.GetAsync(account.Address), "form.one");
        account.Text.ShouldContain("This account is closed");
        (await house.Teller.HoldAsync(new HoldId(Teller.Id(0x901)), "fund.receive", cash, fund, 2000)).ShouldBe(
            "ACCOUNT_NOT_USABLE"
        );
        await house.HoldsAsync();
    }

    private static Task<Guid> SpendAsync(Association house, Guid box, Guid fund, long minor) =>
        house.DoneAsync(
            house.Payer,
            "expense.pay",
            new
            {
                custodianId = box,
                fundId = fund,
                currency = Teller.Try,
                minor,
                reason = "hall",
            }
        );

    private static async Task<Page> AccountAsync(Browser finance, string purpose)
    {
        var list = await finance.GetAsync($"/books/accounts?purpose={purpose}&unit=TRY");
        return await finance.GetAsync(list.Document.QuerySelector("tbody a")!.GetAttribute("href")!);
    }
}
