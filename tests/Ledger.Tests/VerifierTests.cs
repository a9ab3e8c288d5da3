using System.Text.Json;
using Jisr.Contracts.Ledger;
using Jisr.Testing;
using static Jisr.Ledger.Tests.Teller;

namespace Jisr.Ledger.Tests;

/// <summary>What was changed behind the program's back is found, and named.</summary>
public class VerifierTests
{
    private static async Task<Teller> ThreeAsync(JisrApp jisr)
    {
        var teller = new Teller(jisr);
        await teller.PostAsync("contract.fund", Id(1), [Leg.Debit(Cash(1), 500), Leg.Credit(Held(2), 500)], "one");
        await teller.PostAsync(
            "contract.release",
            Id(2),
            [Leg.Debit(Held(2), 300), Leg.Credit(Payable(3), 300)],
            "two"
        );
        await teller.PostAsync("payout.send", Id(3), [Leg.Debit(Payable(3), 100), Leg.Credit(Cash(1), 100)], "three");
        return teller;
    }

    private static async Task<(VerbRun Run, List<(string Id, string Invariant)> Broken, string Anchor)> VerifyAsync(
        JisrApp jisr,
        params string[] options
    )
    {
        var run = await jisr.VerbAsync(["ledger", "verify", "--json", .. options]);
        run.Output.ShouldNotBeEmpty(run.Errors);
        var report = JsonDocument.Parse(run.Output).RootElement;
        return (
            run,
            [
                .. report
                    .GetProperty("problems")
                    .EnumerateArray()
                    .Select(p => (p.GetProperty("id").GetString()!, p.GetProperty("invariant").GetString()!)),
            ],
            report.GetProperty("books")[0].GetProperty("anchor").GetString()!
        );
    }

    [Theory, Databases]
    public async Task Untouched_books_hold_and_the_anchor_of_yesterday_still_stands(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var teller = await ThreeAsync(jisr);
        var (first, broken, anchor) = await VerifyAsync(jisr);
        first.Exit.ShouldBe(0);
        broken.ShouldBeEmpty();
        await teller.PostAsync("payout.send", Id(4), [Leg.Debit(Payable(3), 50), Leg.Credit(Cash(1), 50)]);
        (await VerifyAsync(jisr, "--anchor", anchor)).Run.Exit.ShouldBe(0);
        (await VerifyAsync(jisr, "--since", "2026-11-25")).Run.Exit.ShouldBe(0);
    }

    [Theory, Databases]
    public async Task LA19_one_changed_amount_is_named_with_its_transaction_and_account(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        await ThreeAsync(jisr);
        var byHand = new ByHand(jisr, database);
        await byHand.TamperAsync($"UPDATE ledger_entry SET amount = 301 WHERE tx_id = {byHand.Id(Id(2))} AND n = 2");
        var (run, broken, _) = await VerifyAsync(jisr);
        run.Exit.ShouldBe(1);
        broken.ShouldContain((Id(2).ToString(), "I9"));
        broken.ShouldContain((Id(2).ToString(), "I1"));
        broken.Select(b => b.Invariant).ShouldContain("I3");
    }

    [Theory, Databases]
    public async Task LA20_a_tail_that_was_cut_off_with_its_balances_is_caught_by_the_anchor(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        await ThreeAsync(jisr);
        var (_, _, anchor) = await VerifyAsync(jisr);
        var byHand = new ByHand(jisr, database);
        await byHand.TamperAsync(
            $"DELETE FROM ledger_entry WHERE tx_id = {byHand.Id(Id(3))}",
            $"DELETE FROM ledger_journal_tx WHERE id = {byHand.Id(Id(3))}",
            "UPDATE ledger_balance SET posted_c = posted_c - 100 WHERE account_id IN (SELECT id FROM ledger_account WHERE purpose = 'Cash')",
            "UPDATE ledger_balance SET posted_d = posted_d - 100 WHERE account_id IN (SELECT id FROM ledger_account WHERE purpose = 'Payable')",
            "UPDATE ledger_book SET head_seq = 2, head_hash = (SELECT hash FROM ledger_journal_tx WHERE seq = 2)"
        );
        // Without the anchor the books look whole: that is why it is printed and sent away.
        (await VerifyAsync(jisr)).Run.Exit.ShouldBe(0);
        var (run, broken, _) = await VerifyAsync(jisr, "--anchor", anchor);
        run.Exit.ShouldBe(1);
        broken.ShouldHaveSingleItem().Id.ShouldBe("anchor");
    }

    [Theory, Databases]
    public async Task A_changed_reason_and_two_swapped_rows_are_named(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        await ThreeAsync(jisr);
        var byHand = new ByHand(jisr, database);
        await byHand.TamperAsync($"UPDATE ledger_journal_tx SET reason = 'x' WHERE id = {byHand.Id(Id(1))}");
        (await VerifyAsync(jisr)).Broken.ShouldContain((Id(1).ToString(), "I9"));
        await byHand.TamperAsync(
            $"UPDATE ledger_journal_tx SET reason = 'one' WHERE id = {byHand.Id(Id(1))}",
            $"UPDATE ledger_journal_tx SET seq = 99 WHERE id = {byHand.Id(Id(1))}",
            $"UPDATE ledger_journal_tx SET seq = 1 WHERE id = {byHand.Id(Id(2))}",
            $"UPDATE ledger_journal_tx SET seq = 2 WHERE id = {byHand.Id(Id(1))}"
        );
        var broken = (await VerifyAsync(jisr)).Broken;
        broken.ShouldContain((Id(1).ToString(), "I9"));
        broken.ShouldContain((Id(2).ToString(), "I9"));
    }

    [Theory, Databases]
    public async Task LA29_a_kind_that_is_not_in_the_list_is_named_and_never_posted(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var teller = await ThreeAsync(jisr);
        (await teller.PostAsync("contract.gift", null, [Leg.Debit(Cash(1), 5), Leg.Credit(Held(2), 5)])).ShouldBe(
            "KIND_UNKNOWN"
        );
        var byHand = new ByHand(jisr, database);
        await byHand.TamperAsync($"UPDATE ledger_journal_tx SET kind = 'contract.gift' WHERE id = {byHand.Id(Id(1))}");
        var (run, broken, _) = await VerifyAsync(jisr);
        run.Exit.ShouldBe(1);
        broken.ShouldContain((Id(1).ToString(), "I16"));
    }

    [Fact]
    public async Task A_check_that_cannot_run_says_two()
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        await File.WriteAllTextAsync(Path.Combine(jisr.Folder, "broken.db"), "this is no database, only a text");
        var run = await jisr.VerbAsync(
            "ledger",
            "verify",
            "--database",
            "sqlite:" + Path.Combine(jisr.Folder, "broken.db")
        );
        run.Exit.ShouldBe(2, run.Errors);
    }
}
