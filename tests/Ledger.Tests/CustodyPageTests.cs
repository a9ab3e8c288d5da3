using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Ids;
using Jisr.Testing;
using static Jisr.Ledger.Tests.Teller;

namespace Jisr.Ledger.Tests;

/// <summary>The pages of an organisation's money, as the people of it walk them without script.</summary>
public class CustodyPageTests
{
    [Theory, Databases]
    public async Task From_a_box_and_a_fund_to_cash_received_with_two_confirmations(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var house = await Association.StartAsync(jisr);
        using var finance = await jisr.BrowserWithRoleAsync(Roles.FinanceOfficer, house.Unit);
        using var payer = await jisr.BrowserWithRoleAsync(Roles.Payer, house.Unit);
        (await finance.GetAsync("/money/custodians")).Text.ShouldContain("Nobody holds cash");
        var page = await finance.GetAsync("/money/custodians/add");
        page = await finance.SendAsync(page, ("custodian", "cash-box"), ("label", ""), ("last4", "123456"));
        page.Status.ShouldBe(422);
        page.Errors.Count.ShouldBe(2);
        page.Value("last4").ShouldBe("123456");
        page = await finance.SendAsync(page, ("custodian", "cash-box"), ("label", "صندوق المركز"), ("last4", ""));
        page.Heading.ShouldBe("صندوق المركز");
        var box = page.Address.Split('/')[^1];
        page = await finance.GetAsync("/money/funds/open");
        page = await finance.SendAsync(page, ("name", "Winter"), ("donor", "A donor"), ("purpose", "Wool"));
        page.Address.ShouldBe("/money/funds");
        page = await payer.GetAsync("/money/receive");
        var fund = page.Document.QuerySelector("select[name=fund] option:nth-child(2)")!.GetAttribute("value");
        (string, string?)[] typed =
        [
            ("custodian", box),
            ("fund", fund),
            ("currency", "TRY"),
            ("reason", "first part"),
            ("paperNo", "12"),
        ];
        // An empty form is told of all its gaps at once.
        var empty = await payer.SendAsync(page);
        empty.Status.ShouldBe(422);
        string[] fields = ["custodian", "fund", "currency", "amount", "reason"];
        foreach (var field in fields)
            empty.Document.QuerySelector($"[name={field}]")!.GetAttribute("aria-invalid").ShouldBe("true", field);
        empty.Errors.Count.ShouldBe(fields.Length);
        foreach (
            var (amount, words) in ((string, string)[])
                [("1,000", "two ways"), ("0", "above zero"), ("", "Type the amount"), ("12.3456", "Too many figures")]
        )
        {
            var asked = await payer.SendAsync(page, [.. typed, ("amount", amount)]);
            asked.Status.ShouldBe(422, amount);
            asked.Errors.ShouldContain(
                e => e.Contains(words, StringComparison.OrdinalIgnoreCase),
                amount + " " + string.Join(' ', asked.Errors)
            );
            asked.Value("reason").ShouldBe("first part");
        }
        page = await payer.SendAsync(page, [.. typed, ("amount", "٥٠٠")]);
        page.Heading.ShouldBe("Receipt", string.Join(' ', page.Errors));
        page.Text.Replace('\u00A0', ' ').ShouldContain("500.00 TRY");
        page.Text.ShouldContain("not yet");
        page = await payer.SendAsync(page, ("how", "signature-photo"));
        page.Text.ShouldContain("Both sides have said yes.");
        // Sent twice, received once.
        (await house.CashAsync(Guid.Parse(box))).ShouldBe(50_000);
        page = await payer.GetAsync("/money/expense");
        page = await payer.SendAsync(
            page,
            ("custodian", box),
            ("currency", "TRY"),
            ("amount", "600"),
            ("reason", "bus")
        );
        page.Errors.ShouldContain(e => e.Contains("500.00", StringComparison.Ordinal));
        page = await payer.SendAsync(page, ("amount", "20"));
        page.Heading.ShouldBe("صندوق المركز");
    }

