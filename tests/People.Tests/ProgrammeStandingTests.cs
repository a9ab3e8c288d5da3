using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Testing;

namespace Jisr.People.Tests;

/// <summary>Which standings a programme uses, which notice is read out for it, and where it is offered.</summary>
public class ProgrammeStandingTests
{
    [Theory, Databases]
    public async Task A_programme_uses_the_standings_it_needs_and_no_page_offers_another(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var programme = await AddAsync(jisr, "sewing");
        using var manager = await jisr.BrowserWithRoleAsync(Roles.ProgrammeManager);
        var form = await manager.GetAsync("/programmes/sewing/change");
        form.Document.QuerySelectorAll("input[name=states][checked]").Length.ShouldBe(7, "all are in use at first");
        // Nobody is enrolled who was never found eligible.
        var wrong = await UseAsync(manager, form, "enrolled", "completed");
        wrong.Status.ShouldBe(422);
        wrong.Errors.ShouldHaveSingleItem().ShouldContain("No road leads to");
        wrong.Document.QuerySelectorAll("input[name=states][checked]").Length.ShouldBe(2);
        var page = await UseAsync(manager, wrong, "eligible", "enrolled", "completed");
        page.Address.ShouldBe("/programmes/sewing", page.Text);
        page.Text.ShouldContain("Candidate · Eligible · Enrolled · Completed · She withdrew");

        var woman = await centre.WomanAsync("سمر النجار", "1990");
        var membership = await ApplyAsync(jisr, centre, woman, programme);
        (await MoveAsync(jisr, centre, membership, "eligible")).IsDone.ShouldBeTrue();
        using var worker = centre.Browser();
        var file = await worker.GetAsync($"/people/{woman}");
        file.Document.QuerySelectorAll("select[name=to] option")
            .Select(o => o.TextContent.Trim())
            .Where(t => t is "On the waiting list" or "Enrolled" or "She withdrew")
            .ShouldBe(["Enrolled", "She withdrew"]);
        (await MoveAsync(jisr, centre, membership, "waiting"))
            .Reasons.ShouldHaveSingleItem()
            .Code.ShouldBe("STANDING_UNUSED");
        (await jisr.CountAsync("SELECT count(*) FROM people_membership WHERE state = 'eligible'")).ShouldBe(1);
        var board = await worker.GetAsync("/programmes/sewing/women");
        board.Text.ShouldContain("Eligible (1)");
        board.Text.ShouldNotContain("On the waiting list");
        // She always may go.
        (await MoveAsync(jisr, centre, membership, "withdrawn")).IsDone.ShouldBeTrue();

        // What she stands in stays when it goes out of use, and the board shows it.
        var second = await ApplyAsync(jisr, centre, await centre.WomanAsync("ليلى الحداد", "1991"), programme);
        (await MoveAsync(jisr, centre, second, "eligible")).IsDone.ShouldBeTrue();
        await UseAsync(manager, await manager.GetAsync("/programmes/sewing/change"));
        (await worker.GetAsync("/programmes/sewing/women")).Text.ShouldContain("Eligible (1)");
        (await MoveAsync(jisr, centre, second, "enrolled"))
            .Reasons.ShouldHaveSingleItem()
            .Code.ShouldBe("STANDING_UNUSED");
        (await MoveAsync(jisr, centre, second, "withdrawn")).IsDone.ShouldBeTrue();
    }

    [Theory, Databases]
    public async Task Her_own_page_offers_a_pause_only_where_the_programme_knows_one(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var programme = await AddAsync(jisr, "sewing");
        var woman = await centre.WomanAsync("سمر النجار", "1990");
        var membership = await ApplyAsync(jisr, centre, woman, programme);
        foreach (var to in (string[])["eligible", "enrolled"])
            (await MoveAsync(jisr, centre, membership, to)).IsDone.ShouldBeTrue();
        using var she = jisr.BrowserOf(await jisr.AccountOfAsync(woman));
        (await she.GetAsync("/me")).Text.ShouldContain("I need a pause");
        using var manager = await jisr.BrowserWithRoleAsync(Roles.ProgrammeManager);
        await UseAsync(
            manager,
            await manager.GetAsync("/programmes/sewing/change"),
            "eligible",
            "enrolled",
            "completed"
        );
        var page = await she.GetAsync("/me");
        page.Text.ShouldNotContain("I need a pause");
        page.Text.ShouldContain("I withdraw");
    }

