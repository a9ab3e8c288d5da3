using System.Net;
using System.Text;
using Jisr.Kernel.Access;
using Jisr.Kernel.Ids;
using Jisr.Testing;

namespace Jisr.People.Tests;

/// <summary>Staff bring a file by the page: look first, then register, then take the answers away.</summary>
public class ImportPageTests
{
    [Theory, Databases]
    public async Task DO24_a_file_of_45_rows_is_45_accepted_and_again_45_duplicate(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (staff, _) = await StaffAsync(jisr);
        using var browser = staff;
        var lines = await File.ReadAllLinesAsync(ImportTests.Fixture("launch-day-121.csv"));
        var file = Encoding.UTF8.GetBytes(string.Join("\r\n", lines.Take(46)) + "\r\n");

        var preview = await UploadAsync(browser, file);
        preview.FirstStatus.ShouldBe(HttpStatusCode.SeeOther, preview.Text);
        Stats(preview).ShouldBe([45, 0, 0]);
        (await jisr.CountAsync("SELECT count(*) FROM people_party")).ShouldBe(0);
        var result = await browser.SendAsync(preview);
        Stats(result).ShouldBe([45, 0, 0, 0]);
        (await jisr.CountAsync("SELECT count(*) FROM people_party")).ShouldBe(45);
        (await jisr.CountAsync("SELECT count(*) FROM people_membership")).ShouldBe(45);

        jisr.Clock.Advance(TimeSpan.FromMinutes(5));
        var again = await UploadAsync(browser, file);
        again.Text.ShouldContain("This same file was brought before");
        Stats(await browser.SendAsync(again)).ShouldBe([0, 45, 0, 0]);
        (await jisr.CountAsync("SELECT count(*) FROM people_party")).ShouldBe(45);
        (await jisr.CountAsync("SELECT count(*) FROM people_import_batch WHERE state = 'applied'")).ShouldBe(2);
        var list = await browser.GetAsync("/import/people");
        list.Document.QuerySelectorAll(".tasks li").Length.ShouldBe(2);
    }

    [Theory, Databases]
    public async Task The_second_tap_and_a_stop_half_way_change_nothing_twice(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (staff, _) = await StaffAsync(jisr);
        using var browser = staff;
        var preview = await UploadAsync(
            browser,
            await File.ReadAllBytesAsync(ImportTests.Fixture("launch-day-121.csv"))
        );
        var pages = await Task.WhenAll(browser.SendAsync(preview), browser.SendAsync(preview));
        foreach (var page in pages)
            Stats(page).ShouldBe([121, 0, 0, 0]);
        (await jisr.CountAsync("SELECT count(*) FROM people_party")).ShouldBe(121);

        // The program stopped after the rows and before their answers were kept.
        await jisr.ExecuteAsync("UPDATE people_import_batch SET state = 'applying', answers = NULL, accepted = 0");
        var stopped = await browser.GetAsync(preview.Address);
        stopped.Text.ShouldContain("This file was stopped half way");
        Stats(await browser.SendAsync(stopped)).ShouldBe([121, 0, 0, 0]);
        (await jisr.CountAsync("SELECT count(*) FROM people_party")).ShouldBe(121);
    }

    [Theory, Databases]
    public async Task Some_rows_are_left_out_and_a_file_brought_by_mistake_is_taken_back(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (staff, unit) = await StaffAsync(jisr);
        using var browser = staff;
        var lines = await File.ReadAllLinesAsync(ImportTests.Fixture("launch-day-121.csv"));
        var file = Encoding.UTF8.GetBytes(string.Join("\r\n", lines.Take(21)) + "\r\n");
        var preview = await UploadAsync(browser, file);
        var wrong = await browser.SendAsync(preview, ("without", "3, 19-25"));
        wrong.Status.ShouldBe(422);
        wrong.Value("without").ShouldBe("3, 19-25");
        Stats(await browser.SendAsync(wrong, ("without", "٣، 19-20"))).ShouldBe([17, 0, 0, 0]);
        (await jisr.CountAsync("SELECT count(*) FROM people_party")).ShouldBe(17);
        var rows = await browser.Http.GetStringAsync(new Uri(preview.Address + "/result.csv", UriKind.Relative));
        rows.Split('\n').Count(r => r.Contains("left-out")).ShouldBe(3);

        // One of them has been spoken with since: she stays.
        using var lead = await jisr.BrowserWithRoleAsync(Roles.UnitLead, unit);
        var her = (await lead.GetAsync("/people")).Document.QuerySelector("tbody a[href^='/people/0']")!;
        await lead.SendAsync(
            await lead.GetAsync(her.GetAttribute("href") + "/change/household"),
            ("householdHead", "سالم العلي")
        );
        var result = await lead.GetAsync(preview.Address);
        var without = await lead.SendAsync(result);
        without.Status.ShouldBe(422);
        var undone = await lead.SendAsync(without, ("reason", "ملف تجريبي"));
        undone.Text.ShouldContain("16 registrations of this file were taken back");
        (await jisr.CountAsync("SELECT count(*) FROM people_party WHERE state = 'active'")).ShouldBe(1);
        // The figures follow, and the same file may be brought again.
        (
            await jisr.CountAsync("SELECT count(*) FROM insight_fact WHERE kind = 'PersonRegistered' AND counts")
        ).ShouldBe(1);
        (
            await jisr.CountAsync("SELECT count(*) FROM insight_fact WHERE kind = 'MembershipChanged' AND counts")
        ).ShouldBe(1);
        jisr.Clock.Advance(TimeSpan.FromMinutes(5));
        Stats(await browser.SendAsync(await UploadAsync(browser, file))).ShouldBe([19, 1, 0, 0]);
        (await jisr.CountAsync("SELECT count(*) FROM people_party WHERE state = 'active'")).ShouldBe(20);
    }

