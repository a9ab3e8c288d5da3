using System.Text.Json;
using Jisr.Contracts.Ledger;
using Jisr.Contracts.Market;
using Jisr.Kernel.Access;
using Jisr.Kernel.Ids;
using Jisr.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Ledger.Tests;

/// <summary>What people see of the books: her own money, rates, the check, and statements of accounts.</summary>
public class MoneyPageTests
{
    private const int Woman = 0x51;

    [Theory, Databases]
    public async Task She_sees_what_she_sold_and_received_this_week_and_this_month(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var teller = new Teller(jisr);
        // Three weeks ago it was another month; six days ago another week, of the same month.
        await SellAsync(jisr, teller, 10_000, TimeSpan.FromDays(-25));
        await SellAsync(jisr, teller, 2_000, TimeSpan.FromDays(-6));
        await SellAsync(jisr, teller, 300, TimeSpan.Zero);
        using var browser = jisr.BrowserOf(await jisr.AccountOfAsync(new PartyId(Teller.Id(Woman))));
        var page = await browser.GetAsync("/my/money");
        var stats = page
            .Document.QuerySelectorAll(".stat dd")
            .Select(e => e.TextContent.Replace('\u00A0', ' '))
            .ToList();
        stats.ShouldBe(["23.00 TRY", "3.00 TRY", "0.00 TRY", "123.00 TRY"]);
        page.Document.QuerySelectorAll("tbody tr").Length.ShouldBe(3);
        page.Document.QuerySelector(".exit a").ShouldNotBeNull();
    }

    [Theory, Databases]
    public async Task Her_statement_of_a_week_or_a_month_is_for_paper_and_as_a_file(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var teller = new Teller(jisr);
        await SellAsync(jisr, teller, 10_000, TimeSpan.FromDays(-25));
        await SellAsync(jisr, teller, 2_000, TimeSpan.FromDays(-6));
        await SellAsync(jisr, teller, 300, TimeSpan.Zero);
        using var browser = jisr.BrowserOf(await jisr.AccountOfAsync(new PartyId(Teller.Id(Woman))));
        var money = await browser.GetAsync("/my/money");
        foreach (var (period, rows) in ((string, int)[])[("week", 1), ("month", 2)])
        {
            var page = await browser.GetAsync(money.Link($"Statement of this {period}, for printing"));
            page.Document.QuerySelectorAll("tbody tr").Length.ShouldBe(rows, period);
            var file = await browser.Http.GetStringAsync(
                new Uri(page.Link("Download the statement as a file"), UriKind.Relative)
            );
            file.TrimEnd().Split("\r\n").Length.ShouldBe(rows + 1, period);
        }
        await browser.GetAsync("/my/money/amounts/hidden");
        (await browser.GetAsync("/my/money/statement?period=week")).Html.ShouldNotContain("3.00");
    }

    [Theory, Databases]
    public async Task Hidden_amounts_are_not_in_the_page_at_all(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        await SellAsync(jisr, new Teller(jisr), 12_345, TimeSpan.Zero);
        using var browser = jisr.BrowserOf(await jisr.AccountOfAsync(new PartyId(Teller.Id(Woman))));
        (await browser.GetAsync("/my/money")).Html.ShouldContain("123.45");
        var hidden = await browser.GetAsync("/my/money/amounts/hidden");
        hidden.Address.ShouldBe("/my/money");
        hidden.Html.ShouldNotContain("123.45");
        hidden.Text.ShouldContain("•••");
        (await browser.GetAsync("/my/money/amounts/shown")).Html.ShouldContain("123.45");
    }

