using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Testing;

namespace Jisr.People.Tests;

/// <summary>Who answers a number and when somebody reached her by it (people.md A2, ContactPoint).</summary>
public class ContactPointTests
{
    private const string Sister = "أختها سعاد";

    [Theory, Databases]
    public async Task Who_answers_is_masked_like_the_number_and_the_day_she_was_reached_stands_on_her_page(
        string database
    )
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        using var worker = centre.Browser();
        var saved = await worker.SendAsync(
            await worker.GetAsync("/register/fast"),
            ("consent", "yes"),
            ("fullName", "سمر النجار"),
            ("birth", "34"),
            ("phone", "0944567890"),
            ("email", "samar@example.org"),
            ("answeredBy", Sister),
            ("phoneVerified", "yes")
        );
        saved.Text.ShouldContain("Saved under number");
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM people_contact_point WHERE channel = 'phone' AND answered_by IS NOT NULL AND verified_at IS NOT NULL"
            )
        ).ShouldBe(1);
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM people_contact_point WHERE channel = 'email' AND answered_by IS NULL AND verified_at IS NULL"
            )
        ).ShouldBe(1);
        var address = saved.Link("Correct it");
        var page = await worker.GetAsync(address);
        page.Text.ShouldContain("reached by it on 24 November 2026");
        page.Html.ShouldNotContain(Sister);
        var shown = await worker.SendAsync(page, "form:has(input[value=reveal-contact])");
        shown.Text.ShouldContain(Sister);
        shown.Text.ShouldContain("Who answers this number?");

        // On the page where it is changed it stands as it is: opening that is a reveal.
        jisr.Clock.Advance(TimeSpan.FromDays(2));
        var change = await worker.GetAsync(address + "/change/contact");
        change.Value("answeredBy").ShouldBe(Sister);
        change.Text.ShouldContain("reached by it on 24 November 2026");
        (await worker.SendAsync(change, ("answeredBy", "زوجها"), ("verifiedAt", "now"))).Text.ShouldContain(
            "reached by it on 26 November 2026"
        );
        // A new number: nobody has reached her by it, and it is written so.
        await worker.SendAsync(await worker.GetAsync(address + "/change/contact"), ("phone", "0933111278"));
        (await worker.GetAsync(address)).Text.ShouldNotContain("reached by it");
        var history = await worker.GetAsync(address + "/history");
        history.Text.ShouldContain("26 November 2026");
        history.Text.ShouldContain("24 November 2026");
        history.Html.ShouldNotContain(Sister);
        history.Html.ShouldNotContain("زوجها");
        history.Document.QuerySelectorAll("tbody tr").Length.ShouldBe(4);
        (await worker.GetAsync(address + "/change/contact")).Value("answeredBy").ShouldBe("زوجها");

        using var coordinator = await jisr.BrowserWithRoleAsync(Roles.SafeguardingOfficer, centre.Unit);
        (await coordinator.GetAsync(address)).Html.ShouldNotContain("زوجها");
    }

    [Theory, Databases]
    public async Task Nobody_answers_a_number_that_she_does_not_have_and_what_was_typed_stays(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var id = await centre.WomanAsync("سمر النجار", "1990");
        using var worker = centre.Browser();
        var form = await worker.GetAsync($"/people/{id}/change/contact");
        var refused = await worker.SendAsync(form, ("answeredBy", Sister), ("verifiedAt", "now"));
        refused.Status.ShouldBe(422, refused.Text);
        refused.Value("answeredBy").ShouldBe(Sister);
        refused.Value("verifiedAt").ShouldBe("now");
        (await jisr.CountAsync("SELECT count(*) FROM people_field_change")).ShouldBe(0);
        var saved = await worker.SendAsync(refused, ("phone", "0944567890"));
        saved.Text.ShouldContain("reached by it on");
        (await centre.ChangeAsync(id, "contact", 2, new { verifiedAt = "2031-01-01T00:00:00Z" }))
            .Reasons.ShouldHaveSingleItem()
            .Field.ShouldBe("verifiedAt");
    }

    [Theory, Databases]
    public async Task Two_who_reached_her_do_not_clash_and_a_word_about_an_old_number_is_none_about_the_new(
        string database
    )
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var id = await centre.WomanAsync("سمر النجار", "1990", "0944567890");
        foreach (var minute in (int[])[1, 2])
        {
            jisr.Clock.Advance(TimeSpan.FromMinutes(minute));
            (await centre.ChangeAsync(id, "contact", 1, new { verifiedAt = "now" })).Result.ShouldBe(
                AnswerResult.Accepted
            );
        }
        (await jisr.CountAsync("SELECT count(*) FROM people_conflict_task")).ShouldBe(0);
        (await centre.ChangeAsync(id, "contact", 3, new { phone = "0933111278" })).Version.ShouldBe(4);
        (await centre.ChangeAsync(id, "contact", 3, new { verifiedAt = "now" })).Result.ShouldBe(AnswerResult.Accepted);
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM people_contact_point WHERE \"to\" IS NULL AND verified_at IS NOT NULL"
            )
        ).ShouldBe(0);
        // Two say who answers: both are kept, and the answer tells neither in the clear.
        (await centre.ChangeAsync(id, "contact", 4, new { answeredBy = "أختها" })).IsDone.ShouldBeTrue();
        var clash = await centre.ChangeAsync(id, "contact", 4, new { answeredBy = "زوجها" });
        clash.Conflict.ShouldBe(new FieldConflict("contact", "answeredBy", null, null, null));
    }

    [Theory, Databases]
    public async Task On_the_pages_of_an_assisted_registration_both_are_asked_and_read_back(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        using var worker = centre.Browser();
        var check = await centre.WalkAsync(
            worker,
            "سمر النجار",
            "check",
            (
                "safety",
                [
                    ("phoneSafety", "shared"),
                    ("preferredHour", "evening"),
                    ("answeredBy", Sister),
                    ("phoneVerified", "yes"),
                ]
            )
        );
        check = check.Address.EndsWith("/check", StringComparison.Ordinal)
            ? check
            : await worker.GetAsync(check.Address.Replace("/matches", "/check", StringComparison.Ordinal));
        check.Text.ShouldContain(Sister);
        await Centre.ConfirmAsync(worker, check);
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM people_contact_point WHERE channel = 'phone' AND answered_by IS NOT NULL AND verified_at IS NOT NULL"
            )
        ).ShouldBe(1);
    }
}
