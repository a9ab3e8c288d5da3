using Jisr.Kernel.Access;
using Jisr.Kernel.Audit;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.People.Tests;

/// <summary>A woman's file: who may open it, and what is written down.</summary>
public class PersonPageTests
{
    [Theory, Databases]
    public async Task PE15_SA5_a_woman_of_another_centre_is_not_there_by_any_door_and_each_try_is_written_down(
        string database
    )
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var a = await Centre.OpenAsync(jisr, "centre-a");
        var b = await Centre.OpenAsync(jisr, "centre-b");
        var hers = await a.WomanAsync("رغد العلي", "1991", "0944567890", paper: "01020304050");
        var own = await b.WomanAsync("هالة العمر");
        using var worker = b.Browser();
        foreach (
            var address in (string[])
                [
                    $"/people/{hers}",
                    $"/people/{hers}/seen",
                    $"/people/{hers}/change/name",
                    $"/people/{hers}/change/contact",
                    $"/register/card/{hers}",
                    $"/register/done/{hers}",
                    $"/api/v1/parties/{hers}",
                    $"/api/v1/parties/{hers}?reveal=contact",
                ]
        )
        {
            var before = await Refused();
            var page = await worker.GetAsync(address);
            page.Status.ShouldBe(404, address);
            page.Html.ShouldNotContain("رغد");
            page.Html.ShouldNotContain("944567890");
            (await Refused()).ShouldBe(before + 1, address);
        }
        (await worker.GetAsync($"/people/{Guid.CreateVersion7()}")).Status.ShouldBe(404);
        // Her own valid form, sent to the other's address.
        var form = await worker.GetAsync($"/people/{own}");
        using var post = new HttpRequestMessage(HttpMethod.Post, $"/people/{hers}")
        {
            Content = new FormUrlEncodedContent([
                new("_handler", "reveal-contact"),
                new("_command", NewId.Next().ToString()),
                new("__RequestVerificationToken", form.Value("__RequestVerificationToken")!),
            ]),
        };
        using var answer = await worker.Http.SendAsync(post, TestContext.Current.CancellationToken);
        ((int)answer.StatusCode).ShouldBe(404);
        // A filter and an export of the other centre.
        (await worker.GetAsync($"/people?unit={a.Unit}")).Status.ShouldBe(404);
        using var lead = await b.BrowserAsync(Roles.UnitLead);
        (await lead.GetAsync($"/people/export/file?purpose=check&unit={a.Unit}")).Status.ShouldBe(404);
        (await lead.GetAsync("/people/export/file?purpose=check")).Html.ShouldNotContain("رغد");

