using System.Diagnostics;
using Jisr.Kernel.Access;
using Jisr.Kernel.Ids;
using Jisr.Testing;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Jisr.People.Tests;

/// <summary>Finding people, and what is written down about looking.</summary>
public class PersonFindTests
{
    private static async Task<Page> FindAsync(Browser browser, string typed) =>
        await browser.SendAsync(await browser.GetAsync("/people"), ("q", typed));

    [Theory, Databases]
    public async Task She_is_found_by_name_in_both_scripts_by_number_and_by_telephone(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var id = await centre.WomanAsync("خديجة عبد الرحمن الخطيب", "1990", "0944567890");
        await centre.WomanAsync("ميساء الأحمد", "1970");
        var number = await NumberAsync(jisr, centre, id);
        using var browser = centre.Browser();
        foreach (
            var typed in (string[])
                [
                    "خديجه الخطيب",
                    "Khadija Alkhatib",
                    "خَدِيجَة عبدالرحمن",
                    number,
                    number.ToLowerInvariant().Insert(4, " "),
                    "+963 944 567 890",
                    "٠٩٤٤٥٦٧٨٩٠",
                ]
        )
        {
            var page = await FindAsync(browser, typed);
            page.Status.ShouldBe(200);
            page.Text.ShouldContain("خديجة عبد الرحمن الخطيب", Case.Sensitive, typed);
            page.Text.ShouldNotContain("ميساء", Case.Sensitive, typed);
            page.Address.ShouldBe("/people", "what is searched for never stands in an address");
        }
        (await FindAsync(browser, "لا أحد هنا")).Text.ShouldContain("Nobody of your centre was found");
        (await FindAsync(browser, "")).Status.ShouldBe(422);
        (await FindAsync(browser, new string('س', 400))).Status.ShouldBe(422);
    }