    [Theory, Databases]
    public async Task A_transfer_is_sent_its_code_shown_once_to_each_side_and_confirmed(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var house = await Association.StartAsync(jisr);
        var (box, bag) = (await house.CustodianAsync(), await house.CustodianAsync("courier"));
        await house.FillAsync(box, 50_000);
        using var sender = await jisr.BrowserWithRoleAsync(Roles.Payer, house.Unit);
        using var taker = await jisr.BrowserWithRoleAsync(Roles.Payer, house.Unit);
        var page = await sender.GetAsync("/money/transfers/send");
        page = await sender.SendAsync(
            page,
            ("from", box.ToString()),
            ("to", bag.ToString()),
            ("currency", "TRY"),
            ("amount", "200")
        );
        page.Heading.ShouldBe("Transfer", string.Join(' ', page.Errors));
        var address = page.Address;
        page.Document.QuerySelector("bdi.code").ShouldBeNull();
        var shown = await sender.SendAsync(page, ("do", "reveal"));
        var code = shown.Document.QuerySelector("bdi.code")!.TextContent;
        code.Length.ShouldBe(8);
        (await sender.GetAsync(address)).Html.ShouldNotContain(code);
        // The same form once more shows it no more.
        (await sender.SendAsync(page, ("do", "reveal"))).Html.ShouldNotContain(code);
        var theirs = await taker.GetAsync(address);
        theirs.Html.ShouldNotContain(code);
        (await taker.SendAsync(theirs, ("do", "reveal")))
            .Document.QuerySelector("bdi.code")!
            .TextContent.ShouldBe(code);
        theirs = await taker.GetAsync(address);
        var wrong = await taker.SendAsync(theirs, ("do", "collect"), ("code", "00000000"));
        wrong.Status.ShouldBe(422);
        theirs = await taker.SendAsync(wrong, ("do", "collect"), ("code", code));
        theirs.Text.ShouldContain("Collected");
        theirs = await taker.SendAsync(theirs, ("do", "confirm"), ("how", "pin"));
        theirs.Text.ShouldContain("Confirmed");
        (await house.CashAsync(bag)).ShouldBe(20_000);
        (await sender.GetAsync("/money/transfers")).Text.ShouldContain("Confirmed");
        using var stranger = await jisr.BrowserWithRoleAsync(
            Roles.Payer,
            (await Association.StartAsync(jisr, "noor")).Unit
        );
        (await stranger.GetAsync(address)).Status.ShouldBe(404);
        (await stranger.GetAsync("/money/custodians/" + box)).Status.ShouldBe(404);
    }

    [Theory, Databases]
    public async Task A_count_shows_what_the_books_say_only_after_it_is_typed_and_needs_another_person(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var house = await Association.StartAsync(jisr);
        var box = await house.CustodianAsync();
        await house.FillAsync(box, 48_300);
        using var first = await jisr.BrowserWithRoleAsync(Roles.Payer, house.Unit);
        using var second = await jisr.BrowserWithRoleAsync(Roles.UnitLead, house.Unit);
        var page = await first.GetAsync($"/money/custodians/{box}/count");
        page.Text.ShouldNotContain("483");
        page = await first.SendAsync(
            page,
            ("currency", "TRY"),
            ("amount", "480"),
            ("worth1", "200"),
            ("number1", "٢"),
            ("worth2", "20"),
            ("number2", "4")
        );
        page.Heading.ShouldBe("Count of cash", string.Join(' ', page.Errors));
        page.Text.ShouldContain("A second person counts again");
        page.Document.QuerySelectorAll("form#f").Length.ShouldBe(0);
        page = await second.GetAsync(page.Address);
        page = await second.SendAsync(page, ("reason", ""));
        page.Status.ShouldBe(422);
        page = await second.SendAsync(page, ("reason", "change given"));
        page.Text.ShouldContain("The count stands.");
        page.Document.QuerySelector("bdi.hash")!.TextContent.Length.ShouldBe(64);
        using var finance = await jisr.BrowserWithRoleAsync(Roles.FinanceOfficer, house.Unit);
        (await finance.GetAsync("/money")).Text.ShouldContain("Explain a difference");
        page = await finance.GetAsync("/money/suspense");
        page = await finance.SendAsync(page, ("which", box + "/TRY"), ("reason", "a torn note"));
        page.Text.ShouldContain("It is asked for");
        page = await second.GetAsync("/money/waiting");
        page.Text.ShouldContain("a torn note");
        var id = page.Document.QuerySelector("button[name=agree]")!.GetAttribute("value");
        page = await second.SendAsync(page, ("agree", id));
        page.Text.ShouldContain("Nothing waits.");
        (await finance.GetAsync("/money")).Text.ShouldContain("Nothing to look after.");
        await house.HoldsAsync();
    }