    [Theory, Databases]
    public async Task Refused_rows_are_named_before_and_after_and_can_be_taken_away(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (staff, unit) = await StaffAsync(jisr);
        using var browser = staff;
        await browser.SendAsync(
            await UploadAsync(browser, await File.ReadAllBytesAsync(ImportTests.Fixture("launch-day-121.csv")))
        );
        jisr.Clock.Advance(TimeSpan.FromMinutes(5));
        var preview = await UploadAsync(
            browser,
            await File.ReadAllBytesAsync(ImportTests.Fixture("launch-day-bad-rows.csv"))
        );
        Stats(preview).ShouldBe([10, 13, 0]);
        preview.Document.QuerySelectorAll("table")[0].QuerySelectorAll("tbody tr").Length.ShouldBe(13);
        var result = await browser.SendAsync(preview);
        Stats(result).ShouldBe([8, 1, 1, 13], result.Text);
        // Markup in a name is kept as typed and shown as text.
        (await browser.GetAsync("/people")).Text.ShouldContain("<b>تودة</b>");

        var rows = ImportTests.Parse(await browser.Http.GetStringAsync(result.Address + "/result.csv"));
        rows.Count.ShouldBe(23);
        rows.Single(r => r["record_id"] == "B004")["match_with"].ShouldBe("L031");
        rows.Single(r => r["record_id"] == "B007")["code"].ShouldBe("PHONE_INVALID");
        rows.Count(r => r["number"].Length > 0).ShouldBe(8);
        ImportTests.Parse(await browser.Http.GetStringAsync(result.Address + "/rejected.csv")).Count.ShouldBe(13);
        // The file with her people left: it stands in the log.
        (await jisr.CountAsync("SELECT count(*) FROM kernel_read_log WHERE action = 'export'")).ShouldBe(1);

        using var other = await jisr.BrowserWithRoleAsync(
            Roles.CentreWorker,
            await UnitsTests.UnitAsync(jisr, "other-1", "MA-10.473")
        );
        (await other.GetAsync(result.Address)).Status.ShouldBe(404);
        (await other.GetAsync(result.Address + "/result.csv")).Status.ShouldBe(404);
        (await other.GetAsync("/import/people")).Document.QuerySelectorAll(".tasks li").Length.ShouldBe(0);
        using var trainer = await jisr.BrowserWithRoleAsync(Roles.Trainer, unit);
        (await trainer.GetAsync(result.Address)).Status.ShouldBe(403);
        (await trainer.GetAsync(result.Address + "/result.csv")).Status.ShouldBe(403);
    }

