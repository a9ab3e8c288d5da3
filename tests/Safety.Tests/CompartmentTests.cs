using Jisr.Access.Tests;
using Jisr.Kernel.Access;
using Jisr.Kernel.Ids;
using Jisr.People.Tests;
using Jisr.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Jisr.Safety.Tests;

/// <summary>The confidential compartment: who gets in, and that nothing outside tells.</summary>
public class CompartmentTests
{
    [Theory, Databases]
    public async Task PE14_nothing_outside_the_compartment_tells_that_she_is_in_it(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var (id, number) = await WomanAsync(centre, "رغد العلي");
        await WomanAsync(centre, "هالة العمر");
        using var manager = await centre.BrowserAsync(Roles.ProgrammeManager);
        var pageBefore = await manager.GetAsync($"/people/{id}");
        var exportBefore = (await manager.GetAsync("/people/export/file?purpose=check")).Html;
        await jisr.LetWorkFinishAsync();
        var before = (await Dump.OfAsync(jisr)).With(id.Value);
        using var lines = new LogLines();
        jisr.Services.GetRequiredService<ILoggerFactory>().AddProvider(lines);

        using var officer = await OfficerAsync(jisr, centre.Unit);
        await OpenAsync(officer, number, "guarded");
        (await officer.GetAsync("/protection/files")).Text.ShouldContain("رغد العلي");
        await jisr.LetWorkFinishAsync();

        // Not one more cell of any table holds her id: no row outside can be joined to the file, and none inside without
        // its key. Nor does her number or a reason stand anywhere.
        var after = await Dump.OfAsync(jisr);
        after.With(id.Value).ShouldBe(before);
        (await jisr.CountAsync("SELECT count(*) FROM safety_case WHERE state = 'open'")).ShouldBe(1);
        foreach (var told in (string[])["guarded", "poverty", "disability,"])
            after.With(told).ShouldBeEmpty(told);
        lines.All.ShouldNotContain(id.ToString());
        lines.All.ShouldNotContain(number);
        lines.All.ShouldNotContain("رغد");

        // Her page has one line more, which covers several reasons; search and export have nothing more.
        var page = await manager.GetAsync($"/people/{id}");
        page.Text.ShouldContain("Priority confirmed: yes");
        WithoutIds(page.Html)
            .Replace("<p>Priority confirmed: yes</p>", "", StringComparison.Ordinal)
            .ShouldBe(WithoutIds(pageBefore.Html));
        (await manager.GetAsync("/people/export/file?purpose=check")).Html.ShouldBe(exportBefore);
        (await manager.GetAsync("/people")).Text.ShouldNotContain("Priority");
        foreach (var address in (string[])["/protection", "/protection/files", "/protection/files/open"])
            (await manager.GetAsync(address)).Status.ShouldBe(403, address);
        // A worker of another unit does not even read the line, and another unit's officer finds no file.
        var other = await Centre.OpenAsync(jisr, "other-1");
        using var stranger = other.Browser();
        (await stranger.GetAsync($"/people/{id}")).Status.ShouldBe(404);
        using var elsewhere = await OfficerAsync(jisr, other.Unit, "noor");
        (await elsewhere.GetAsync("/protection/files")).Text.ShouldContain("No file is open.");
    }

    [Theory, Databases, Asvs("7.5.3")]
    public async Task A_file_opens_after_an_own_step_only_and_locks_when_she_is_away(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var (_, number) = await WomanAsync(centre, "رغد العلي");
        using var officer = await OfficerAsync(jisr, centre.Unit);
        await OpenAsync(officer, number, "poverty");
        var file = (await officer.GetAsync("/protection/files"))
            .Document.QuerySelector("ul.lines a")!
            .GetAttribute("href")!;
        (await officer.GetAsync(file)).Status.ShouldBe(200);
        // A session without the step, as a token or another program would be.
        using var account = await jisr.BrowserWithRoleAsync(Roles.SafeguardingOfficer, centre.Unit);
        foreach (var address in (string[])["/protection/files", "/protection/files/open", file])
            (await account.GetAsync(address)).Html.ShouldNotContain("رغد");
        // The step lasts ten minutes of work; after five minutes away the page is locked.
        for (var minutes = 0; minutes < 12; minutes += 4)
        {
            jisr.Clock.Advance(TimeSpan.FromMinutes(4));
            await officer.GetAsync("/protection");
        }
        var again = await officer.GetAsync(file);
        again.Address.ShouldStartWith("/account/confirm");
        again = await officer.SendAsync(again, ("password", Jisr.Access.Tests.People.Password));
        again.Address.ShouldBe(file);
        jisr.Clock.Advance(TimeSpan.FromMinutes(6));
        (await officer.GetAsync(file)).Address.ShouldStartWith("/lock");
        // Each look is a link of the compartment's own chain.
        (await jisr.CountAsync("SELECT count(*) FROM safety_case_look WHERE action = 'view'")).ShouldBe(2);
    }

