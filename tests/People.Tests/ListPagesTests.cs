using System.Globalization;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Testing;

namespace Jisr.People.Tests;

/// <summary>Lists that grow with the years go on to a next page: every row stands on one of them, once.</summary>
public class ListPagesTests
{
    [Theory, Databases]
    public async Task Files_opened_in_an_emergency(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var a = await Centre.OpenAsync(jisr, "centre-a");
        var b = await Centre.OpenAsync(jisr, "centre-b");
        var id = await a.WomanAsync("رغد العلي");
        using var worker = b.Browser();
        await worker.SendAsync(
            await worker.GetAsync("/people/emergency"),
            ("number", await PersonFindTests.NumberAsync(jisr, a, id)),
            ("reason", "She fainted here and we must know her family")
        );
        await CopyAsync(
            jisr,
            database,
            "people_opening",
            "party_id, owner_unit_id, account_id, role, by_unit_id, at, until",
            "reason",
            60
        );
        using var lead = await a.BrowserAsync(Roles.UnitLead);
        (await RowsAsync(lead, "/people/openings", "ul.lines li div > bdi")).ShouldBe((61, 3));
    }

    [Theory, Databases]
    public async Task What_retention_did_and_how_a_rule_was_changed(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        using var admin = await jisr.BrowserWithRoleAsync(Roles.Administrator);
        var saved = await admin.SendAsync(
            await admin.GetAsync("/retention/consents"),
            ("months", "48"),
            ("reason", "قرار الإدارة")
        );
        saved.Address.ShouldBe("/retention", saved.Text);
        await CopyAsync(jisr, database, "people_retention_change", "data_class, before, after, at", "reason", 60);
        (await RowsAsync(admin, "/retention/consents", "ul[aria-labelledby=changes] bdi")).ShouldBe((61, 2));
        for (var i = 0; i < 70; i++)
        {
            var bytes = Jisr.Kernel.Ids.NewId.Next().ToString("N");
            var id = database == DatabasesAttribute.Sqlite ? $"X'{bytes}'" : $"'{bytes}'::uuid";
            var at =
                database == DatabasesAttribute.Sqlite ? "'2026-11-20 03:00:00'" : "'2026-11-20 03:00:00'::timestamptz";
            await jisr.ExecuteAsync(
                "INSERT INTO people_retention_line (id, run_id, at, data_class, \"then\", before, count) VALUES ("
                    + $"{id}, {id}, {at}, 'contacts', 'delete', '2024-11-20', {(i + 1).ToString(CultureInfo.InvariantCulture)})"
            );
        }
        (await RowsAsync(admin, "/retention", "#done li")).ShouldBe((70, 2));
    }

    [Theory, Databases]
    public async Task Referrals_of_one_woman_and_those_that_ask_a_receiver(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr, "centre-a");
        var other = await Centre.OpenAsync(jisr, "centre-b");
        var id = await centre.WomanAsync("رغد العلي");
        var asked = await jisr.SendAsync(
            "referral.propose",
            new
            {
                partyId = id,
                toUnitId = other.Unit,
                purpose = "training",
                sheAgreed = true,
            },
            actor: centre.Actor,
            door: Door.Api
        );
        asked.IsDone.ShouldBeTrue(string.Join(", ", asked.Reasons.Select(r => r.Code)));
        var columns = await ColumnsAsync(jisr, database, "people_referral");
        await CopyAsync(jisr, database, "people_referral", columns, "", 59);
        using var lead = await other.BrowserAsync(Roles.UnitLead);
        (await RowsAsync(lead, "/referrals", "button[name=do][value^=accept]")).ShouldBe((60, 3));
        using var worker = centre.Browser();
        (await RowsAsync(worker, $"/people/{id}/referrals", "ul.lines button[name=id]")).ShouldBe((60, 3));
    }

    [Theory, Databases]
    public async Task Registrations_that_are_not_finished(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        using var worker = centre.Browser();
        for (var i = 0; i < 27; i++)
        {
            jisr.Clock.Advance(TimeSpan.FromSeconds(1));
            await worker.SendAsync(await worker.GetAsync("/register/assisted"));
        }
        (await RowsAsync(worker, "/register/assisted", "ul.lines a[href$=drop]")).ShouldBe((27, 2));
    }

    // Walks from page to page; how many rows, none twice, on how many pages.
    private static async Task<(int Rows, int Pages)> RowsAsync(Browser browser, string address, string selector)
    {
        var seen = new List<string>();
        for (var pages = 1; ; pages++)
        {
            var page = await browser.GetAsync(address);
            page.Status.ShouldBe(200, page.Text);
            seen.AddRange(
                page.Document.QuerySelectorAll(selector)
                    .Select(r => r.GetAttribute("value") ?? r.GetAttribute("href") ?? r.TextContent.Trim())
            );
            if (page.Document.QuerySelector("nav.pager a[rel=next]") is not { } next)
            {
                seen.Distinct().Count().ShouldBe(seen.Count, address);
                return (seen.Count, pages);
            }
            address = next.GetAttribute("href")!;
        }
    }

    private static async Task<string> ColumnsAsync(JisrApp jisr, string database, string table) =>
        (
            await jisr.TextAsync(
                database == DatabasesAttribute.Sqlite
                    ? $"SELECT group_concat('\"' || name || '\"', ', ') FROM pragma_table_info('{table}') WHERE name <> 'id'"
                    : $"SELECT string_agg('\"' || column_name || '\"', ', ') FROM information_schema.columns WHERE table_name = '{table}' AND table_schema = current_schema() AND column_name <> 'id'"
            )
        )!;

    // The first row of a table again and again, each under an id of its own and, where a column is named, with another text.
    private static async Task CopyAsync(
        JisrApp jisr,
        string database,
        string table,
        string columns,
        string numbered,
        int times
    )
    {
        var id = database == DatabasesAttribute.Sqlite ? "randomblob(16)" : "gen_random_uuid()";
        var (into, from) =
            numbered.Length == 0 ? ("", "") : ($", {numbered}", $", t.{numbered} || ' ' || CAST(n.i AS TEXT)");
        var own = string.Join(", ", columns.Split(", ").Select(c => "t." + c));
        (
            await jisr.ExecuteAsync(
                $"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {times}) "
                    + $"INSERT INTO {table} (id, {columns}{into}) SELECT {id}, {own}{from} FROM n CROSS JOIN (SELECT * FROM {table} LIMIT 1) t"
            )
        ).ShouldBe(times);
    }
}