    [Theory, Databases]
    public async Task A_row_that_says_something_else_is_shown_with_both_values_and_settled_by_a_person(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (staff, unit) = await StaffAsync(jisr);
        using var browser = staff;
        const string first = "record_id,full_name,phone\nR1,هناء ديب,0661402793\n";
        await browser.SendAsync(await UploadAsync(browser, Encoding.UTF8.GetBytes(first)));
        var result = await browser.SendAsync(
            await UploadAsync(browser, Encoding.UTF8.GetBytes(first.Replace("0661402793", "0661402794")))
        );
        Stats(result).ShouldBe([0, 0, 1, 0]);
        var conflict = await browser.GetAsync(result.Link("R1"));
        conflict.Text.ShouldContain("0661402793");
        conflict.Text.ShouldContain("0661402794");
        (await jisr.CountAsync("SELECT count(*) FROM kernel_read_log WHERE action = 'view'")).ShouldBe(1);

        using var other = await jisr.BrowserWithRoleAsync(
            Roles.UnitLead,
            await UnitsTests.UnitAsync(jisr, "other-1", "MA-10.473")
        );
        (await other.GetAsync(conflict.Address)).Status.ShouldBe(404);
        // It waits on the list of its own centre, and on no other.
        var waiting = await browser.GetAsync("/people/tasks?list=rows");
        waiting.Status.ShouldBe(200);
        waiting.Html.ShouldContain(conflict.Address);
        (await other.GetAsync("/people/tasks?list=rows")).Html.ShouldNotContain("/import/conflicts/");

        (await browser.SendAsync(conflict)).Status.ShouldBe(422);
        var settled = await browser.SendAsync(await browser.GetAsync(conflict.Address), ("choice", "theirs"));
        settled.Text.ShouldContain("Settled: the first value holds.");
        (await browser.GetAsync("/import/people")).Html.ShouldNotContain("/import/conflicts/");
        (await browser.GetAsync("/people/tasks?list=rows")).Html.ShouldNotContain("/import/conflicts/");
        // The same later row again opens no second task.
        await browser.SendAsync(
            await UploadAsync(browser, Encoding.UTF8.GetBytes(first.Replace("0661402793", "0661402794")))
        );
        (await jisr.CountAsync("SELECT count(*) FROM people_import_conflict")).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM people_contact_point")).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task A_colleague_of_the_unit_sends_the_same_file_and_nobody_is_registered_twice(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (staff, unit) = await StaffAsync(jisr);
        using var browser = staff;
        var file = Encoding.UTF8.GetBytes("record_id,full_name\nR1,هناء ديب\n");
        await browser.SendAsync(await UploadAsync(browser, file));
        jisr.Clock.Advance(TimeSpan.FromMinutes(5));
        using var colleague = await jisr.BrowserWithRoleAsync(Roles.UnitLead, unit);
        Stats(await colleague.SendAsync(await UploadAsync(colleague, file))).ShouldBe([0, 1, 0, 0]);
        (await jisr.CountAsync("SELECT count(*) FROM people_import_conflict")).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task Bad_files_and_empty_forms_are_said_and_nothing_is_kept(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (staff, unit) = await StaffAsync(jisr);
        using var browser = staff;
        (await browser.SendAsync(await browser.GetAsync("/import/people"))).Status.ShouldBe(422);
        foreach (
            var (bytes, words) in ((byte[], string)[])
                [
                    ([], "empty"),
                    (
                        Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("given_name\nx")).ToArray(),
                        "UTF-16"
                    ),
                    (Encoding.UTF8.GetBytes("a,b\n1,2\n"), "no row of column names"),
                    (Encoding.UTF8.GetBytes("full_name,phone\n\"هناء"), "breaks off"),
                    ([0x89, 0x50, 0x4E, 0x47, 0, 0, 0], "no table"),
                    (new byte[8 * 1024 * 1024 + 1], "larger than 8 MB"),
                ]
        )
        {
            var page = await UploadAsync(browser, bytes);
            page.Status.ShouldBe(422, words);
            page.Errors.ShouldHaveSingleItem().ShouldContain(words);
            page.Value("unit").ShouldBe(unit.ToString());
        }
        (await jisr.CountAsync("SELECT count(*) FROM people_import_batch")).ShouldBe(0);
        using var trainer = await jisr.BrowserWithRoleAsync(Roles.Trainer);
        (await trainer.GetAsync("/import/people")).Status.ShouldBe(403);
        using var admin = await jisr.BrowserWithRoleAsync(Roles.Administrator);
        (await admin.GetAsync("/import/people")).Status.ShouldBe(403);
    }

    [Theory, Databases]
    public async Task The_pages_speak_three_languages(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        await ImportTests.AddUnitAsync(jisr);
        foreach (
            var (language, heading) in ((string, string)[])
                [
                    ("ar", "تسجيل نساء من ملف"),
                    ("fr", "Inscrire des femmes à partir d’un fichier"),
                    ("en", "Register women from a file"),
                ]
        )
        {
            using var staff = await jisr.BrowserWithRoleAsync(Roles.CentreWorker, language: language);
            (await staff.GetAsync("/import/people")).Heading.ShouldBe(heading);
        }
    }

