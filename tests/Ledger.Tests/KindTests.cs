using Jisr.Contracts.Ledger;
using Jisr.Testing;
using static Jisr.Contracts.Ledger.AccountOwner;
using static Jisr.Ledger.Tests.Teller;

namespace Jisr.Ledger.Tests;

/// <summary>The closed list of ledger.md §5, written down a second time from its table.</summary>
public class KindTests
{
    private static AccountRef Of(AccountOwner owner, AccountPurpose purpose, int id = 7, string unit = Try) =>
        new(owner, Id(id), purpose, unit);

    private static readonly AccountRef Box = Cash(1);
    private static readonly AccountRef FundAccount = Of(AccountOwner.Fund, AccountPurpose.Fund);
    private static readonly AccountRef HeldAccount = Held(2);
    private static readonly AccountRef OwedParty = Payable(3);
    private static readonly AccountRef OwedStall = Of(Stall, AccountPurpose.Payable);
    private static readonly AccountRef Buyer = Receivable(4);
    private static readonly AccountRef BuyerCredit = Of(Contact, AccountPurpose.Payable, 4);
    private static readonly AccountRef Earned = Income(3);
    private static readonly AccountRef UnitCost = Of(Unit, AccountPurpose.Cost);
    private static readonly AccountRef PartyCost = Of(Party, AccountPurpose.Cost, 3);
    private static readonly AccountRef RunCost = Of(Run, AccountPurpose.Cost);
    private static readonly AccountRef Promoter = Of(Party, AccountPurpose.Commission, 5);
    private static readonly AccountRef Moving = Of(Transfer, AccountPurpose.InTransit);
    private static readonly AccountRef Unexplained = Of(Custodian, AccountPurpose.Suspense, 1);
    private static readonly AccountRef Soap = Of(Custodian, AccountPurpose.Goods, 1, "soap-box");
    private static readonly AccountRef SoapOwed = Of(Party, AccountPurpose.GoodsOwed, 3, "soap-box");

    /// <summary>In an order in which every account has what the next one takes.</summary>
    private static readonly (string Kind, AccountRef Debit, AccountRef Credit, long Minor)[] Table =
    [
        ("fund.receive", Box, FundAccount, 100000),
        ("grant.due", FundAccount, OwedParty, 2000),
        ("grant.return", Box, FundAccount, 100),
        ("expense.pay", UnitCost, Box, 100),
        ("expense.pay", FundAccount, Box, 100),
        ("fee.due", FundAccount, OwedParty, 100),
        ("fee.due", UnitCost, OwedParty, 100),
        ("wage.due", UnitCost, OwedParty, 100),
        ("wage.due", FundAccount, OwedParty, 100),
        ("contract.fund", Box, HeldAccount, 5000),
        ("contract.fund", FundAccount, HeldAccount, 500),
        ("contract.release", HeldAccount, OwedParty, 1000),
        ("contract.refund", HeldAccount, BuyerCredit, 100),
        ("contract.settle", HeldAccount, OwedParty, 100),
        ("commission.create", PartyCost, Promoter, 300),
        ("commission.create", Promoter, PartyCost, 100),
        ("commission.mature", Promoter, OwedParty, 200),
        ("sale.cash", Box, Earned, 700),
        ("credit.give", Buyer, Earned, 900),
        ("credit.give", BuyerCredit, Earned, 50),
        ("credit.pay", Box, Buyer, 400),
        ("credit.pay", Box, BuyerCredit, 20),
        ("market.buy", RunCost, Box, 30),
        ("market.buy", RunCost, OwedStall, 30),
        ("market.buy", RunCost, OwedParty, 30),
        ("market.expense", RunCost, Box, 30),
        ("market.credit", Earned, Buyer, 40),
        ("lot.sold", PartyCost, OwedParty, 40),
        ("payout.send", OwedParty, Box, 300),
        ("payout.send", OwedParty, Moving, 0),
        ("payout.return", Box, OwedParty, 10),
        ("transfer.send", Moving, Box, 500),
        ("transfer.confirm", Box, Moving, 200),
        ("transfer.return", Box, Moving, 100),
        ("count.adjust", Unexplained, Box, 9),
        ("count.adjust", Box, Unexplained, 3),
        ("suspense.clear", UnitCost, Unexplained, 2),
        ("suspense.clear", Unexplained, Income(3), 1),
        ("goods.in", Soap, SoapOwed, 3),
        ("goods.handOver", SoapOwed, Soap, 3),
    ];

