using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Testing;

namespace Jisr.People.Tests;

/// <summary>Two records of one woman become one by a person's word, and two again without loss.</summary>
public class MergeTests
{
    private const string First = "فاطمة أحمد الخطيب";
    private const string Second = "فاطمه احمد الخطيب";

    [Theory, Databases]
    public async Task PE6_same_and_the_newer_contact_kept_leaves_one_active_person(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var (a, b) = await PairAsync(centre);
        await JoinAsync(jisr, centre, b);
        using var lead = await centre.BrowserAsync(Roles.UnitLead);
        var page = await lead.GetAsync(await AddressAsync(lead) + "/merge");
        page.Text.ShouldContain("…78", customMessage: "two numbers are told apart by their last signs");
        page.Html.ShouldNotContain("0944567890");
        page = await lead.SendAsync(
            page,
            ("survivor", a.ToString()),
            ("keep-name", a.ToString()),
            ("keep-contact", b.ToString())
        );
        page.Address.ShouldStartWith($"/people/{a}");
        page.Text.ShouldContain("Another record was joined to this one");
        (await jisr.CountAsync("SELECT count(*) FROM people_party WHERE state = 'active'")).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM people_party WHERE state = 'merged'")).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM people_possible_match WHERE state = 'same'")).ShouldBe(1);
        // The survivor has the newer number and both programmes' standings; an old card leads to her.
        using var worker = centre.Browser();
        page = await worker.GetAsync($"/people/{b}");
        page.Address.ShouldBe($"/people/{a}");
        page.Text.ShouldContain("Sewing");
        page = await worker.SendAsync(page, "form:has(input[value=reveal-contact])");
        page.Text.Replace(" ", "", StringComparison.Ordinal).ShouldContain("933111278");
        // Registered twice, one woman: the registrations stay two, the people are one.
        (await PeopleAsync(jisr)).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task PE7_undone_with_one_row_given_to_each_both_live_as_before(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var (a, b) = await PairAsync(centre);
        await JoinAsync(jisr, centre, b);
        var before = (await FieldsAsync(centre, a), await FieldsAsync(centre, b));
        jisr.Clock.Advance(TimeSpan.FromHours(1));
        using var lead = await centre.BrowserAsync(Roles.UnitLead);
        var page = await lead.GetAsync(await AddressAsync(lead) + "/merge");
        await lead.SendAsync(
            page,
            ("survivor", a.ToString()),
            ("keep-name", b.ToString()),
            ("keep-contact", b.ToString())
        );
        (await FieldsAsync(centre, a)).ShouldNotBe(before.Item1);
        // Two things came since: each belongs to one of them.
        jisr.Clock.Advance(TimeSpan.FromHours(1));
        await JoinAsync(jisr, centre, a, "weaving", "Weaving");
        await JoinAsync(jisr, centre, a, "cooking", "Cooking");
        page = await lead.GetAsync((await lead.GetAsync($"/people/{a}")).Link("Undo the merge"));
        page.Text.ShouldContain("Weaving");
        page.Text.ShouldNotContain("Sewing", customMessage: "that came before the merge and goes back by itself");
        var empty = await lead.SendAsync(page, ("reason", ""));
        empty.Status.ShouldBe(422);
        var cooking = page
            .Document.QuerySelectorAll("input[name=give]")
            .Single(i => i.ParentElement!.TextContent.Contains("Cooking", StringComparison.Ordinal))
            .GetAttribute("value");
        page = await lead.SendAsync(empty, ("reason", "أختان"), ("give", cooking));
        page.Address.ShouldStartWith($"/people/{b}", Case.Sensitive, string.Join(" / ", page.Errors) + page.Status);
        (await jisr.CountAsync("SELECT count(*) FROM people_party WHERE state = 'active'")).ShouldBe(2);
        (await FieldsAsync(centre, a)).ShouldBe(before.Item1);
        (await FieldsAsync(centre, b)).ShouldBe(before.Item2);
        using var worker = centre.Browser();
        (await ProgrammesAsync(worker, b)).ShouldBe(["Cooking", "Sewing"]);
        (await ProgrammesAsync(worker, a)).ShouldBe(["Weaving"]);
        (await PeopleAsync(jisr)).ShouldBe(2);
        (
            await jisr.CountAsync("SELECT count(*) FROM kernel_audit WHERE kind IN ('party.merge', 'party.unmerge')")
        ).ShouldBe(2);
        // Undone once: a second word changes nothing.
        (await lead.GetAsync(page.Address.Split('?')[0])).Text.ShouldNotContain("Undo the merge");
    }

    [Theory, Databases]
    public async Task After_a_merge_the_stricter_consent_and_the_safer_contact_hold(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var (a, b) = await PairAsync(centre);
        foreach (var party in new[] { a, b })
            (
                await SendAsync(jisr, centre, "consent.give", new { partyId = party, purpose = "photo" })
            ).IsDone.ShouldBeTrue();
        (
            await SendAsync(jisr, centre, "consent.withdraw", new { partyId = b, purpose = "photo" })
        ).IsDone.ShouldBeTrue();
        (await centre.ChangeAsync(b, "contact", 1, new { phoneSafety = "do-not-write" })).IsDone.ShouldBeTrue();
        (await MergeAsync(jisr, centre, a, [])).IsDone.ShouldBeTrue();
        using var worker = centre.Browser();
        var page = await worker.GetAsync($"/people/{a}");
        page.Document.QuerySelectorAll("tr")
            .Single(r => r.QuerySelector("th")?.TextContent == "To publish her photo")
            .TextContent.ShouldContain("Withdrawn");
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM people_contact_point WHERE safety = 'do-not-write' AND \"to\" IS NULL"
            )
        ).ShouldBe(2, "hers too: it is one woman now");
        // A command that still names the old record reaches her.
        (await SendAsync(jisr, centre, "consent.give", new { partyId = b, purpose = "story" })).IsDone.ShouldBeTrue();
        (await worker.GetAsync($"/people/{a}"))
            .Document.QuerySelectorAll("tr")
            .Single(r => r.QuerySelector("th")?.TextContent == "To publish her story")
            .TextContent.ShouldContain("Yes");
    }

    [Theory, Databases]
    public async Task What_was_found_out_about_her_goes_to_the_record_that_lives_on_and_back(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var (a, b) = await PairAsync(centre);
        (await SendAsync(jisr, centre, "functioning.answer", new { partyId = b, seeing = 3 })).IsDone.ShouldBeTrue();
        using var lead = await centre.BrowserAsync(Roles.UnitLead);
        // The pair itself leads to the page that makes one record of two.
        var address = (await lead.GetAsync(await AddressAsync(lead))).Link("Make one record of two");
        await lead.SendAsync(await lead.GetAsync(address), ("survivor", a.ToString()), ("keep-contact", a.ToString()));
        (await lead.GetAsync($"/people/{a}")).Text.ShouldContain("A lot of difficulty with at least one thing");

        await lead.SendAsync(
            await lead.GetAsync((await lead.GetAsync($"/people/{a}")).Link("Undo the merge")),
            ("reason", "Two sisters")
        );
        (await lead.GetAsync($"/people/{a}")).Text.ShouldNotContain("A lot of difficulty");
        (await lead.GetAsync($"/people/{b}")).Text.ShouldContain("A lot of difficulty with at least one thing");
    }

    [Theory, Databases]
    public async Task Nobody_merges_what_she_alone_created_or_cannot_see_whole(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var (a, _) = await PairAsync(centre);
        // The same account, now also lead of the unit.
        var own = await MergeAsync(jisr, centre, a, [], centre.ActorOf(centre.Worker, Roles.UnitLead));
        own.Reasons.ShouldHaveSingleItem().Code.ShouldBe("NOT_YOUR_OWN_PAIR");
        var other = await Centre.OpenAsync(jisr, "centre-b");
        using var stranger = await other.BrowserAsync(Roles.UnitLead);
        using var lead = await centre.BrowserAsync(Roles.UnitLead);
        var address = await AddressAsync(lead) + "/merge";
        (await stranger.GetAsync(address)).Status.ShouldBe(404);
        using var worker = centre.Browser();
        (await worker.GetAsync(address)).Status.ShouldBe(403, "merging is the lead's");
        (await jisr.CountAsync("SELECT count(*) FROM people_merge")).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task Of_two_reviewers_who_merge_at_once_one_does_it(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var (a, b) = await PairAsync(centre);
        var answers = await Task.WhenAll(
            MergeAsync(jisr, centre, a, ["contact"]),
            MergeAsync(jisr, centre, b, ["contact"])
        );
        answers.Count(r => r.IsDone).ShouldBe(1);
        answers.Single(r => !r.IsDone).Reasons.ShouldHaveSingleItem().Code.ShouldBe("MERGED_ALREADY");
        (await jisr.CountAsync("SELECT count(*) FROM people_party WHERE state = 'active'")).ShouldBe(1);
    }

    private static async Task<(PartyId A, PartyId B)> PairAsync(Centre centre) =>
        (
            await centre.WomanAsync(First, "1989-03-01", "0944567890"),
            await centre.WomanAsync(Second, "1989-03-01", "0933111278", hour: "morning")
        );

    private static async Task<string> AddressAsync(Browser lead) => (await lead.GetAsync("/matches")).Link("فاطمة");

    private static async Task<Answer> MergeAsync(
        JisrApp jisr,
        Centre centre,
        PartyId survivor,
        string[] take,
        Actor? actor = null
    )
    {
        using var lead = await centre.BrowserAsync(Roles.UnitLead);
        var match = Guid.Parse((await AddressAsync(lead)).Split('/')[^1]);
        var account = await jisr.AccountWithRoleAsync(Roles.UnitLead, centre.Unit);
        return await jisr.SendAsync(
            "party.merge",
            new
            {
                matchId = match,
                survivor,
                take,
            },
            null,
            actor ?? centre.ActorOf(account, Roles.UnitLead),
            Door.Api
        );
    }

    private static Task<Answer> SendAsync(JisrApp jisr, Centre centre, string kind, object payload) =>
        jisr.SendAsync(kind, payload, null, centre.Actor, Door.Api);

    private static async Task JoinAsync(
        JisrApp jisr,
        Centre centre,
        PartyId party,
        string code = "sewing",
        string name = "Sewing"
    )
    {
        var programme = await jisr.SendAsync(
            "programme.add",
            new
            {
                code,
                nameAr = name,
                nameFr = name,
                nameEn = name,
                from = "2026-01-01",
            }
        );
        programme.IsDone.ShouldBeTrue(string.Join(", ", programme.Reasons.Select(r => r.Code + "@" + r.Field)));
        var answer = await SendAsync(
            jisr,
            centre,
            "membership.apply",
            new { partyId = party, programmeId = programme.Subject }
        );
        answer.IsDone.ShouldBeTrue(string.Join(", ", answer.Reasons.Select(r => r.Code)));
    }

    private static async Task<IEnumerable<string>> ProgrammesAsync(Browser worker, PartyId party) =>
        (await worker.GetAsync($"/people/{party}"))
            .Document.QuerySelectorAll("p.who strong")
            .Select(p => p.TextContent)
            .Order(StringComparer.Ordinal);

    private static async Task<string> FieldsAsync(Centre centre, PartyId party)
    {
        using var worker = centre.Browser();
        var page = await worker.GetAsync($"/people/{party}");
        var fields = string.Join(
            '|',
            page.Document.QuerySelectorAll("dl.answers dd").Select(d => d.TextContent.Trim())
        );
        return page.Heading
            + "|"
            + fields
            + "|"
            + (await worker.SendAsync(page, "form:has(input[value=reveal-contact])"))
                .Document.QuerySelector(".notice bdi.code")
                ?.TextContent;
    }

    private static Task<long> PeopleAsync(JisrApp jisr) =>
        jisr.CountAsync(
            "SELECT count(DISTINCT canonical_party_id) FROM insight_fact WHERE kind = 'PersonRegistered' AND counts"
        );
}
