using Jisr.Kernel.Access;
using Jisr.Kernel.Ids;
using Jisr.Testing;

namespace Jisr.People.Tests;

/// <summary>Files that open beside a unit's own right: in an emergency, and by a referral.</summary>
public class OpeningTests
{
    private const string Why = "She fainted here and we must know her family";

    [Theory, Databases]
    public async Task DO31_the_glass_is_broken_for_three_hours_every_look_is_logged_and_the_owner_is_told(
        string database
    )
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var a = await Centre.OpenAsync(jisr, "centre-a");
        var b = await Centre.OpenAsync(jisr, "centre-b");
        var id = await a.WomanAsync("رغد العلي", "1991", "0944567890", paper: "01020304050");
        var other = await a.WomanAsync("هالة العمر");
        var number = await PersonFindTests.NumberAsync(jisr, a, id);
        // Ten in the morning.
        jisr.Clock.Advance(TimeSpan.FromHours(1));
        using var worker = b.Browser();
        (await worker.GetAsync($"/people/{id}")).Status.ShouldBe(404);
        var form = await worker.GetAsync("/people/emergency");
        (await worker.SendAsync(form, ("number", number), ("reason", "because!! 1234567890 ..."))).Text.ShouldContain(
            "Write the reason in at least 20 letters"
        );
        (await worker.SendAsync(form, ("number", "x"), ("reason", Why))).Text.ShouldContain("No card has this number");
        var page = await worker.SendAsync(form, ("number", number), ("reason", Why));
        page.Address.ShouldBe($"/people/{id}");
        page.Text.ShouldContain("رغد العلي");
        page.Text.ShouldContain("every look is written down");
        // To read her page, and nothing else.
        page.Html.ShouldNotContain("944567890");
        page.Html.ShouldNotContain("4050");
        page.Document.QuerySelectorAll("main form").Length.ShouldBe(0);
        foreach (var beyond in (string[])["/change/name", "/seen", "/referrals"])
            (await worker.GetAsync($"/people/{id}{beyond}")).Status.ShouldBe(404, beyond);
        (await worker.GetAsync($"/people/{other}")).Status.ShouldBe(404);
        using (var colleague = await b.BrowserAsync(Roles.UnitLead))
            (await colleague.GetAsync($"/people/{id}")).Status.ShouldBe(404);

        jisr.Clock.Advance(TimeSpan.FromMinutes(179));
        (await worker.GetAsync($"/people/{id}")).Status.ShouldBe(200);
        jisr.Clock.Advance(TimeSpan.FromMinutes(2));
        (await worker.GetAsync($"/people/{id}")).Status.ShouldBe(404);
        (
            await jisr.CountAsync(
                $"SELECT count(*) FROM kernel_read_log WHERE action = 'view' AND reason LIKE 'emergency: ________-%'"
            )
        ).ShouldBe(2);

