using Jisr.Kernel.Access;
using Jisr.Testing;

namespace Jisr.People.Tests;

/// <summary>Programmes and those who carry them.</summary>
public class ProgrammesTests
{
    [Theory, Databases]
    public async Task A_manager_adds_a_programme_and_its_partners_on_pages(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        await ImportTests.AddUnitAsync(jisr);
        using var staff = await jisr.BrowserWithRoleAsync(Roles.ProgrammeManager);
        (await staff.GetAsync("/programmes")).Text.ShouldContain("There is no programme yet");
        var added = await staff.SendAsync(
            await staff.GetAsync("/programmes/add"),
            ("nameAr", "جسر التمكين"),
            ("nameFr", "Passerelle"),
            ("code", "jtr"),
            ("from.day", "1"),
            ("from.month", "1"),
            ("from.year", "2022")
        );
        added.Address.ShouldBe("/programmes/jtr", added.Text);
        added.Text.ShouldContain("Passerelle");
        added.Text.ShouldContain("1 January 2022");

        var form = await staff.GetAsync("/programmes/jtr/partner");
        var unit = form.Document.QuerySelectorAll("#i-unitId option").First(o => o.TextContent.Contains("guelmim-1"));
        var empty = await staff.SendAsync(form);
        empty.Status.ShouldBe(422);
        empty.Errors.Count.ShouldBe(2);
        var partner = await staff.SendAsync(
            empty,
            ("unitId", unit.GetAttribute("value")),
            ("role", "centre"),
            ("from.day", "1"),
            ("from.month", "2"),
            ("from.year", "2022")
        );
        partner.Address.ShouldBe("/programmes/jtr", partner.Text);
        partner.Text.ShouldContain("فضاء كلميم");
        (await staff.GetAsync("/units/guelmim-1")).Html.ShouldContain("/programmes/jtr");
        // The same part twice is refused; another part is another row.
        (
            await staff.SendAsync(
                await staff.GetAsync("/programmes/jtr/partner"),
                ("unitId", unit.GetAttribute("value")),
                ("role", "centre")
            )
        ).Status.ShouldBe(422);

        var row = partner.Document.QuerySelector("button[name=partner]")!.GetAttribute("value");
        var ended = await staff.SendAsync(partner, ("partner", row));
        ended.Address.ShouldBe("/programmes/jtr");
        ended.Text.ShouldContain("24 November 2026");
        ended.Document.QuerySelector("button[name=partner]").ShouldBeNull();
    }

    [Theory, Databases]
    public async Task What_cannot_be_is_refused_and_nothing_is_written(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        using var staff = await jisr.BrowserWithRoleAsync(Roles.Administrator);
        var page = await staff.SendAsync(
            await staff.GetAsync("/programmes/add"),
            ("nameAr", "جسر"),
            ("code", "jtr"),
            ("from.day", "2"),
            ("from.month", "1"),
            ("from.year", "2022"),
            ("to.day", "1"),
            ("to.month", "1"),
            ("to.year", "2022")
        );
        page.Status.ShouldBe(422);
        page.Errors.ShouldHaveSingleItem().ShouldContain("The last day comes before the first");
        page = await staff.SendAsync(page, ("nameAr", ""), ("code", "add"), ("to.year", "2023"));
        page.Errors.Count.ShouldBe(2);
        (await jisr.CountAsync("SELECT count(*) FROM people_programme")).ShouldBe(0);
        page = await staff.SendAsync(page, ("nameAr", "جسر"), ("code", "jtr"));
        page.Address.ShouldBe("/programmes/jtr");
        var twice = await staff.SendAsync(await staff.GetAsync("/programmes/add"), ("nameAr", "جسر"), ("code", "jtr"));
        twice.Errors.ShouldHaveSingleItem().ShouldContain("taken");
        (await jisr.CountAsync("SELECT count(*) FROM people_programme")).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task Workers_see_programmes_and_change_none(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        (await jisr.SendAsync("programme.add", new { code = "jtr", nameAr = "جسر" })).IsDone.ShouldBeTrue();
        using var worker = await jisr.BrowserWithRoleAsync(Roles.CentreWorker);
        var page = await worker.GetAsync("/programmes/jtr");
        page.Status.ShouldBe(200);
        page.Html.ShouldNotContain("/programmes/jtr/partner");
        (await worker.GetAsync("/programmes/jtr/partner")).Status.ShouldBe(403);
        (await worker.GetAsync("/programmes/add")).Status.ShouldBe(403);
        (await worker.GetAsync("/programmes/none")).Status.ShouldBe(404);
        // A manager of one unit does not shape what belongs to all.
        await ImportTests.AddUnitAsync(jisr);
        var unit = await UnitsTests.UnitAsync(jisr, "own-1", "MA-10");
        using var manager = await jisr.BrowserWithRoleAsync(Roles.ProgrammeManager, unit);
        (await manager.GetAsync("/programmes/jtr")).Html.ShouldNotContain("/programmes/jtr/partner");
        (await manager.GetAsync("/programmes/jtr/partner")).Status.ShouldBe(404);
    }

    [Theory, Databases]
    public async Task The_verb_adds_a_programme_once(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        string[] add = ["programme", "add", "jtr", "--name-ar", "جسر", "--from", "2022-01-01", "--to", "2027-12-31"];
        (await jisr.VerbAsync(add)).Output.ShouldContain("added");
        (await jisr.VerbAsync(add)).Output.ShouldContain("was there already");
        var bad = await jisr.VerbAsync(
            "programme",
            "add",
            "p-2",
            "--name-ar",
            "جسر",
            "--from",
            "2022-01-02",
            "--to",
            "2022-01-01"
        );
        bad.Exit.ShouldBe(1);
        bad.Errors.ShouldContain("ENDS_BEFORE_IT_BEGINS");
        (await jisr.CountAsync("SELECT count(*) FROM people_programme")).ShouldBe(1);
    }
}
