using System.Text;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Testing;

namespace Jisr.People.Tests;

/// <summary>What she wants and the six answers come by a file, and leave in one where its purpose may carry them.</summary>
public class ImportAnswersTests
{
    private const string Head =
        "record_id,full_name,ما تريده,makes,wg_seeing,wg_hearing,wg_walking,wg_memory,wg_self_care,wg_communication,"
        + "consent_register,consent_reports,notice_version\n";

    [Theory, Databases]
    public async Task What_she_wants_and_the_six_answers_are_read_in_codes_and_in_words(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (staff, _) = await ImportPageTests.StaffAsync(jisr);
        using var browser = staff;
        var preview = await ImportPageTests.UploadAsync(
            browser,
            Encoding.UTF8.GetBytes(
                Head
                    + "R1,هناء ديب,تدريب؛ منحة,خياطة,٢,رفضت,,not asked,No - no difficulty,1,نعم,لا,2026-11\n"
                    // Nothing of her health without her word, and no word without the notice.
                    + "R2,سلمى ديب,,,3,,,,,,,,\n"
                    + "R3,سعاد ديب,,,3,,,,,,yes,,\n"
                    + "R4,منى ديب,,,5,,,,,,yes,,2026-11\n"
                    + "R5,رنا ديب,flying,,,,,,,,,,\n"
                    + "R6,ليلى ديب,selling,food|soap,,,,,,,,,\n"
            )
        );
        ImportPageTests.Stats(preview).ShouldBe([2, 4, 0], preview.Text);
        preview.Text.ShouldContain("Training · A grant");
        preview.Text.ShouldContain("Yes, some difficulty");
        preview.Text.ShouldContain("She does not answer");
        preview.Text.ShouldContain("Not asked yet");
        var result = await browser.SendAsync(preview);
        ImportPageTests.Stats(result).ShouldBe([2, 0, 0, 4], result.Text);
        var rows = ImportTests.Parse(await browser.Http.GetStringAsync(result.Address + "/result.csv"));
        string Answer(string id) => rows.Single(r => r["record_id"] == id) is var r ? r["field"] + " " + r["code"] : "";
        Answer("R2").ShouldBe("consent_register CONSENT_MISSING");
        Answer("R3").ShouldBe("notice_version NOTICE_MISSING");
        Answer("R4").ShouldBe("wg_seeing WG_CODE");
        Answer("R5").ShouldBe("wants CHOICE_UNKNOWN");

        (
            await jisr.CountAsync(
                "SELECT count(*) FROM people_person WHERE wants = 'training,grant' AND makes = 'sewing'"
            )
        ).ShouldBe(1);
        (
            await jisr.CountAsync("SELECT count(*) FROM people_person WHERE wants = 'selling' AND makes = 'food,soap'")
        ).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM people_functioning WHERE answered_by = 'other'")).ShouldBe(1);
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM people_consent WHERE notice_version = '2026-11' AND (purpose, answer) IN (('register', 'given'), ('reports', 'refused'))"
            )
        ).ShouldBe(2);
        // Refused and not asked are kept apart, on her page as in the file.
        var six = await browser.GetAsync((await browser.GetAsync("/people")).Link("هناء ديب") + "/functioning");
        string?[] told = ["2", "7", null, null, "1", "1"];
        foreach (
            var (question, code) in (
                (string[])["seeing", "hearing", "walking", "memory", "selfCare", "communication"]
            ).Zip(told)
        )
            six.Document.QuerySelector($"input[name={question}][checked]")
                ?.GetAttribute("value")
                .ShouldBe(code, question);
    }

    [Theory, Databases]
    public async Task Headings_that_were_explained_once_are_remembered_for_the_six_answers_too(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (staff, _) = await ImportPageTests.StaffAsync(jisr);
        using var browser = staff;
        const string head = "record_id,full_name,Vue,Accord,Notice lue\n";
        var preview = await ImportPageTests.UploadAsync(
            browser,
            Encoding.UTF8.GetBytes(head + "A1,هناء ديب,4,oui,2026-11\n")
        );
        preview.Text.ShouldContain("Vue, Accord, Notice lue");
        var columns = await browser.GetAsync(preview.Link("Say what the columns mean"));
        preview = await browser.SendAsync(
            columns,
            ("c2", "wg_seeing"),
            ("c3", "consent_register"),
            ("c4", "notice_version")
        );
        preview.Text.ShouldContain("Cannot do at all");
        ImportPageTests.Stats(await browser.SendAsync(preview)).ShouldBe([1, 0, 0, 0]);
        jisr.Clock.Advance(TimeSpan.FromMinutes(5));
        var next = await ImportPageTests.UploadAsync(
            browser,
            Encoding.UTF8.GetBytes(head + "A2,سعاد ديب,beaucoup de difficultés,oui,2026-11\n")
        );
        next.Text.ShouldContain("Yes, a lot of difficulty");
        ImportPageTests.Stats(await browser.SendAsync(next)).ShouldBe([1, 0, 0, 0]);
        (await jisr.CountAsync("SELECT count(*) FROM people_functioning")).ShouldBe(2);
    }

    [Theory, Databases]
    public async Task A_file_to_check_the_register_carries_them_one_for_planning_what_they_want_and_a_list_nothing(
        string database
    )
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (staff, unit) = await ImportPageTests.StaffAsync(jisr);
        using var browser = staff;
        var preview = await ImportPageTests.UploadAsync(
            browser,
            Encoding.UTF8.GetBytes(Head + "R1,هناء ديب,training,,2,7,,,1,1,yes,,2026-11\n")
        );
        ImportPageTests.Stats(await browser.SendAsync(preview)).ShouldBe([1, 0, 0, 0]);
        using var lead = await jisr.BrowserWithRoleAsync(Roles.UnitLead, unit);
        async Task<Dictionary<string, string>> RowAsync(string purpose) =>
            ImportTests.Parse(await lead.Http.GetStringAsync("/people/export/file?purpose=" + purpose)).Single();
        var check = await RowAsync("check");
        check["wants"].ShouldBe("training");
        check["wg_seeing"].ShouldBe("2");
        check["wg_hearing"].ShouldBe("7", "refused");
        check["wg_walking"].ShouldBe("", "not asked");
        check["consent_register"].ShouldBe("given");
        check["notice_version"].ShouldBe("2026-11");
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM kernel_read_log WHERE action = 'export' AND field_groups LIKE '%functioning%'"
            )
        ).ShouldBe(1);
        var planning = await RowAsync("planning");
        planning["wants"].ShouldBe("training");
        planning.Keys.ShouldNotContain("wg_seeing");
        (await RowAsync("attendance")).Keys.ShouldNotContain("wants");
        (await lead.GetAsync("/people/export")).Text.ShouldContain("the six answers about health");

        // She takes her yes back: her answers stay where they are.
        var party = (await browser.GetAsync("/people")).Link("هناء ديب").Split('/')[2];
        (
            await jisr.SendAsync("consent.withdraw", new { partyId = party, purpose = "register" }, door: Door.System)
        ).IsDone.ShouldBeTrue();
        check = await RowAsync("check");
        check["consent_register"].ShouldBe("refused");
        check["wg_seeing"].ShouldBe("");
        check["wants"].ShouldBe("training");
    }

    [Theory, Databases]
    public async Task A_row_that_answers_otherwise_is_shown_question_by_question(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (staff, _) = await ImportPageTests.StaffAsync(jisr);
        using var browser = staff;
        const string row = "R1,هناء ديب,training,,2,7,,,1,1,yes,,2026-11\n";
        await browser.SendAsync(await ImportPageTests.UploadAsync(browser, Encoding.UTF8.GetBytes(Head + row)));
        var result = await browser.SendAsync(
            await ImportPageTests.UploadAsync(browser, Encoding.UTF8.GetBytes(Head + row.Replace("2,7", "3,7")))
        );
        ImportPageTests.Stats(result).ShouldBe([0, 0, 1, 0]);
        var conflict = await browser.GetAsync(result.Link("R1"));
        conflict.Document.QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        conflict.Text.ShouldContain("Difficulty: seeing");
        conflict.Text.ShouldContain("Yes, some difficulty");
        conflict.Text.ShouldContain("Yes, a lot of difficulty");
    }
}