    [Theory, Databases]
    public async Task A_file_is_changed_closed_and_opened_once(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var (id, number) = await WomanAsync(centre, "رغد العلي");
        using var officer = await OfficerAsync(jisr, centre.Unit);
        var form = await officer.GetAsync("/protection/files/open");
        (await officer.SendAsync(form, ("number", number))).Errors.Count.ShouldBe(1);
        (await officer.SendAsync(form, ("number", "0000000"), ("codes", "alone"))).Text.ShouldContain(
            "No woman of your unit has this number"
        );
        await OpenAsync(officer, number, "alone");
        var twice = await officer.SendAsync(
            await officer.GetAsync("/protection/files/open"),
            ("number", number),
            ("codes", "alone")
        );
        twice.Text.ShouldContain("A file is open for her already");
        var list = await officer.GetAsync("/protection/files");
        var page = await officer.GetAsync(list.Document.QuerySelector("ul.lines a")!.GetAttribute("href")!);
        page.Document.QuerySelectorAll("input[name=codes][checked]").Length.ShouldBe(1);
        page = await officer.SendAsync(page, ("codes", "poverty"), ("codes", "disability"));
        page.Text.ShouldContain("Saved.");
        page = await officer.GetAsync(list.Document.QuerySelector("ul.lines a")!.GetAttribute("href")!);
        page.Document.QuerySelectorAll("input[name=codes][checked]").Length.ShouldBe(2);
        (await officer.SendAsync(page, "form.one")).Text.ShouldContain("No file is open.");
        using var worker = centre.Browser();
        (await worker.GetAsync($"/people/{id}")).Text.ShouldNotContain("Priority");
        (await officer.GetAsync("/protection/files/" + NewId.Next())).Status.ShouldBe(404);
    }

    [Theory, Databases]
    public async Task SA25_a_database_without_its_key_file_shows_names_and_nothing_that_hurts(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var answer = await centre.SendAsync("رغد العلي", "1991", "0944567890", "01020304050");
        using var officer = await OfficerAsync(jisr, centre.Unit);
        await OpenAsync(officer, answer.Number!, "guarded");
        using var nobody = jisr.Browser();
        await nobody.SendAsync(
            await nobody.GetAsync("/report"),
            ("category", "violence"),
            ("safeNow", "unknown"),
            ("text", "حدث شيء في بيت الجيران"),
            ("contact", "0955123456 مساء")
        );
        (await jisr.CountAsync("SELECT count(*) FROM safety_report")).ShouldBe(1);
        var dump = await Dump.OfAsync(jisr);
        dump.With("رغد العلي").ShouldNotBeEmpty();
        foreach (var secret in (string[])["944567890", "01020304050", "guarded", "بيت الجيران", "0955123456"])
            dump.With(secret).ShouldBeEmpty(secret);
        (
            await File.ReadAllTextAsync(JisrApp.KeySetting, TestContext.Current.CancellationToken)
        ).Length.ShouldBeGreaterThan(64);
    }

    internal static async Task<(PartyId Id, string Number)> WomanAsync(Centre centre, string name)
    {
        var answer = await centre.SendAsync(name, "1991");
        answer.IsDone.ShouldBeTrue();
        return (new PartyId(answer.Subject!.Value), answer.Number!);
    }

    internal static async Task<Browser> OfficerAsync(JisrApp jisr, UnitId unit, string name = "amal") =>
        await (await jisr.PersonAsync(name, Roles.SafeguardingOfficer, unit)).WelcomeAsync();

    private static async Task OpenAsync(Browser officer, string number, string code)
    {
        var page = await officer.SendAsync(
            await officer.GetAsync("/protection/files/open"),
            ("number", number),
            ("codes", code)
        );
        page.Address.ShouldBe("/protection/files?done=yes", page.Text);
    }

    // Fresh at each look: command ids and tokens; and the looks at the page themselves.
    private static string WithoutIds(string html) =>
        System
            .Text.RegularExpressions.Regex.Replace(
                System.Text.RegularExpressions.Regex.Replace(
                    html,
                    "value=\"[^\"]{30,}\"",
                    "",
                    System.Text.RegularExpressions.RegexOptions.None,
                    TimeSpan.FromSeconds(5)
                ),
                "(?s)<ul class=\"looks\">.*?</ul>|<p>Nobody has looked yet.</p>|\\s+",
                " ",
                System.Text.RegularExpressions.RegexOptions.None,
                TimeSpan.FromSeconds(5)
            )
            .Replace("  ", " ", StringComparison.Ordinal);
}