        using var lead = await a.BrowserAsync(Roles.UnitLead);
        var notice = await lead.GetAsync("/people/openings");
        notice.Text.ShouldContain("رغد العلي");
        notice.Text.ShouldContain("A worker Centre centre-b");
        notice.Text.ShouldContain(Why);
        using var otherLead = await b.BrowserAsync(Roles.UnitLead);
        (await otherLead.GetAsync("/people/openings")).Text.ShouldNotContain("رغد");
        using var she = jisr.BrowserOf(await jisr.AccountOfAsync(id));
        (await she.GetAsync("/me")).Text.ShouldContain("A worker of Centre centre-b opened the file in an emergency");
    }

    [Theory, Databases]
    public async Task DO31_whoever_may_see_her_anyway_breaks_no_glass(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var id = await centre.WomanAsync("رغد العلي");
        using var worker = centre.Browser();
        var page = await worker.SendAsync(
            await worker.GetAsync("/people/emergency"),
            ("number", await PersonFindTests.NumberAsync(jisr, centre, id)),
            ("reason", Why)
        );
        page.Status.ShouldBe(422);
        page.Text.ShouldContain("opens for you without this");
        (await jisr.CountAsync("SELECT count(*) FROM people_opening")).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task A3_14_a_referral_opens_her_page_while_it_is_accepted_and_closes_it_with_its_end(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var a = await Centre.OpenAsync(jisr, "centre-a");
        var b = await Centre.OpenAsync(jisr, "centre-b");
        var id = await a.WomanAsync("رغد العلي", "1991", "0944567890");
        using var asking = a.Browser();
        using var asked = b.Browser();

        var form = await asking.GetAsync($"/people/{id}/referrals");
        (string, string?)[] wish = [("toUnit", b.Unit.ToString()), ("purpose", "health")];
        (await asking.SendAsync(form, wish)).Text.ShouldContain("Ask her first");
        var page = await asking.SendAsync(form, [.. wish, ("agreed", "yes")]);
        page.Text.ShouldContain("Asked, not answered yet");
        (await asking.SendAsync(page, [.. wish, ("agreed", "yes")])).Text.ShouldContain("asked already");

        // Proposed: what for, and no name.
        var board = await asked.GetAsync("/referrals");
        board.Text.ShouldContain("Health");
        board.Text.ShouldNotContain("رغد");
        (await asked.GetAsync($"/people/{id}")).Status.ShouldBe(404);
        // The one who asked cannot answer for the other.
        (await asking.GetAsync("/referrals")).Text.ShouldContain("Nobody has asked us.");

        board = await asked.SendAsync(board, "form.one", ("do", Step(board, "accept")));
        board.Text.ShouldContain("رغد العلي");
        var opened = await asked.GetAsync($"/people/{id}");
        opened.Status.ShouldBe(200);
        opened.Html.ShouldNotContain("944567890");
        opened.Document.QuerySelectorAll("main form").Length.ShouldBe(0);

        page = await asking.GetAsync($"/people/{id}/referrals");
        page.Text.ShouldContain("Taken on");
        var revoke = page.Document.QuerySelector("button[name=id]")!.GetAttribute("value");
        page = await asking.SendAsync(page, "form.one", ("id", revoke));
        page.Text.ShouldContain("The asking was taken back");
        (await asked.GetAsync($"/people/{id}")).Status.ShouldBe(404);
        (await asked.SendAsync(board, "form.one", ("do", "finish " + revoke))).Status.ShouldBe(422);

        // Again, to its end; and once refused.
        await asking.SendAsync(await asking.GetAsync($"/people/{id}/referrals"), [.. wish, ("agreed", "yes")]);
        board = await asked.GetAsync("/referrals");
        board = await asked.SendAsync(board, "form.one", ("do", Step(board, "accept")));
        (await asked.GetAsync($"/people/{id}")).Status.ShouldBe(200);
        board = await asked.SendAsync(board, "form.one", ("do", Step(board, "finish")));
        (await asked.GetAsync($"/people/{id}")).Status.ShouldBe(404);
        await asking.SendAsync(await asking.GetAsync($"/people/{id}/referrals"), [.. wish, ("agreed", "yes")]);
        board = await asked.GetAsync("/referrals");
        await asked.SendAsync(board, "form.one", ("do", Step(board, "refuse")));
        (await asking.GetAsync($"/people/{id}/referrals")).Text.ShouldContain("They cannot help");
        (await asked.GetAsync($"/people/{id}")).Status.ShouldBe(404);
        // A stranger's answer finds no such referral.
        var c = await Centre.OpenAsync(jisr, "centre-c");
        (await jisr.SendAsync("referral.accept", new { referralId = revoke }, actor: c.Actor))
            .Reasons[0]
            .Code.ShouldBe("NOT_FOUND");

        static string Step(Page page, string what) =>
            page
                .Document.QuerySelectorAll("button[name=do]")
                .Select(b => b.GetAttribute("value")!)
                .First(v => v.StartsWith(what + " ", StringComparison.Ordinal));
    }
}