    [Theory, Databases]
    public async Task LA30_every_kind_is_posted_once_with_the_accounts_of_the_table(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var teller = new Teller(jisr);
        foreach (var (kind, debit, credit, minor) in Table.Where(t => t.Minor > 0))
        {
            var legs = new[] { Leg.Debit(debit, minor), Leg.Credit(credit, minor) };
            (await teller.PostAsync(kind, null, legs)).ShouldBeNull($"{kind} {debit.Purpose} {credit.Purpose}");
        }
        // A hawala: the payee says yes.
        (
            await teller.PostAsync("payout.send", null, [Leg.Debit(OwedParty, 200), Leg.Credit(Moving, 200)])
        ).ShouldBeNull();
        var rate = await RateAsync(jisr, "JOD", "USD", "1.41", jisr.Clock.GetUtcNow().AddHours(4));
        await teller.PostAsync(
            "fund.receive",
            null,
            [Leg.Debit(Cash(1, "JOD"), 12345), Leg.Credit(FundIn("JOD"), 12345)]
        );
        (await teller.PostAsync("fx.exchange", Id(0xF1), Exchange(12345, 1741), rate: rate)).ShouldBeNull();
        (await teller.ReverseAsync(Id(0xF1), "typed twice")).ShouldBeNull();
        var posted = await jisr.CountAsync("SELECT count(DISTINCT kind) FROM ledger_journal_tx");
        posted.ShouldBe(KindsOfTheSpecification().Count);
        (await Association.BrokenAsync(jisr)).ShouldBeEmpty();
    }