    [Theory, Databases]
    public async Task What_the_columns_mean_is_said_once_and_proposed_for_the_same_headings(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (staff, _) = await StaffAsync(jisr);
        using var browser = staff;
        var preview = await UploadAsync(
            browser,
            Encoding.UTF8.GetBytes("name,Code interne,Contact\nهناء ديب,A1,0661402793\n")
        );
        preview.Text.ShouldContain("Code interne, Contact");
        var columns = await browser.GetAsync(preview.Link("Say what the columns mean"));
        // Two columns for one field, or no name at all, are not taken; what was chosen stays.
        var twice = await browser.SendAsync(columns, ("c1", "phone"), ("c2", "phone"));
        twice.Status.ShouldBe(422);
        twice.Value("c1").ShouldBe("phone");
        (await browser.SendAsync(columns, ("c0", ""))).Status.ShouldBe(422);
        preview = await browser.SendAsync(twice, ("c1", "record_id"), ("c2", "phone"));
        preview.Text.ShouldContain("0661402793");
        Stats(await browser.SendAsync(preview)).ShouldBe([1, 0, 0, 0]);
        (await jisr.CountAsync("SELECT count(*) FROM people_record WHERE source_id = 'A1'")).ShouldBe(1);

        jisr.Clock.Advance(TimeSpan.FromMinutes(5));
        var next = await UploadAsync(
            browser,
            Encoding.UTF8.GetBytes("Name,CODE INTERNE,Contact\nسعاد ديب,A2,0661402794\n")
        );
        next.Text.ShouldContain("as somebody of your unit said");
        Stats(await browser.SendAsync(next)).ShouldBe([1, 0, 0, 0]);
        (await jisr.CountAsync("SELECT count(*) FROM people_record WHERE source_id = 'A2'")).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM people_contact_point WHERE channel = 'phone'")).ShouldBe(2);
        // Once its rows are sent, a file's columns stay.
        (await browser.GetAsync(next.Address)).Text.ShouldNotContain("Say what the columns mean");
        (await browser.SendAsync(await browser.GetAsync(next.Address + "/columns"))).Status.ShouldBe(422);
    }

    [Theory, Databases]
    public async Task MT51_and_MT52_she_is_found_as_written_by_ear_by_number_and_by_her_whole_paper(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (staff, _) = await StaffAsync(jisr);
        using var browser = staff;
        await browser.SendAsync(
            await UploadAsync(browser, await File.ReadAllBytesAsync(ImportTests.Fixture("launch-day-121.csv")))
        );
        async Task<string[]> FindAsync(string typed)
        {
            var page = await browser.SendAsync(await browser.GetAsync("/people"), ("q", typed));
            page.Status.ShouldBe(200, typed);
            return [.. page.Document.QuerySelectorAll("tbody th").Select(c => c.TextContent.Trim())];
        }
        foreach (var typed in (string[])["charkaoui halima", "الشرقاوى حليمة", "0602455933"])
            (await FindAsync(typed)).FirstOrDefault().ShouldBe("حليمه الشرقاوي", typed);
        foreach (var typed in (string[])["d 460293", "D460293", "د 460293"])
            (await FindAsync(typed)).Length.ShouldBe(typed[0] == 'د' ? 0 : 1, typed);
        (await FindAsync("d 460293"))[0].ShouldStartWith("سعيدة عبد العزيز");
        (await FindAsync("460293")).ShouldBeEmpty();
    }

    internal static async Task<(Browser, UnitId)> StaffAsync(JisrApp jisr)
    {
        var unit = await UnitsTests.UnitAsync(jisr, "guelmim-1", "MA-10.261");
        (await jisr.SendAsync("programme.add", new { code = "jtr", nameAr = "جسر" })).IsDone.ShouldBeTrue();
        return (await jisr.BrowserWithRoleAsync(Roles.CentreWorker, unit), unit);
    }

    internal static async Task<Page> UploadAsync(Browser browser, byte[] bytes, string name = "women.csv")
    {
        var page = await browser.GetAsync("/import/people");
        var programme = page.Document.QuerySelectorAll("#i-programme option").Last().GetAttribute("value");
        return await browser.UploadAsync(page, [("file", name, "text/csv", bytes)], ("programme", programme));
    }

    internal static int[] Stats(Page page) =>
        [
            .. page
                .Document.QuerySelectorAll(".stat .big")
                .Select(s => int.Parse(s.TextContent, System.Globalization.CultureInfo.InvariantCulture)),
        ];
}
