using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Testing;

namespace Jisr.People.Tests;

/// <summary>Programmes: their rules, her standing in them, and what she herself does on her page.</summary>
public class BelongingTests
{
    private static async Task<ProgrammeId> ProgrammeAsync(JisrApp jisr, string code, object? rules = null)
    {
        var answer = await jisr.SendAsync(
            "programme.add",
            new
            {
                code,
                nameAr = "برنامج " + code,
                from = "2026-01-01",
            }
        );
        answer.IsDone.ShouldBeTrue();
        var id = answer.Subject!.Value;
        if (rules is not null)
            (await jisr.SendAsync("programme.change", Merge(id, code, rules))).IsDone.ShouldBeTrue();
        return new ProgrammeId(id);
    }

    private static Dictionary<string, object?> Merge(Guid id, string code, object rules)
    {
        var all = new Dictionary<string, object?> { ["programmeId"] = id, ["nameAr"] = "برنامج " + code };
        foreach (var property in rules.GetType().GetProperties())
            all[property.Name] = property.GetValue(rules);
        return all;
    }

    private static Task<Answer> StepAsync(
        JisrApp jisr,
        Centre centre,
        Guid membership,
        string to,
        string? reason = null,
        string role = Roles.CentreWorker
    ) =>
        jisr.SendAsync(
            "membership.change",
            new
            {
                membershipId = membership,
                to,
                reason,
            },
            actor: centre.ActorOf(centre.Worker, role),
            door: Door.Api
        );

    private static Task<Answer> ApplyAsync(JisrApp jisr, Centre centre, PartyId woman, ProgrammeId programme) =>
        jisr.SendAsync(
            "membership.apply",
            new { partyId = woman, programmeId = programme },
            actor: centre.Actor,
            door: Door.Api
        );