        Task<long> Refused() => jisr.CountAsync("SELECT count(*) FROM kernel_read_log WHERE action = 'refused'");
    }

    [Theory, Databases]
    public async Task SA6_a_trainer_sees_no_telephone_in_page_or_json(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var id = await centre.WomanAsync("رغد العلي", "1991", "0944567890");
        using var trainer = await centre.BrowserAsync(Roles.Trainer);
        foreach (
            var address in (string[])
                [$"/people/{id}", "/people", $"/api/v1/parties/{id}?reveal=contact", "/api/v1/parties"]
        )
        {
            var page = await trainer.GetAsync(address);
            page.Status.ShouldBeOneOf(403, 404);
            page.Html.ShouldNotContain("944567890");
            page.Html.ShouldNotContain("944 567 890");
        }
    }

    [Theory, Databases]
    public async Task DO28_a_worker_who_moved_centre_loses_the_old_people_at_the_next_request(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var a = await Centre.OpenAsync(jisr, "centre-a");
        var b = await Centre.OpenAsync(jisr, "centre-b");
        var id = await a.WomanAsync("رغد العلي");
        using var worker = a.Browser();
        (await worker.GetAsync($"/people/{id}")).Status.ShouldBe(200);
        await jisr.ExecuteAsync(
            "UPDATE access_role_grant SET unit_id = (SELECT id FROM people_unit WHERE code = 'centre-b') WHERE unit_id = (SELECT id FROM people_unit WHERE code = 'centre-a')"
        );
        (await worker.GetAsync($"/people/{id}")).Status.ShouldBe(404);
        (
            await jisr.CountAsync(
                $"SELECT count(*) FROM kernel_read_log WHERE action = 'refused' AND subjects LIKE '%{id}%'"
            )
        ).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task A_number_is_shown_on_asking_only_and_she_reads_that_it_was_seen(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var id = await centre.WomanAsync("رغد العلي", "1991", "0944567890", paper: "01020304050");
        using var worker = centre.Browser();
        var page = await worker.GetAsync($"/people/{id}");
        page.Html.ShouldNotContain("944 567 890");
        page.Html.ShouldNotContain("01020304050");
        page.Text.ShouldContain("•••• 4050");
        var shown = await worker.SendAsync(page, "form.one");
        shown.Text.ShouldContain("944 567 890");
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM kernel_read_log WHERE action = 'reveal' AND field_groups = 'contact'"
            )
        ).ShouldBe(1);
        using var manager = await centre.BrowserAsync(Roles.ProgrammeManager);
        var other = await manager.GetAsync($"/people/{id}");
        other.Status.ShouldBe(200);
        other.Text.ShouldNotContain("Show the telephone number");
        other.Text.ShouldNotContain("4050");
        using var she = jisr.BrowserOf(await jisr.AccountOfAsync(id));
        var me = await she.GetAsync("/me");
        me.Text.ShouldContain("A worker of Centre harem-1 saw the telephone or the paper number");
        me.Text.ShouldContain("A programme manager of Centre harem-1 opened the file");
        me.Document.QuerySelector(".exit a").ShouldNotBeNull();
        (await she.GetAsync($"/people/{id}")).Status.ShouldBeOneOf(403, 404);
    }

    [Theory, Databases]
    public async Task Her_own_page_is_hers_alone_and_no_help_page_of_others(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var id = await centre.WomanAsync("رغد العلي", "1991");
        using var she = jisr.BrowserOf(await jisr.AccountOfAsync(id), "ar");
        var me = await she.GetAsync("/me");
        me.Text.ShouldContain("رغد العلي");
        me.Text.ShouldContain(await PersonFindTests.NumberAsync(jisr, centre, id));
        using var worker = centre.Browser();
        (await worker.GetAsync("/me")).Status.ShouldBeOneOf(403, 404);
        using var nobody = jisr.Browser();
        (await nobody.GetAsync("/me")).Html.ShouldNotContain("رغد");
    }

    [Theory, Databases]
    public async Task Consents_are_taken_back_at_the_desk_as_easily_as_given(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var id = await centre.WomanAsync("رغد العلي");
        using var worker = centre.Browser();
        const string Form = "form.one:has(table)";
        var page = await worker.SendAsync(await worker.GetAsync($"/people/{id}"), Form, ("give", "photo"));
        page.Text.ShouldContain("Saved.");
        page = await worker.SendAsync(page, Form, ("withdraw", "photo"));
        page.Text.ShouldContain("Withdrawn");
        (await worker.SendAsync(page, Form, ("give", "soul"))).Status.ShouldBe(422);
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM people_consent WHERE purpose = 'photo' AND taken_by IS NOT NULL"
            )
        ).ShouldBe(2);
    }

    [Theory, Databases]
    public async Task PE17_a_log_row_that_was_changed_by_hand_is_found_and_named(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var id = await centre.WomanAsync("رغد العلي");
        using var worker = centre.Browser();
        for (var i = 0; i < 3; i++)
            await worker.GetAsync($"/people/{id}");
        (await BrokenAsync()).ShouldBeNull();
        (await jisr.VerbAsync("log", "verify")).Exit.ShouldBe(0);
        await jisr.ExecuteAsync("UPDATE kernel_read_log SET actor_role = 'trainer' WHERE seq = 2");
        (await BrokenAsync()).ShouldBe(2);
        var run = await jisr.VerbAsync("log", "verify");
        run.Exit.ShouldBe(1);
        run.Output.ShouldContain("read log: BROKEN at row 2");
        run.Output.ShouldContain("looks into confidential files: whole");

        async Task<long?> BrokenAsync()
        {
            await using var scope = jisr.Services.CreateAsyncScope();
            return await ReadLog.FirstBrokenAsync(
                scope.ServiceProvider.GetRequiredService<JisrDb>(),
                TestContext.Current.CancellationToken
            );
        }
    }

    [Theory, Databases]
    public async Task PE18_PE19_a_pause_needs_a_reason_and_after_a_withdrawal_she_applies_anew(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        await jisr.SendAsync(
            "programme.add",
            new
            {
                code = "tamkin",
                nameAr = "تمكين",
                nameEn = "Tamkin",
            }
        );
        var id = await centre.WomanAsync("رغد العلي");
        using var worker = await centre.BrowserAsync(Roles.ProgrammeManager);
        const string Form = "details form.one";
        var page = await worker.GetAsync($"/people/{id}");
        var programme = page
            .Document.QuerySelector("select[name=programmeId] option:nth-child(2)")!
            .GetAttribute("value");
        page = await worker.SendAsync(page, Form, ("programmeId", programme));
        foreach (var to in (string[])["eligible", "enrolled"])
            page = await worker.SendAsync(page, Form, ("to", StepTo(page, to)));
        page.Text.ShouldContain("Enrolled");
        var refused = await worker.SendAsync(page, Form, ("to", StepTo(page, "paused")));
        refused.Status.ShouldBe(422);
        refused.Text.ShouldContain("Write the reason");
        page = await worker.SendAsync(page, Form, ("to", StepTo(page, "withdrawn")));
        page.Text.ShouldContain("She withdrew");
        jisr.Clock.Advance(TimeSpan.FromDays(31));
        page = await worker.SendAsync(page, Form, ("programmeId", programme));
        (await jisr.CountAsync("SELECT count(*) FROM people_membership")).ShouldBe(2);
        (await jisr.CountAsync("SELECT count(*) FROM people_membership WHERE is_open AND state = 'applied'")).ShouldBe(
            1
        );
        (await jisr.CountAsync("SELECT count(*) FROM people_membership_event")).ShouldBe(5);

        static string StepTo(Page page, string to) =>
            page
                .Document.QuerySelectorAll("select[name=to] option")
                .Select(o => o.GetAttribute("value")!)
                .First(v => v.EndsWith(" " + to, StringComparison.Ordinal));
    }
}