    [Theory, Databases]
    public async Task LA30_I16_no_kind_takes_an_account_that_its_row_does_not_name(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var teller = new Teller(jisr);
        var accounts = Table.SelectMany(t => new[] { t.Debit, t.Credit }).Where(a => a.Unit == Try).Distinct().ToList();
        foreach (
            var kind in Table
                .Select(t => t.Kind)
                .Distinct()
                .Where(k => !k.StartsWith("goods", StringComparison.Ordinal))
        )
        foreach (var debit in accounts)
        {
            if (Table.Any(t => t.Kind == kind && t.Debit.Purpose == debit.Purpose))
                continue;
            var credit = Table.First(t => t.Kind == kind).Credit;
            (await teller.PostAsync(kind, null, [Leg.Debit(debit, 1), Leg.Credit(credit, 1)])).ShouldBe(
                "ACCOUNT_NOT_USABLE",
                $"{kind} D {debit.Purpose}"
            );
        }
        (await jisr.CountAsync("SELECT count(*) FROM ledger_entry")).ShouldBe(0);
        (await jisr.CountAsync("SELECT count(*) FROM ledger_account")).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task LA8_an_exchange_is_two_balanced_legs_with_the_stored_rate(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var teller = new Teller(jisr);
        var rate = await RateAsync(jisr, "JOD", "USD", "1.41", jisr.Clock.GetUtcNow().AddHours(4));
        await teller.PostAsync(
            "fund.receive",
            null,
            [Leg.Debit(Cash(1, "JOD"), 12345), Leg.Credit(FundIn("JOD"), 12345)]
        );
        new Kernel.Values.Money(12345, Kernel.Values.Currency.Jod)
            .Convert(1.41m, Kernel.Values.Currency.Usd)
            .Minor.ShouldBe(1741);
        (await teller.PostAsync("fx.exchange", null, Exchange(12345, 1741))).ShouldBe("RATE_NOT_USABLE");
        (await teller.PostAsync("fx.exchange", null, Exchange(12345, 1741), rate: rate)).ShouldBeNull();
        (await teller.BalanceAsync(Cash(1, "USD"))).ShouldBe(1741);
        (await teller.BalanceAsync(Cash(1, "JOD"))).ShouldBe(0);
        var stored = new ByHand(jisr, database).Id(rate);
        (await jisr.CountAsync($"SELECT count(*) FROM ledger_journal_tx WHERE rate_id = {stored}")).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task LA9_a_rate_that_is_over_or_of_another_pair_is_refused(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var teller = new Teller(jisr);
        var until = jisr.Clock.GetUtcNow().AddHours(4);
        var rate = await RateAsync(jisr, "JOD", "USD", "1.41", until);
        var other = await RateAsync(jisr, "TRY", "USD", "0.03333333", until);
        await teller.PostAsync(
            "fund.receive",
            null,
            [Leg.Debit(Cash(1, "JOD"), 9000), Leg.Credit(FundIn("JOD"), 9000)]
        );
        (await teller.PostAsync("fx.exchange", null, Exchange(1000, 141), rate: other)).ShouldBe("RATE_NOT_USABLE");
        jisr.Clock.SetUtcNow(until.AddMinutes(1));
        (await teller.PostAsync("fx.exchange", null, Exchange(1000, 141), rate: rate)).ShouldBe("RATE_NOT_USABLE");
    }

    [Theory, Databases]
    public async Task Wrong_input_is_refused_with_its_code_and_stores_nothing(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var teller = new Teller(jisr);
        var now = jisr.Clock.GetUtcNow();
        async Task RefusedAsync(string code, IReadOnlyList<Leg> legs, DateTimeOffset? at = null) =>
            (await teller.PostAsync("contract.fund", null, legs, occurred: at)).ShouldBe(code);
        Leg[] good = [Leg.Debit(Box, 5), Leg.Credit(HeldAccount, 5)];
        await RefusedAsync("AMOUNT_NOT_POSITIVE", [Leg.Debit(Box, 0), Leg.Credit(HeldAccount, 0)]);
        await RefusedAsync("AMOUNT_NOT_POSITIVE", [Leg.Debit(Box, -5), Leg.Credit(HeldAccount, -5)]);
        await RefusedAsync("UNBALANCED", [Leg.Debit(Box, 5), Leg.Credit(HeldAccount, 4)]);
        await RefusedAsync("UNBALANCED", [Leg.Debit(Box, 5), Leg.Credit(Held(2, "USD"), 5)]);
        await RefusedAsync("UNIT_MISMATCH", [Leg.Debit(Cash(1, "XYZ"), 5), Leg.Credit(Held(2, "XYZ"), 5)]);
        await RefusedAsync("UNIT_MISMATCH", [Leg.Debit(Cash(1, "SYP"), 5), Leg.Credit(Held(2, "SYP"), 5)]);
        await RefusedAsync("DATE_NOT_ALLOWED", good, now.AddMinutes(6));
        await RefusedAsync("DATE_NOT_ALLOWED", good, now.AddDays(-31));
        (await jisr.CountAsync("SELECT count(*) FROM ledger_journal_tx")).ShouldBe(0);
        (await teller.PostAsync("contract.fund", null, good, occurred: now.AddDays(-29))).ShouldBeNull();
    }

    [Theory, Databases]
    public async Task Too_many_entries_a_closed_account_and_money_that_was_paid_out_are_refused(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var teller = new Teller(jisr);
        var many = Enumerable.Range(0, 101).SelectMany(_ => new[] { Leg.Debit(Box, 1), Leg.Credit(HeldAccount, 1) });
        (await teller.PostAsync("contract.fund", null, [.. many])).ShouldBe("TOO_MANY_ENTRIES");
        await teller.PostAsync("contract.fund", null, [Leg.Debit(Box, 900), Leg.Credit(HeldAccount, 900)]);
        await teller.PostAsync("contract.release", Id(0xA1), [Leg.Debit(HeldAccount, 900), Leg.Credit(OwedParty, 900)]);
        await teller.PostAsync("payout.send", null, [Leg.Debit(OwedParty, 500), Leg.Credit(Box, 500)]);
        // The money was already paid out: the parties agree a receivable instead.
        (await teller.ReverseAsync(Id(0xA1), "too much")).ShouldBe("NOT_ENOUGH");
        (await teller.ReverseAsync(Id(0xFFF))).ShouldBe("NOT_FOUND");
        await jisr.ExecuteAsync("UPDATE ledger_account SET closed_at = '2026-11-24 00:00:00' WHERE purpose = 'Held'");
        Leg[] more = [Leg.Debit(Box, 5), Leg.Credit(HeldAccount, 5)];
        (await teller.PostAsync("contract.fund", null, more)).ShouldBe("ACCOUNT_NOT_USABLE");
        (await teller.PostAsync("contract.fund", null, [more[0]])).ShouldBe("UNBALANCED");
        (await Association.BrokenAsync(jisr)).ShouldBeEmpty();
    }

    [Theory, Databases]
    public async Task A_cash_step_is_one_entry_to_rounding(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var teller = new Teller(jisr);
        var rounding = Of(AccountOwner.System, AccountPurpose.Rounding, 9);
        await teller.PostAsync("credit.give", null, [Leg.Debit(Buyer, 48300), Leg.Credit(Earned, 48300)]);
        Leg[] paid = [Leg.Debit(Box, 48500), Leg.Credit(Buyer, 48300), Leg.Credit(rounding, 200)];
        (await teller.PostAsync("credit.pay", null, paid)).ShouldBeNull();
        (await teller.BalanceAsync(rounding)).ShouldBe(-200);
        Leg[] twice = [Leg.Debit(Box, 3), Leg.Credit(BuyerCredit, 1), Leg.Credit(rounding, 1), Leg.Credit(rounding, 1)];
        (await teller.PostAsync("credit.pay", null, twice)).ShouldBe("ACCOUNT_NOT_USABLE");
    }

    /// <summary>§5 itself, so that a kind added there and forgotten here is seen.</summary>
    private static List<string> KindsOfTheSpecification() =>
        [.. Table.Select(t => t.Kind).Append("fx.exchange").Append("reversal").Distinct()];

    private static AccountRef FundIn(string unit) => Of(AccountOwner.Fund, AccountPurpose.Fund, 7, unit);

    private static Leg[] Exchange(long jod, long usd) =>
        [
            Leg.Debit(Of(AccountOwner.System, AccountPurpose.Fx, 9, "JOD"), jod),
            Leg.Credit(Cash(1, "JOD"), jod),
            Leg.Debit(Cash(1, "USD"), usd),
            Leg.Credit(Of(AccountOwner.System, AccountPurpose.Fx, 9, "USD"), usd),
        ];

    internal static async Task<Guid> RateAsync(JisrApp jisr, string from, string to, string value, DateTimeOffset until)
    {
        var answer = await jisr.SendAsync(
            "rate.enter",
            new
            {
                @base = from,
                quote = to,
                value,
                side = "mid",
                source = "market notice",
                place = "Idlib",
                validUntil = until,
            }
        );
        answer.IsDone.ShouldBeTrue(string.Join(" ", answer.Reasons));
        return answer.Subject!.Value;
    }
}