    [Theory, Databases]
    public async Task A8_a_second_open_membership_is_answered_as_a_repeat_that_points_to_the_open_one(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var programme = await ProgrammeAsync(jisr, "jtr");
        var woman = await centre.WomanAsync("هدى محمود");
        var first = await ApplyAsync(jisr, centre, woman, programme);
        first.Result.ShouldBe(AnswerResult.Accepted);
        var second = await ApplyAsync(jisr, centre, woman, programme);
        second.Result.ShouldBe(AnswerResult.Duplicate);
        second.Effective.Subject.ShouldBe(first.Subject);
        (await jisr.CountAsync("SELECT count(*) FROM people_membership")).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM people_membership_event")).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task A_programmes_rules_ask_for_a_reason_and_its_consent_must_be_given(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var programme = await ProgrammeAsync(
            jisr,
            "jtr",
            new
            {
                ageFrom = 18,
                ageTo = 35,
                places = (string[])["SY07"],
                needs = (string[])["promotion"],
            }
        );
        var woman = await centre.WomanAsync("هدى محمود", birth: "1970");
        var membership = (await ApplyAsync(jisr, centre, woman, programme)).Subject!.Value;
        (await StepAsync(jisr, centre, membership, "eligible")).Reasons[0].Code.ShouldBe("NO_CONSENT_YET");
        (
            await jisr.SendAsync(
                "consent.give",
                new { partyId = woman, purpose = "promotion" },
                actor: centre.Actor,
                door: Door.Api
            )
        ).IsDone.ShouldBeTrue();
        (await StepAsync(jisr, centre, membership, "eligible")).Reasons[0].Code.ShouldBe("PROGRAMME_AGE");
        (await StepAsync(jisr, centre, membership, "eligible", "no such code"))
            .Reasons[0]
            .Code.ShouldBe("CHOICE_UNKNOWN");
        (await StepAsync(jisr, centre, membership, "eligible", "exception")).IsDone.ShouldBeTrue();
        (await jisr.TextAsync("SELECT reason FROM people_membership_event WHERE to_state = 'eligible'")).ShouldBe(
            "exception"
        );
        // What is not known is no fault of hers.
        var unknown = await centre.WomanAsync("سعاد أحمد");
        var applied = (await ApplyAsync(jisr, centre, unknown, programme)).Subject!.Value;
        await jisr.SendAsync(
            "consent.give",
            new { partyId = unknown, purpose = "promotion" },
            actor: centre.Actor,
            door: Door.Api
        );
        (await StepAsync(jisr, centre, applied, "eligible")).IsDone.ShouldBeTrue();
    }

    [Theory, Databases]
    public async Task Only_a_manager_of_that_place_ends_a_standing_and_a_trainer_may_say_that_it_is_completed(
        string database
    )
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var other = await Centre.OpenAsync(jisr, "centre-b");
        var programme = await ProgrammeAsync(jisr, "jtr");
        async Task<Guid> EnrolledAsync(string name)
        {
            var woman = await centre.WomanAsync(name);
            var id = (await ApplyAsync(jisr, centre, woman, programme)).Subject!.Value;
            (await StepAsync(jisr, centre, id, "eligible")).IsDone.ShouldBeTrue();
            (await StepAsync(jisr, centre, id, "enrolled")).IsDone.ShouldBeTrue();
            return id;
        }
        var first = await EnrolledAsync("هدى محمود");
        (await StepAsync(jisr, centre, first, "completed")).Reasons[0].Code.ShouldBe("NOT_ALLOWED");
        (await StepAsync(jisr, centre, first, "exited", "moved")).Reasons[0].Code.ShouldBe("NOT_ALLOWED");
        // A worker here who is a manager elsewhere ends nothing here.
        var both = centre.Actor with
        {
            Grants = [.. centre.Actor.Grants, .. other.ActorOf(centre.Worker, Roles.ProgrammeManager).Grants],
        };
        (
            await jisr.SendAsync(
                "membership.change",
                new
                {
                    membershipId = first,
                    to = "exited",
                    reason = "moved",
                },
                actor: both,
                door: Door.Api
            )
        ).Reasons[0].Code.ShouldBe("NOT_ALLOWED");
        (await StepAsync(jisr, centre, first, "completed", role: Roles.Trainer)).IsDone.ShouldBeTrue();
        var second = await EnrolledAsync("سعاد أحمد");
        (await StepAsync(jisr, centre, second, "exited", "moved", Roles.Trainer))
            .Reasons[0]
            .Code.ShouldBe("NOT_ALLOWED");
        (await StepAsync(jisr, centre, second, "exited", "moved", Roles.ProgrammeManager)).IsDone.ShouldBeTrue();
    }

    [Theory, Databases]
    public async Task She_applies_pauses_goes_on_and_withdraws_on_her_own_page(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        await ProgrammeAsync(jisr, "closed");
        await ProgrammeAsync(jisr, "open", new { takesAlone = true });
        await ProgrammeAsync(jisr, "else", new { takesAlone = true, places = (string[])["SY01"] });
        var woman = await centre.WomanAsync("رنا خليل");
        using var her = jisr.BrowserOf(await jisr.AccountOfAsync(woman));
        var page = await her.GetAsync("/me");
        page.Text.ShouldContain("You belong to no programme yet");
        var offered = page.Document.QuerySelectorAll("button[name=programme]");
        var one = offered.ShouldHaveSingleItem();
        one.TextContent.ShouldContain("برنامج open");
        page = await her.SendAsync(page, "form:has(input[value=my-apply])", ("programme", one.GetAttribute("value")));
        page.Text.ShouldContain("You have applied");
        var membership = new Guid(page.Document.QuerySelector("button[name=withdraw]")!.GetAttribute("value")!);
        (await StepAsync(jisr, centre, membership, "eligible")).IsDone.ShouldBeTrue();
        (await StepAsync(jisr, centre, membership, "enrolled")).IsDone.ShouldBeTrue();
        page = await her.GetAsync("/me");
        var without = await her.SendAsync(page, "form:has(input[value=my-pause])");
        without.Status.ShouldBe(422);
        without.Errors.Count.ShouldBe(2);
        page = await her.SendAsync(
            without,
            "form:has(input[value=my-pause])",
            ("membership", membership.ToString()),
            ("reason", "health")
        );
        page.Text.ShouldContain("You paused");
        page = await her.SendAsync(page, "form:has(input[value=my-standing])", ("resume", membership.ToString()));
        page.Text.ShouldContain("You are enrolled");
        page = await her.SendAsync(page, "form:has(input[value=my-standing])", ("withdraw", membership.ToString()));
        page.Text.ShouldContain("You withdrew");
        (await jisr.CountAsync("SELECT count(*) FROM people_membership WHERE is_open")).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task A_manager_changes_names_last_day_and_rules_on_a_page(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var programme = await ProgrammeAsync(jisr, "jtr");
        using var staff = await jisr.BrowserWithRoleAsync(Roles.ProgrammeManager);
        var form = await staff.GetAsync("/programmes/jtr/change");
        form.Value("nameAr").ShouldBe("برنامج jtr");
        var wrong = await staff.SendAsync(form, ("ageFrom", "٤٠"), ("ageTo", "18"), ("nameFr", "Passerelle"));
        wrong.Status.ShouldBe(422);
        wrong.Errors.ShouldHaveSingleItem().ShouldContain("oldest age");
        wrong.Value("nameFr").ShouldBe("Passerelle");
        var saved = await staff.SendAsync(
            wrong,
            ("ageTo", "60"),
            ("sex", "F"),
            ("takesAlone", "yes"),
            ("to.day", "30"),
            ("to.month", "11"),
            ("to.year", "2026")
        );
        saved.Address.ShouldBe("/programmes/jtr", saved.Text);
        saved.Text.ShouldContain("from 40 years · up to 60 years · Women");
        jisr.Clock.Advance(TimeSpan.FromDays(10));
        var woman = await centre.WomanAsync("هدى محمود");
        (await ApplyAsync(jisr, centre, woman, programme)).Reasons[0].Code.ShouldBe("PROGRAMME_OVER");
        using var worker = centre.Browser();
        (await worker.GetAsync("/programmes/jtr/change")).Status.ShouldBe(403);
    }

    [Theory, Databases]
    public async Task A_manager_of_one_programme_sees_its_women_and_no_others(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var programme = await ProgrammeAsync(jisr, "jtr");
        var inside = await centre.WomanAsync("هدى محمود");
        var outside = await centre.WomanAsync("سعاد أحمد");
        (await ApplyAsync(jisr, centre, inside, programme)).IsDone.ShouldBeTrue();
        var account = await jisr.AccountWithRoleAsync(Roles.Trainer);
        (
            await jisr.SendAsync(
                "role.grant",
                new
                {
                    accountId = account,
                    role = Roles.ProgrammeManager,
                    unitId = centre.Unit,
                    below = true,
                    programmeId = programme,
                    from = "2026-11-24",
                    to = "2027-06-01",
                }
            )
        ).IsDone.ShouldBeTrue();
        using var manager = jisr.BrowserOf(account);
        (await manager.GetAsync($"/people/{inside}")).Status.ShouldBe(200);
        (await manager.GetAsync($"/people/{outside}")).Status.ShouldBe(404);
        var list = await manager.GetAsync("/people");
        list.Text.ShouldContain("هدى");
        list.Text.ShouldNotContain("سعاد");
        async Task<string> FoundAsync(string name) =>
            (await manager.SendAsync(await manager.GetAsync("/people"), ("q", name))).Html;
        (await FoundAsync("هدى")).ShouldContain($"/people/{inside}");
        (await FoundAsync("سعاد")).ShouldNotContain($"/people/{outside}");
    }
}