    [Theory, Databases]
    public async Task The_notice_of_a_programme_is_the_one_that_her_consents_name(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var programme = await AddAsync(jisr, "sewing");
        using var manager = await jisr.BrowserWithRoleAsync(Roles.ProgrammeManager);
        (await manager.GetAsync("/programmes/sewing")).Text.ShouldContain("2026-11");
        var form = await manager.GetAsync("/programmes/sewing/change");
        (await manager.SendAsync(form, ("noticeVersion", new string('x', 21)))).Status.ShouldBe(422);
        (await manager.SendAsync(form, ("noticeVersion", "sewing-2"))).Text.ShouldContain("sewing-2");

        using var worker = centre.Browser();
        var fast = await worker.GetAsync("/register/fast");
        fast.Text.ShouldContain("Notice sewing-2");
        var saved = await worker.SendAsync(
            fast,
            ("consent", "yes"),
            ("fullName", "سمر النجار"),
            ("programme", programme.ToString())
        );
        saved.Text.ShouldContain("Saved under number");
        (await jisr.CountAsync("SELECT count(*) FROM people_consent WHERE notice_version = 'sewing-2'")).ShouldBe(4);

        // One question a page: what is read out says which it is.
        var start = await worker.SendAsync(
            await worker.GetAsync("/register/assisted"),
            ("programme", programme.ToString())
        );
        start.Text.ShouldContain("Notice sewing-2");
        // Without a programme it is the notice of the house.
        await worker.SendAsync(
            await worker.GetAsync("/register/fast"),
            ("consent", "yes"),
            ("fullName", "هناء ديب"),
            ("programme", "")
        );
        (await jisr.CountAsync("SELECT count(*) FROM people_consent WHERE notice_version = '2026-11'")).ShouldBe(4);
    }

    [Theory, Databases]
    public async Task Fast_entry_offers_what_runs_at_the_centre(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var here = await Centre.OpenAsync(jisr, "centre-a");
        var there = await Centre.OpenAsync(jisr, "centre-b");
        var everywhere = await AddAsync(jisr, "for-all");
        var own = await AddAsync(jisr, "here-only");
        var other = await AddAsync(jisr, "there-only");
        await AddAsync(jisr, "long-over", to: "2026-10-01");
        await CarryAsync(jisr, own, here.Unit);
        await CarryAsync(jisr, other, there.Unit);
        using var worker = here.Browser();
        Offered(await worker.GetAsync("/register/fast")).ShouldBe([everywhere.ToString(), own.ToString()], true);

        // Who works at two centres sees what runs at either, and may not mix them up.
        using var both = await jisr.BrowserWithRoleAsync(Roles.UnitLead);
        var page = await both.GetAsync("/register/fast");
        Offered(page).ShouldBe([everywhere.ToString(), own.ToString(), other.ToString()], true);
        var wrong = await both.SendAsync(
            page,
            ("unit", here.Unit.ToString()),
            ("consent", "yes"),
            ("fullName", "سمر النجار"),
            ("programme", other.ToString())
        );
        wrong.Status.ShouldBe(422);
        wrong.Errors.ShouldHaveSingleItem().ShouldContain("does not run at this centre");
        wrong.Value("fullName").ShouldBe("سمر النجار");
        Offered(wrong).ShouldBe([everywhere.ToString(), own.ToString()], true);
        (await jisr.CountAsync("SELECT count(*) FROM people_party")).ShouldBe(0);
        (await both.SendAsync(wrong, ("programme", own.ToString()))).Text.ShouldContain("Saved under number");
        (await jisr.CountAsync("SELECT count(*) FROM people_membership")).ShouldBe(1);
    }

    private static IEnumerable<string?> Offered(Page page) =>
        page
            .Document.QuerySelectorAll("select[name=programme] option")
            .Select(o => o.GetAttribute("value"))
            .Where(v => !string.IsNullOrEmpty(v));

    private static async Task<ProgrammeId> AddAsync(JisrApp jisr, string code, string? to = null)
    {
        var answer = await jisr.SendAsync(
            "programme.add",
            new
            {
                code,
                nameAr = "برنامج " + code,
                nameEn = "Programme " + code,
                from = "2026-01-01",
                to,
            }
        );
        answer.IsDone.ShouldBeTrue(string.Join(", ", answer.Reasons.Select(r => r.Code)));
        return new ProgrammeId(answer.Subject!.Value);
    }

    private static async Task CarryAsync(JisrApp jisr, ProgrammeId programme, UnitId unit) =>
        (
            await jisr.SendAsync(
                "programme.add-partner",
                new
                {
                    programmeId = programme,
                    unitId = unit,
                    role = "centre",
                    from = "2026-01-01",
                }
            )
        ).IsDone.ShouldBeTrue();

    private static async Task<Guid> ApplyAsync(JisrApp jisr, Centre centre, PartyId woman, ProgrammeId programme) =>
        (
            await jisr.SendAsync(
                "membership.apply",
                new { partyId = woman, programmeId = programme },
                null,
                centre.Actor,
                Door.Api
            )
        )
            .Subject!
            .Value;

    private static Task<Answer> MoveAsync(JisrApp jisr, Centre centre, Guid membership, string to) =>
        jisr.SendAsync("membership.change", new { membershipId = membership, to }, null, centre.Actor, Door.Api);

    // As a browser sends boxes: one value for each that is ticked.
    private static Task<Page> UseAsync(Browser browser, Page form, params string[] states) =>
        browser.SendAsync(
            form,
            states.Length == 0 ? [("states", null)] : [.. states.Select(s => ("states", (string?)s))]
        );
}