    [Theory, Databases]
    public async Task Her_statement_pages_by_key_and_comes_as_a_file_with_what_was_taken_back(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var teller = new Teller(jisr);
        for (var i = 1; i <= 30; i++)
            await SellAsync(jisr, teller, i, TimeSpan.Zero);
        await teller.ReverseAsync(await LastAsync(jisr, teller, 5_000), "wrong");
        using var browser = jisr.BrowserOf(await jisr.AccountOfAsync(new PartyId(Teller.Id(Woman))));
        var first = await browser.GetAsync("/my/money");
        first.Document.QuerySelectorAll("tbody tr").Length.ShouldBe(25);
        first.Text.ShouldContain("A cash note taken back");
        first.Text.ShouldContain("taken back later");
        var second = await browser.GetAsync(first.Document.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        second.Document.QuerySelectorAll("tbody tr").Length.ShouldBe(32 - 25);
        var file = await browser.Http.GetStringAsync(new Uri("/my/money.csv", UriKind.Relative));
        file.ShouldStartWith(
            "day,what,account,amount,currency,order,taken_back\r\n2026-11-24,\"reversal sale.cash\",\"cash\",-50.00,"
        );
        file.TrimEnd().Split("\r\n").Length.ShouldBe(33);
    }

    [Theory, Databases]
    public async Task Nobody_sees_anothers_money_and_a_stranger_none(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        await SellAsync(jisr, new Teller(jisr), 12_345, TimeSpan.Zero);
        using var other = jisr.BrowserOf(await jisr.AccountOfAsync(new PartyId(NewId.Next())));
        (await other.GetAsync("/my/money")).Html.ShouldNotContain("123.45");
        (await other.GetAsync("/books")).Status.ShouldBe(403);
        using var stranger = jisr.Browser();
        ((int)(await stranger.Http.GetAsync(new Uri("/api/v1/my/balances", UriKind.Relative))).StatusCode).ShouldBe(
            401
        );
        using var own = jisr.BrowserOf(await jisr.AccountOfAsync(new PartyId(Teller.Id(Woman))));
        var balances = JsonDocument
            .Parse(await own.Http.GetStringAsync(new Uri("/api/v1/my/balances", UriKind.Relative)))
            .RootElement;
        balances[0].GetProperty("inPurse").GetString().ShouldBe("123.45");
        balances[0].GetProperty("currency").GetString().ShouldBe("TRY");
    }

    [Theory, Databases]
    public async Task A_rate_is_entered_by_finance_once_and_shown_while_it_is_in_force(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        using var finance = await jisr.BrowserWithRoleAsync(Roles.FinanceOfficer);
        (await finance.GetAsync("/rates")).Text.ShouldContain("No rate is in force");
        var page = await finance.GetAsync("/rates/enter");
        (string, string?)[] good =
        [
            ("base", "USD"),
            ("quote", "TRY"),
            ("value", "٣٢٫٥"),
            ("source", "مكتب صرافة"),
            ("place", "إدلب"),
        ];
        foreach (
            var (typed, words) in ((string, string)[])
                [("13,000", "two ways"), ("0", "above zero"), ("1e5", "above zero"), ("", "needed"), ("0944567890", "")]
        )
        {
            var asked = await finance.SendAsync(page, [.. good.Where(g => g.Item1 != "value"), ("value", typed)]);
            if (words.Length > 0)
                asked.Errors.ShouldContain(e => e.Contains(words, StringComparison.OrdinalIgnoreCase), typed);
            if (asked.Status == 422)
                asked.Value("source").ShouldBe("مكتب صرافة");
        }
        var before = await jisr.CountAsync("SELECT count(*) FROM ledger_rate");
        page = await finance.GetAsync("/rates/enter");
        var entered = await finance.SendAsync(page, good);
        entered.Address.ShouldBe("/rates", string.Join(' ', entered.Errors));
        entered.Text.ShouldContain("32.5 Turkish lira");
        await finance.SendAsync(page, good);
        (await jisr.CountAsync("SELECT count(*) FROM ledger_rate")).ShouldBe(before + 1);
        using var worker = await jisr.BrowserWithRoleAsync(Roles.CentreWorker);
        (await worker.GetAsync("/rates/enter")).Status.ShouldBe(403);
        jisr.Clock.Advance(TimeSpan.FromHours(25));
        (await finance.GetAsync("/rates")).Text.ShouldContain("No longer in force");
    }

    [Theory, Databases]
    public async Task The_operator_sees_whether_the_books_hold_and_finance_what_is_in_them(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        await SellAsync(jisr, new Teller(jisr), 12_345, TimeSpan.Zero);
        using var officer = await jisr.BrowserWithRoleAsync(Roles.Operator);
        var page = await officer.GetAsync("/books");
        page.Text.ShouldNotContain("123.45");
        page = await officer.GetAsync(page.Link("Check the books now"));
        page.Text.ShouldContain("All holds.");
        page.Html.ShouldNotContain("123.45");
        (await officer.GetAsync("/books/accounts?purpose=Cash&unit=TRY")).Status.ShouldBe(403);
        using var finance = await jisr.BrowserWithRoleAsync(Roles.FinanceOfficer);
        var accounts = await finance.GetAsync((await finance.GetAsync("/books")).Link("Cash box"));
        accounts.Text.ShouldContain("123.45");
        var statement = await finance.GetAsync(accounts.Document.QuerySelector("tbody a")!.GetAttribute("href")!);
        statement.Text.ShouldContain("sale.cash");
        var file = await finance.Http.GetStringAsync(new Uri(statement.Link("Download"), UriKind.Relative));
        file.ShouldContain("\"sale.cash\",123.45,0.00,\"TRY\"");
        (await finance.GetAsync("/books/accounts?purpose=Cash%27&unit=x")).Status.ShouldBe(404);
        (await finance.GetAsync("/books/accounts/" + NewId.Next())).Status.ShouldBe(404);
    }

    [Fact]
    public async Task LA19_a_changed_amount_is_named_on_the_page_too()
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        await SellAsync(jisr, new Teller(jisr), 12_345, TimeSpan.Zero);
        await new ByHand(jisr, DatabasesAttribute.Sqlite).TamperAsync("UPDATE ledger_entry SET amount = 99999");
        using var officer = await jisr.BrowserWithRoleAsync(Roles.Operator);
        var page = await officer.GetAsync("/books?check=now");
        page.Text.ShouldContain("not hold");
        page.Document.QuerySelectorAll("tbody tr td:nth-child(2)").Select(e => e.TextContent).ShouldContain("I9");
    }

    private static async Task SellAsync(JisrApp jisr, Teller teller, long minor, TimeSpan ago) =>
        (
            await teller.PostAsync("sale.cash", null, Legs(jisr, minor), occurred: jisr.Clock.GetUtcNow() + ago)
        ).ShouldBeNull();

    private static async Task<Guid> LastAsync(JisrApp jisr, Teller teller, long minor)
    {
        var id = NewId.Next();
        (await teller.PostAsync("sale.cash", id, Legs(jisr, minor))).ShouldBeNull();
        return id;
    }

    private static IReadOnlyList<Leg> Legs(JisrApp jisr, long minor)
    {
        using var scope = jisr.Services.CreateScope();
        var purse = scope.ServiceProvider.GetRequiredService<ISellerContacts>().PurseOf(new PartyId(Teller.Id(Woman)));
        return
        [
            Leg.Debit(new AccountRef(AccountOwner.Custodian, purse, AccountPurpose.Cash, Teller.Try), minor),
            Leg.Credit(Teller.Income(Woman), minor),
        ];
    }
}
