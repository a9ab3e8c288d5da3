using System.Net;
using System.Net.Http.Json;
using Jisr.Contracts.Ledger;
using Jisr.Testing;
using static Jisr.Ledger.Tests.Teller;

namespace Jisr.Ledger.Tests;

/// <summary>ledger.md §12: checked before a copy is made, and before anybody writes after one was put back.</summary>
public class RestoreTests
{
    [Theory, Databases]
    public async Task LA21_a_copy_whose_books_do_not_hold_is_put_back_and_nothing_can_be_written(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var teller = new Teller(jisr);
        await teller.PostAsync("contract.fund", Id(1), [Leg.Debit(Cash(1), 300), Leg.Credit(Held(2), 300)]);
        var (good, bad) = (Path.Combine(jisr.Folder, "good.bak"), Path.Combine(jisr.Folder, "bad.bak"));
        (await jisr.VerbAsync("backup", good)).Output.ShouldNotContain("do not hold");
        await new ByHand(jisr, database).TamperAsync("UPDATE ledger_entry SET amount = 301 WHERE n = 2");
        (await jisr.VerbAsync("backup", bad)).Output.ShouldContain("do not hold");
        await jisr.LetGoOfDatabaseAsync();
        // A file of its own, which no running program has open.
        var target =
            database == DatabasesAttribute.Sqlite
                ? "sqlite:" + Path.Combine(jisr.Folder, "again.db")
                : jisr.DatabaseSetting;
        (await jisr.VerbAsync("restore", bad, "--database", target)).Exit.ShouldBe(0);
        await using (var server = await ServeAsync(jisr, target))
        {
            (await server.Http.GetAsync(new Uri("/", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await WriteAsync(server)).ShouldContain("READ_ONLY");
        }
        (await jisr.VerbAsync("restore", good, "--database", target)).Exit.ShouldBe(0);
        await using (var server = await ServeAsync(jisr, target))
            (await WriteAsync(server)).ShouldNotContain("READ_ONLY");
        File.Exists(Path.Combine(jisr.Folder, "restored")).ShouldBeFalse();
    }

    [Theory, Databases]
    public async Task LA20_an_anchor_of_an_earlier_night_shows_that_the_tail_was_cut_off(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var teller = new Teller(jisr);
        await teller.PostAsync("contract.fund", Id(1), [Leg.Debit(Cash(1), 300), Leg.Credit(Held(2), 300)]);
        await teller.PostAsync("contract.release", Id(2), [Leg.Debit(Held(2), 300), Leg.Credit(Payable(3), 300)]);
        // The night keeps the anchor by itself.
        (await Association.BrokenAsync(jisr)).ShouldBeEmpty();
        var byHand = new ByHand(jisr, database);
        await byHand.TamperAsync(
            $"DELETE FROM ledger_entry WHERE tx_id = {byHand.Id(Id(2))}",
            $"DELETE FROM ledger_journal_tx WHERE id = {byHand.Id(Id(2))}",
            "UPDATE ledger_balance SET posted_d = 0 WHERE account_id IN (SELECT id FROM ledger_account WHERE purpose = 'Held')",
            "UPDATE ledger_balance SET posted_c = 0 WHERE account_id IN (SELECT id FROM ledger_account WHERE purpose = 'Payable')",
            "UPDATE ledger_book SET head_seq = 1, head_hash = (SELECT hash FROM ledger_journal_tx WHERE seq = 1)"
        );
        (await Association.BrokenAsync(jisr)).ShouldHaveSingleItem().ShouldStartWith("anchor I9");
        using var officer = await jisr.BrowserWithRoleAsync(Kernel.Access.Roles.Operator);
        (await officer.GetAsync("/books")).Text.ShouldContain("found that not all holds");
    }

    private static Task<RunningServer> ServeAsync(JisrApp jisr, string target) =>
        RunningServer.StartAsync(jisr.Folder, target, "--Jisr:KeyFile=" + JisrApp.KeySetting);

    // What it says is refused one way or the other; only the reason matters.
    private static async Task<string> WriteAsync(RunningServer server)
    {
        var answer = await server.Http.PostAsJsonAsync(
            "/api/v1/orders",
            new { id = Guid.CreateVersion7(), payload = new { shopCode = "none", lines = Array.Empty<object>() } }
        );
        return await answer.Content.ReadAsStringAsync();
    }
}
