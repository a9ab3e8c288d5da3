using System.Text.Json;
using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Jisr.Ledger.Tests.Teller;

namespace Jisr.Ledger.Tests;

/// <summary>Money of funds: it arrives, also late; it is spent; it is changed; what is left is counted.</summary>
public class FundTests
{
    [Theory, Databases]
    public async Task LA22_forty_receipts_of_a_tablet_that_was_nine_days_without_a_line_are_forty_transactions(
        string database
    )
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var house = await Association.StartAsync(jisr);
        var batch = await BatchAsync(house, TimeSpan.FromDays(9));
        (await SendAsync(house, batch)).ShouldAllBe(a => a.Result == AnswerResult.Accepted);
        jisr.Clock.Advance(TimeSpan.FromMinutes(1));
        // The same again, and in another order: nothing more.
        (await SendAsync(house, [.. batch.Reverse()])).ShouldAllBe(a => a.Result == AnswerResult.Duplicate);
        (await jisr.CountAsync("SELECT count(*) FROM ledger_journal_tx")).ShouldBe(40);
        (await jisr.CountAsync("SELECT count(DISTINCT occurred_at) FROM ledger_journal_tx")).ShouldBe(40);
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM ledger_journal_tx a JOIN ledger_journal_tx b ON b.seq = a.seq + 1 WHERE b.recorded_at < a.recorded_at"
            )
        ).ShouldBe(0);
        (await jisr.CountAsync("SELECT count(*) FROM ledger_journal_tx WHERE occurred_at >= recorded_at")).ShouldBe(0);
        await house.HoldsAsync();
    }

    [Theory, Databases]
    public async Task LA23_forty_receipts_of_45_days_ago_wait_for_a_second_person_and_none_is_lost(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var house = await Association.StartAsync(jisr);
        var batch = await BatchAsync(house, TimeSpan.FromDays(45));
        var answers = await SendAsync(house, batch);
        answers.ShouldAllBe(a => a.Result == AnswerResult.Accepted && a.Reasons[0].Code == "WAITS_FOR_APPROVAL");
        await SendAsync(house, batch);
        (await jisr.CountAsync("SELECT count(*) FROM ledger_journal_tx")).ShouldBe(0);
        (await jisr.CountAsync("SELECT count(*) FROM ledger_waiting_posting WHERE state = 'waiting'")).ShouldBe(40);
        var (first, second) = (batch[0].Id, batch[1].Id);
        (await house.CodeAsync(house.Payer, "posting.agree", new { postingId = first })).ShouldNotBeNull();
        await house.DoneAsync(house.Lead, "posting.agree", new { postingId = first });
        await house.DoneAsync(house.Lead, "posting.decline", new { postingId = second, reason = "twice on paper" });
        (await jisr.CountAsync("SELECT count(*) FROM ledger_journal_tx")).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM ledger_waiting_posting WHERE state = 'waiting'")).ShouldBe(38);
        await house.HoldsAsync();
        // The same age without a second person is named.
        await new ByHand(jisr, database).FreeAsync("ledger_approval");
        await jisr.ExecuteAsync("DELETE FROM ledger_approval");
        (await house.BrokenAsync()).ShouldContain(b => b.Contains(" I13 ", StringComparison.Ordinal));
    }

    [Theory, Databases]
    public async Task LA25_the_grants_of_44_spaces_add_up_exactly(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var house = await Association.StartAsync(jisr);
        var box = await house.CustodianAsync("bank");
        const long All = 521_700_000;
        var fund = await house.FillAsync(box, All, "MAD");
        // 44 parts that are not alike, by the centime.
        var parts = Enumerable.Range(0, 44).Select(i => All / 44 + (i % 2 == 0 ? i : -i) * 1_001L).ToList();
        parts[43] += All - parts.Sum();
        for (var i = 0; i < 44; i++)
            (
                await house.Teller.PostAsync(
                    "grant.due",
                    null,
                    [
                        Leg.Debit(AccountRef.OfFund(fund, "MAD"), parts[i]),
                        Leg.Credit(AccountRef.Payable(AccountOwner.Unit, Id(0x400 + i), "MAD"), parts[i]),
                    ]
                )
            ).ShouldBeNull();
        using var finance = await jisr.BrowserWithRoleAsync(Roles.FinanceOfficer);
        var page = await finance.GetAsync("/money/funds");
        var cells = page.Document.QuerySelectorAll("tbody td.num").Select(c => Digits(c.TextContent)).ToList();
        cells.ShouldBe(["521700000", "521700000", "000"]);
        await house.HoldsAsync();
    }

    [Theory, Databases]
    public async Task LA24_an_old_debt_in_the_old_pound_is_paid_in_the_new_one_and_both_series_balance(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var teller = new Teller(jisr);
        var rate = await KindTests.RateAsync(jisr, "SYP-2", "SYP-1", "100", jisr.Clock.GetUtcNow().AddDays(365));
        await teller.PostAsync(
            "credit.give",
            null,
            [Leg.Debit(Receivable(4, "SYP-1"), 50_000), Leg.Credit(Income(3, "SYP-1"), 50_000)]
        );
        (
            await teller.PostAsync(
                "credit.pay",
                null,
                [
                    Leg.Debit(Cash(1, "SYP-2"), 50_000),
                    Leg.Credit(AccountRef.Fx("SYP-1", "SYP-2", "SYP-2"), 50_000),
                    Leg.Debit(AccountRef.Fx("SYP-2", "SYP-1", "SYP-1"), 50_000),
                    Leg.Credit(Receivable(4, "SYP-1"), 50_000),
                ],
                rate: rate
            )
        ).ShouldBeNull();
        (await teller.BalanceAsync(Receivable(4, "SYP-1"))).ShouldBe(0);
        new Kernel.Values.Money(50_000, Kernel.Values.Currency.SypNew).ToString().ShouldBe("500.00");
        (await teller.BalanceAsync(Cash(1, "SYP-2"))).ShouldBe(50_000);
        (await Association.BrokenAsync(jisr)).ShouldBeEmpty();
    }

    [Theory, Databases]
    public async Task LA8_LA9_a_custodian_changes_money_at_a_rate_in_force(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var house = await Association.StartAsync(jisr);
        var box = await house.CustodianAsync();
        await house.FillAsync(box, 12_345, "JOD");
        var rate = await KindTests.RateAsync(jisr, "JOD", "USD", "1.41", jisr.Clock.GetUtcNow().AddHours(4));
        object Change(long minor) =>
            new
            {
                custodianId = box,
                rateId = rate,
                minor,
            };
        (await house.CodeAsync(house.Payer, "cash.exchange", Change(12_346))).ShouldBe("NOT_ENOUGH");
        await house.DoneAsync(house.Payer, "cash.exchange", Change(12_345));
        (await house.CashAsync(box, "USD")).ShouldBe(1_741);
        jisr.Clock.Advance(TimeSpan.FromHours(4) + TimeSpan.FromMinutes(1));
        (await house.CodeAsync(house.Payer, "cash.exchange", Change(1_000))).ShouldBe("RATE_NOT_USABLE");
        await house.HoldsAsync();
    }

    [Theory, Databases]
    public async Task LA18_a_commission_that_was_paid_before_the_goods_came_back_is_netted(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var teller = new Teller(jisr);
        const string Jod = "JOD";
        var promoter = new AccountRef(AccountOwner.Party, Id(5), AccountPurpose.Commission, Jod);
        var cost = AccountRef.Cost(AccountOwner.Party, Id(3), Jod);
        async Task PostAsync(string kind, AccountRef debit, AccountRef credit, long minor) =>
            (await teller.PostAsync(kind, null, [Leg.Debit(debit, minor), Leg.Credit(credit, minor)])).ShouldBeNull(
                kind
            );
        await PostAsync("sale.cash", Cash(1, Jod), Income(3, Jod), 9_000);
        await PostAsync("commission.create", cost, promoter, 4_500);
        await PostAsync("commission.mature", promoter, Payable(5, Jod), 4_500);
        await PostAsync("payout.send", Payable(5, Jod), Cash(1, Jod), 4_500);
        await PostAsync("commission.create", promoter, cost, 4_500);
        await PostAsync("commission.create", cost, promoter, 2_000);
        (await teller.BalanceAsync(promoter)).ShouldBe(-2_500);
        using var browser = jisr.BrowserOf(await jisr.AccountOfAsync(new PartyId(Id(5))));
        var page = await browser.GetAsync("/my/money");
        page.Text.ShouldContain("Will be netted");
        page.Text.Replace('\u00A0', ' ').ShouldContain("2.500 JOD");
        (await Association.BrokenAsync(jisr)).ShouldBeEmpty();
    }

    [Theory, Databases]
    public async Task A_paper_number_stands_for_one_hand_over_and_a_fund_of_another_book_is_refused(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var house = await Association.StartAsync(jisr);
        var box = await house.CustodianAsync();
        var fund = await house.FundAsync();
        object Receive(Guid of, long minor, string? paperNo) =>
            new
            {
                custodianId = box,
                fundId = of,
                currency = Try,
                minor,
                reason = "part",
                paperNo,
            };
        var receipt = await house.DoneAsync(house.Payer, "cash.receive", Receive(fund, 500, "7"));
        (await house.CodeAsync(house.Payer, "cash.receive", Receive(fund, 500, "7"))).ShouldBe("PAPER_NO_USED");
        (await house.CodeAsync(house.Payer, "cash.receive", Receive(Id(0x999), 500, null))).ShouldBe(
            "ACCOUNT_NOT_USABLE"
        );
        (await house.CodeAsync(house.Payer, "cash.receive", Receive(fund, -1, null))).ShouldBe("AMOUNT_NOT_POSITIVE");
        // Who took it cannot be the witness of who gave it.
        object Confirm(string how) =>
            new
            {
                receiptId = receipt,
                side = "payer",
                how,
            };
        (await house.CodeAsync(house.Payer, "receipt.confirm", Confirm("witness"))).ShouldBe("NEEDS_ANOTHER_PERSON");
        await house.DoneAsync(house.SecondPayer, "receipt.confirm", Confirm("witness"));
        (await house.CodeAsync(house.Payer, "receipt.confirm", Confirm("signature-photo"))).ShouldBe(
            "STEP_NOT_POSSIBLE"
        );
        var stranger = await Association.StartAsync(jisr, "noor");
        (await stranger.CodeAsync(stranger.Payer, "cash.receive", Receive(fund, 5, null))).ShouldBe("NOT_FOUND");
    }

    private static async Task<JsonCommand[]> BatchAsync(Association house, TimeSpan ago)
    {
        var box = await house.CustodianAsync();
        var fund = await house.FundAsync();
        var start = house.Jisr.Clock.GetUtcNow() - ago;
        return
        [
            .. Enumerable
                .Range(0, 40)
                .Select(i => new JsonCommand(
                    NewId.Next(),
                    "cash.receive",
                    JsonSerializer.SerializeToElement(
                        new
                        {
                            custodianId = box,
                            fundId = fund,
                            currency = Try,
                            minor = 100 + i,
                            reason = "on the road",
                        },
                        CanonicalJson.Options
                    )
                )
                {
                    OccurredAt = start.AddMinutes(i),
                }),
        ];
    }

    private static Task<IReadOnlyList<Answer>> SendAsync(Association house, JsonCommand[] batch) =>
        house.Jisr.Services.GetRequiredService<CommandDispatcher>().SendManyAsync(batch, house.Payer, Door.Api);

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));
}
