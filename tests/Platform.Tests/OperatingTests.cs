using System.Net.Http.Json;
using System.Text.Json;
using Jisr.Testing;

namespace Jisr.Platform.Tests;

/// <summary>The verbs of whoever runs the server.</summary>
public class OperatingTests
{
    [Theory, Databases]
    public async Task A_backup_while_writing_goes_on_is_whole_and_can_be_put_back(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        await OneShop.OpenAsync(jisr);
        var file = Path.Combine(jisr.Folder, "copy.bak");
        long before,
            after;
        using (var stop = new CancellationTokenSource())
        {
            // On a thread of its own: SQLite answers at once, and the loop would never come back here.
            var writing = Task.Run(() => WriteAsync(jisr, stop.Token));
            while (await OrdersAsync(jisr) < 10)
                await Task.Delay(10);
            before = await OrdersAsync(jisr);
            var backup = await jisr.VerbAsync("backup", file);
            backup.Exit.ShouldBe(0, backup.Errors);
            backup.Output.ShouldContain(file);
            after = await OrdersAsync(jisr);
            await stop.CancelAsync();
            await writing;
        }
        after.ShouldBeGreaterThan(before, "writing went on");
        for (var i = 0; i < 3; i++)
            (await jisr.SendAsync("order.place", OneShop.Order(Guid.CreateVersion7(), i))).IsDone.ShouldBeTrue();
        await jisr.LetGoOfDatabaseAsync();
        var restore = await jisr.VerbAsync("restore", file);
        restore.Exit.ShouldBe(0, restore.Errors);
        var kept = await OrdersAsync(jisr);
        kept.ShouldBeInRange(before, after);
        // Nothing half in the copy.
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM market_order o WHERE (SELECT count(*) FROM market_order_line l WHERE l.order_id = o.id) <> 1 OR NOT EXISTS (SELECT 1 FROM kernel_command_receipt r WHERE r.id = o.id)"
            )
        ).ShouldBe(0);
        (await jisr.VerbAsync("ledger", "verify")).Exit.ShouldBe(0);
        await using var server = await ServerTests.StartAsync(jisr, database);
        (
            await server.Http.PostAsJsonAsync("/api/v1/orders", OneShop.Order(Guid.CreateVersion7(), 1))
        ).EnsureSuccessStatusCode();
    }

    [Theory, Databases]
    public async Task A_copy_that_is_none_is_refused_and_the_database_stays(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        await OneShop.OpenAsync(jisr);
        var good = Path.Combine(jisr.Folder, "good.bak");
        (await jisr.VerbAsync("backup", good)).Exit.ShouldBe(0);
        var half = Path.Combine(jisr.Folder, "half.bak");
        await File.WriteAllBytesAsync(half, (await File.ReadAllBytesAsync(good))[..20_000]);
        var garbage = Path.Combine(jisr.Folder, "garbage.bak");
        await File.WriteAllTextAsync(garbage, "this is no copy");
        var empty = Path.Combine(jisr.Folder, "empty.bak");
        await File.WriteAllTextAsync(empty, "");
        foreach (var file in new[] { half, garbage, empty, Path.Combine(jisr.Folder, "missing.bak") })
        {
            var restore = await jisr.VerbAsync("restore", file);
            restore.Exit.ShouldBe(1, file);
            restore.Errors.ShouldContain("nothing was restored", Case.Insensitive, file);
            restore.Errors.ShouldNotContain("   at ", Case.Sensitive, file);
        }
        (await jisr.CountAsync("SELECT count(*) FROM market_shop")).ShouldBe(1);
        var nowhere = await jisr.VerbAsync("backup", Path.Combine(jisr.Folder, "no", "such", "folder", "x.bak"));
        nowhere.Exit.ShouldBe(1);
        nowhere.Errors.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Migrate_makes_a_database_from_nothing_and_does_no_harm_twice()
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        var file = Path.Combine(jisr.Folder, "new", "fresh.db");
        for (var i = 0; i < 2; i++)
        {
            var migrate = await jisr.VerbAsync("migrate", "--database", "sqlite:" + file);
            migrate.Exit.ShouldBe(0, migrate.Errors);
            migrate.Output.ShouldContain("up to date");
        }
        new FileInfo(file).Length.ShouldBeGreaterThan(100_000);
        var verify = await jisr.VerbAsync("ledger", "verify", "--database", "sqlite:" + file);
        verify.Exit.ShouldBe(0, verify.Errors);
    }

    [Theory, Databases]
    public async Task Migrate_brings_an_older_database_up_to_date_and_keeps_what_is_in_it(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        await OneShop.OpenAsync(jisr);
        // As it stood before the last of the hand-written migrations: its row and its index are not there.
        await jisr.ExecuteAsync("""DELETE FROM "__EFMigrationsHistory" WHERE "migration_id" LIKE '%LedgerGuards'""");
        foreach (var drop in Drops(database))
            await jisr.ExecuteAsync(drop);
        if (database == DatabasesAttribute.Postgres)
            (await jisr.VerbAsync("ledger", "verify")).Errors.ShouldContain("jisr migrate");
        var migrate = await jisr.VerbAsync("migrate");
        migrate.Exit.ShouldBe(0, migrate.Errors);
        (await jisr.CountAsync("SELECT count(*) FROM market_shop")).ShouldBe(1);
        (
            await jisr.CountAsync(
                """SELECT count(*) FROM "__EFMigrationsHistory" WHERE "migration_id" LIKE '%LedgerGuards'"""
            )
        ).ShouldBe(1);
        if (database == DatabasesAttribute.Sqlite)
            File.Exists(Path.Combine(jisr.Folder, "jisr.db.before-migrating")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_start_without_the_key_file_is_refused()
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        await OneShop.OpenAsync(jisr);
        var missing = Path.Combine(jisr.Folder, "lost.key");
        var run = await jisr.VerbAsync("serve", "--urls", "http://127.0.0.1:0", "--key-file", missing);
        run.Exit.ShouldBe(1);
        run.Errors.ShouldContain("key file");
        run.Errors.ShouldNotContain("   at ");
        File.Exists(missing).ShouldBeFalse("a new key would make all sealed fields unreadable");
    }

    [Theory]
    [InlineData("")]
    [InlineData("serve")]
    [InlineData("migrate")]
    [InlineData("backup")]
    [InlineData("restore")]
    [InlineData("keys rotate")]
    [InlineData("ledger verify")]
    [InlineData("ledger export")]
    [InlineData("import people")]
    public async Task Every_verb_has_help(string verb)
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        var run = await jisr.VerbAsync([.. verb.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        run.Exit.ShouldBe(0, run.Errors);
        run.Output.ShouldContain("Usage:");
        run.Output.ShouldContain("Description:");
    }

    [Theory]
    [InlineData("fly")]
    [InlineData("backup")]
    [InlineData("backup a b")]
    [InlineData("migrate --nonsense")]
    [InlineData("serve --nonsense")]
    [InlineData("ledger")]
    [InlineData("ledger verify --since yesterday")]
    public async Task Wrong_words_are_named_and_end_with_a_code(string line)
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        var run = await jisr.VerbAsync(line.Split(' '));
        run.Exit.ShouldNotBe(0);
        run.Errors.ShouldNotBeNullOrWhiteSpace();
        run.Errors.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Verbs_speak_json_where_a_script_asks()
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        await OneShop.OpenAsync(jisr);
        var file = Path.Combine(jisr.Folder, "copy.bak");
        var backup = await jisr.VerbAsync("backup", file, "--json");
        backup.Exit.ShouldBe(0, backup.Errors);
        var said = JsonDocument.Parse(backup.Output).RootElement;
        said.GetProperty("file").GetString().ShouldBe(file);
        said.GetProperty("bytes").GetInt64().ShouldBe(new FileInfo(file).Length);
        (await jisr.VerbAsync("migrate", "--json")).Output.ShouldContain("\"pending\":0");
        JsonDocument
            .Parse((await jisr.VerbAsync("ledger", "verify", "--json")).Output)
            .RootElement.ValueKind.ShouldBe(JsonValueKind.Object);
        JsonDocument
            .Parse((await jisr.VerbAsync("restore", "/no/such", "--json")).Errors)
            .RootElement.GetProperty("error")
            .GetString()
            .ShouldNotBeNullOrEmpty();
    }

    [Theory, Databases, Asvs("11.2.2")]
    public async Task Keys_can_be_rotated_and_what_was_sealed_before_stays_readable(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        await OneShop.OpenAsync(jisr);
        (await jisr.SendAsync("order.place", OneShop.Order(Guid.CreateVersion7(), 1))).IsDone.ShouldBeTrue();
        var key = Path.Combine(jisr.Folder, "own.key");
        File.Copy(JisrApp.KeySetting, key);
        var rotate = await jisr.VerbAsync("keys", "rotate", "--key-file", key);
        rotate.Exit.ShouldBe(0, rotate.Errors);
        (await File.ReadAllTextAsync(key)).ShouldStartWith("2 ");
        // The same buyer orders with the new key: she is known again by her number.
        await using var server = await ServerTests.StartAsync(jisr, database, "--key-file", key);
        (
            await server.Http.PostAsJsonAsync("/api/v1/orders", OneShop.Order(Guid.CreateVersion7(), 1))
        ).EnsureSuccessStatusCode();
        (await jisr.CountAsync("SELECT count(*) FROM market_contact")).ShouldBe(1);
    }

    [Theory]
    [InlineData("ar_SA.UTF-8")]
    [InlineData("fr_MA.UTF-8")]
    [InlineData("tr_TR.UTF-8")]
    public async Task XA9_what_a_verb_writes_does_not_follow_the_language_of_the_machine(string language)
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        await OneShop.OpenAsync(jisr);
        var plain = await jisr.VerbAsync("ledger", "verify", "--json", "--since", "2026-11-03");
        var there = await jisr.VerbUnderAsync(language, "ledger", "verify", "--json", "--since", "2026-11-03");
        there.Exit.ShouldBe(0, there.Errors);
        there.Output.ShouldBe(plain.Output);
        there.Output.ShouldAllBe(c => c < 128);
    }

    private static string[] Drops(string database) =>
        database == DatabasesAttribute.Postgres
            ? ["DROP FUNCTION ledger_append_only() CASCADE"]
            :
            [
                .. from table in (string[])
                    [
                        "ledger_entry",
                        "ledger_journal_tx",
                        "ledger_rate",
                        "ledger_approval",
                        "ledger_book_limit",
                        "ledger_anchor",
                    ]
                from act in (string[])["update", "delete"]
                select $"DROP TRIGGER {table}_no_{act}",
            ];

    private static Task<long> OrdersAsync(JisrApp jisr) => jisr.CountAsync("SELECT count(*) FROM market_order");

    private static async Task WriteAsync(JisrApp jisr, CancellationToken stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
            (await jisr.SendAsync("order.place", OneShop.Order(Guid.CreateVersion7(), i % 50))).IsDone.ShouldBeTrue();
    }
}