    [Theory, Databases]
    public async Task Of_another_centres_woman_a_search_tells_only_whom_to_ask(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var a = await Centre.OpenAsync(jisr, "centre-a");
        var b = await Centre.OpenAsync(jisr, "centre-b");
        var id = await a.WomanAsync("جميلة الصوفي", "1980", "0944567890");
        using var browser = b.Browser();
        foreach (var typed in (string[])["جميلة الصوفي", "0944567890"])
        {
            var page = await FindAsync(browser, typed);
            page.Text.ShouldContain("ask Centre centre-a");
            page.Text.ShouldNotContain("جميلة");
            page.Html.ShouldNotContain(id.ToString());
        }
        (await browser.GetAsync("/people")).Text.ShouldNotContain("جميلة");
        // Nothing of the search text is kept.
        (await jisr.CountAsync("SELECT count(*) FROM kernel_read_log WHERE action = 'search'")).ShouldBe(2);
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM kernel_read_log WHERE reason LIKE '%الصوفي%' OR reason LIKE '%567890%'"
            )
        ).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task DO33_PE16_a_list_of_25_stands_in_her_log_with_role_and_centre_in_her_language(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var ids = new List<PartyId>();
        for (var i = 0; i < 26; i++)
            ids.Add(await centre.WomanAsync("امرأة " + (char)('ا' + i) + " المحمد", "1990"));
        using (var worker = centre.Browser())
        {
            var page = await worker.GetAsync("/people");
            page.Document.QuerySelectorAll("tbody tr").Length.ShouldBe(25);
            page.Document.QuerySelector("a[rel=next]").ShouldNotBeNull();
        }
        jisr.Clock.Advance(TimeSpan.FromDays(1));
        using var she = jisr.BrowserOf(await jisr.AccountOfAsync(ids[25]), "ar");
        (await she.GetAsync("/me")).Text.ShouldContain("عاملة في مركز harem-1 رأت الاسم في قائمة");
        using var french = jisr.BrowserOf(await jisr.AccountOfAsync(ids[24]), "fr");
        (await french.GetAsync("/me")).Text.ShouldContain("Une agente de Centre harem-1 a vu le nom dans une liste");
        using var english = jisr.BrowserOf(await jisr.AccountOfAsync(ids[23]));
        (await english.GetAsync("/me")).Text.ShouldContain("A worker of Centre harem-1 saw the name in a list");
        // The oldest stood on the second page, which nobody opened.
        using var first = jisr.BrowserOf(await jisr.AccountOfAsync(ids[0]), "ar");
        (await first.GetAsync("/me")).Text.ShouldContain("لم يطّلع أحد بعد");
    }

    [Theory, Databases]
    public async Task The_list_is_paged_by_key_sorted_and_filtered_and_misses_nobody(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var names = Enumerable.Range(0, 30).Select(i => $"سيدة {i:00} الأحمد").ToList();
        foreach (var name in names)
            await centre.WomanAsync(name, "1990");
        using var browser = centre.Browser();
        foreach (var sort in (string[])["new", "name"])
        {
            var seen = new List<string>();
            var page = await browser.GetAsync("/people?sort=" + sort);
            while (true)
            {
                seen.AddRange(page.Document.QuerySelectorAll("tbody th bdi").Select(e => e.TextContent));
                if (page.Document.QuerySelector("a[rel=next]") is not { } next)
                    break;
                page = await browser.GetAsync(next.GetAttribute("href")!);
            }
            seen.ShouldBe(sort == "name" ? names : [.. names.AsEnumerable().Reverse()], sort);
        }
        (await browser.GetAsync("/people?month=2026-11")).Document.QuerySelectorAll("tbody tr").Length.ShouldBe(25);
        (await browser.GetAsync("/people?month=2026-10")).Text.ShouldContain("Nobody fits this choice");
        (await browser.GetAsync("/people?match=yes&month=x&after=y")).Status.ShouldBe(200);
    }

    [Theory, Databases]
    public async Task The_list_takes_the_same_number_of_statements_for_two_women_as_for_25(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        using var browser = centre.Browser();
        await centre.WomanAsync("سيدة أ", "1990");
        await centre.WomanAsync("سيدة ب", "1990");
        await browser.GetAsync("/people");
        var few = await StatementsAsync(jisr, () => browser.GetAsync("/people"));
        for (var i = 0; i < 23; i++)
            await centre.WomanAsync($"سيدة {i}", "1990");
        var page = await browser.GetAsync("/people");
        page.Document.QuerySelectorAll("tbody tr").Length.ShouldBe(25);
        var many = await StatementsAsync(jisr, () => browser.GetAsync("/people"));
        few.ShouldBeGreaterThan(3);
        // The read log adds a row a woman, in batches of the database; nothing else grows.
        many.ShouldBeLessThanOrEqualTo(few + (database == DatabasesAttribute.Sqlite ? 23 : 1));
        (await SelectsAsync(jisr, () => browser.GetAsync("/people"))).ShouldBe(
            await SelectsAsync(jisr, () => browser.GetAsync("/people?month=2026-10"))
        );
    }

    [Theory, Databases]
    public async Task An_export_asks_for_a_purpose_is_written_down_and_holds_no_formula_and_no_telephone(
        string database
    )
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var id = await centre.WomanAsync("=HYPERLINK سعاد", "1990", "0944567890");
        using (var worker = centre.Browser())
            (await worker.GetAsync("/people/export")).Status.ShouldBeOneOf(403, 404);
        using var lead = await centre.BrowserAsync(Roles.UnitLead);
        var page = await lead.SendAsync(await lead.GetAsync("/people/export"));
        page.Status.ShouldBe(422);
        (await jisr.CountAsync("SELECT count(*) FROM kernel_read_log WHERE action = 'export'")).ShouldBe(0);
        page = await lead.SendAsync(page, ("purpose", "planning"));
        page.Response.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        page.Html.ShouldContain("\"'=HYPERLINK سعاد\"");
        page.Html.ShouldNotContain("944567890");
        (
            await jisr.CountAsync(
                $"SELECT count(*) FROM kernel_read_log WHERE action = 'export' AND reason = 'planning 1' AND subjects LIKE '%{id}%'"
            )
        ).ShouldBe(1);
        var print = await lead.GetAsync("/people/print?purpose=attendance");
        print.Text.ShouldContain("سعاد");
        (await jisr.CountAsync("SELECT count(*) FROM kernel_read_log WHERE action = 'print'")).ShouldBe(1);
        using var she = jisr.BrowserOf(await jisr.AccountOfAsync(id));
        (await she.GetAsync("/me")).Text.ShouldContain(
            "The head of Centre harem-1 took the name into a file: planning"
        );
    }

    [Theory, Databases]
    public async Task PE13_a_yes_that_was_taken_back_acts_on_the_next_file(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var id = await centre.WomanAsync("سعاد الحلبي");
        await centre.WomanAsync("نجوى الحلبي");
        using var lead = await centre.BrowserAsync(Roles.UnitLead);
        const string File = "/people/export/file?purpose=share-with:council";
        (await lead.GetAsync(File)).Html.ShouldNotContain("سعاد");
        using (var she = jisr.BrowserOf(await jisr.AccountOfAsync(id)))
        {
            await she.SendAsync(await she.GetAsync("/me"), "form.one", ("give", "share-with:council"));
            var given = await lead.GetAsync(File);
            given.Html.ShouldContain("سعاد");
            given.Html.ShouldNotContain("نجوى");
            jisr.Clock.Advance(TimeSpan.FromMinutes(1));
            await she.SendAsync(await she.GetAsync("/me"), "form.one", ("withdraw", "share-with:council"));
        }
        (await lead.GetAsync(File)).Html.ShouldNotContain("سعاد");
        (await jisr.CountAsync("SELECT count(*) FROM people_consent WHERE purpose = 'share-with:council'")).ShouldBe(2);
    }

    internal static async Task<string> NumberAsync(JisrApp jisr, Centre centre, PartyId id)
    {
        using var browser = centre.Browser();
        var json = await browser.Http.GetStringAsync("/api/v1/parties/" + id, TestContext.Current.CancellationToken);
        return System.Text.Json.JsonDocument.Parse(json).RootElement.GetProperty("number").GetString()!;
    }

    private static Task<int> SelectsAsync(JisrApp jisr, Func<Task> act) => CountAsync(jisr, act, "SELECT");

    private static Task<int> StatementsAsync(JisrApp jisr, Func<Task> act) => CountAsync(jisr, act, "");

    private static async Task<int> CountAsync(JisrApp jisr, Func<Task> act, string beginning)
    {
        var listener = new Statements(jisr.DatabaseSetting, beginning);
        using var all = DiagnosticListener.AllListeners.Subscribe(listener);
        await act();
        return listener.Count;
    }

    /// <summary>Counts the statements of one database, whoever else runs beside.</summary>
    private sealed class Statements(string setting, string beginning)
        : IObserver<DiagnosticListener>,
            IObserver<KeyValuePair<string, object?>>
    {
        private int count;

        public int Count => count;

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.EntityFrameworkCore")
                value.Subscribe(this);
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (
                value.Value is CommandExecutedEventData { Command: { } command }
                && setting.Contains(
                    setting.StartsWith("sqlite", StringComparison.Ordinal)
                        ? command.Connection!.DataSource
                        : command.Connection!.Database,
                    StringComparison.Ordinal
                )
                && command.CommandText.StartsWith(beginning, StringComparison.Ordinal)
            )
                Interlocked.Increment(ref count);
        }

        public void OnCompleted() { }

        public void OnError(Exception error) { }
    }
}