    [Theory, Databases]
    public async Task A_member_asks_for_a_payout_and_says_that_she_has_it(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var house = await Association.StartAsync(jisr);
        var box = await house.CustodianAsync();
        var fund = await house.FillAsync(box, 50_000);
        await house.OweAsync(fund, 0x71, 20_000);
        using var she = jisr.BrowserOf(await jisr.AccountOfAsync(new PartyId(Id(0x71))));
        using var finance = await jisr.BrowserWithRoleAsync(Roles.FinanceOfficer, house.Unit);
        using var payer = await jisr.BrowserWithRoleAsync(Roles.Payer, house.Unit);
        var page = await she.GetAsync("/my/payouts");
        page = await she.SendAsync(page, ("custodian", box.ToString()), ("amount", "300"));
        page.Errors.ShouldContain(e => e.Contains("200.00", StringComparison.Ordinal));
        page = await she.SendAsync(page, ("custodian", box.ToString()), ("amount", ""));
        page.Text.ShouldContain("Asked for");
        page = await finance.GetAsync("/money/payouts");
        page = await finance.GetAsync(page.Document.QuerySelector("tbody a")!.GetAttribute("href")!);
        page = await finance.SendAsync(page, ("do", "approve"));
        page.Text.ShouldContain("Approved, money reserved");
        page = await payer.GetAsync(page.Address);
        page = await payer.SendAsync(page, ("do", "send"), ("paperNo", "81"));
        page.Text.ShouldContain("Sent");
        page = await she.GetAsync("/my/payouts");
        var got = page.Document.QuerySelector("button[name=got]")!.GetAttribute("value");
        page = await she.SendAsync(page, ("got", got));
        page.Text.ShouldContain("Confirmed");
        (await house.CashAsync(box)).ShouldBe(30_000);
        // The step of its own before a target is changed.
        (await she.GetAsync("/my/payouts/target")).Address.ShouldStartWith("/account/confirm");
    }

    [Theory, Databases]
    public async Task A_payer_reads_the_name_of_whom_she_pays_and_nothing_else_of_her(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var house = await Association.StartAsync(jisr);
        var box = await house.CustodianAsync();
        var fund = await house.FillAsync(box, 900);
        var she = await house.WomanAsync("زينة العلي");
        (
            await house.Teller.PostAsync(
                "grant.due",
                null,
                [
                    Leg.Debit(AccountRef.OfFund(fund, Try), 900),
                    Leg.Credit(AccountRef.Payable(AccountOwner.Party, she, Try), 900),
                ]
            )
        ).ShouldBeNull();
        object Body(long minor) =>
            new
            {
                payeeId = she,
                custodianId = box,
                currency = Try,
                minor,
                method = "cash",
            };
        await house.DoneAsync(house.Finance, "payout.request", Body(900));
        using var payer = await jisr.BrowserWithRoleAsync(Roles.Payer, house.Unit);
        (await payer.GetAsync("/money/payouts")).Text.ShouldContain("زينة العلي");
        (await jisr.CountAsync("SELECT count(*) FROM kernel_read_log_subject")).ShouldBe(1);
        (await payer.GetAsync("/people/" + she)).Status.ShouldBe(403);
        using var other = await jisr.BrowserWithRoleAsync(
            Roles.Payer,
            (await Association.StartAsync(jisr, "noor")).Unit
        );
        (await other.GetAsync("/money/payouts")).Text.ShouldNotContain("زينة العلي");
    }

    [Fact]
    public async Task Who_may_not_pay_finds_no_page()
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        using var worker = await jisr.BrowserWithRoleAsync(Roles.CentreWorker);
        foreach (
            var address in (string[])["/money", "/money/payouts", "/money/transfers", "/money/goods", "/my/payouts"]
        )
            (await worker.GetAsync(address)).Status.ShouldBe(403, address);
    }
}
