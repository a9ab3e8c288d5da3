using System.Text.Json;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.People.Tests;

/// <summary>What a device without a line says of a woman by the number on her card: it knows no name and no version.</summary>
public class CardTests
{
    [Theory, Databases]
    public async Task DO9_two_devices_say_different_hours_and_the_later_one_is_a_conflict_not_a_victory(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var woman = await centre.WomanAsync("سمر النجار", phone: "0944567890", hour: "morning");
        var card = await CardAsync(jisr);
        jisr.Clock.Advance(TimeSpan.FromHours(1));
        var said = jisr.Clock.GetUtcNow();
        jisr.Clock.Advance(TimeSpan.FromHours(5));
        (await ChangeAsync(jisr, centre, card, "evening", said)).Effective.Result.ShouldBe(AnswerResult.Accepted);
        var second = await ChangeAsync(jisr, centre, card, "noon", said.AddMinutes(1));
        second.Result.ShouldBe(AnswerResult.Conflict);
        second.Conflict!.ShouldSatisfyAllConditions(
            c => c.Field.ShouldBe("preferredHour"),
            c => c.Base.ShouldBe("morning"),
            c => c.Theirs.ShouldBe("evening"),
            c => c.Yours.ShouldBe("noon")
        );
        using var browser = centre.Browser();
        (await browser.GetAsync($"/people/{woman}")).Text.ShouldContain("Two people wrote different things here");
        (await jisr.CountAsync("SELECT count(*) FROM people_contact_point WHERE preferred_hour = 'evening'")).ShouldBe(
            1
        );
        // Both say the same, or she says it later than what stands there: no task.
        (await ChangeAsync(jisr, centre, card, "evening", said.AddMinutes(2))).Result.ShouldBe(AnswerResult.Accepted);
        jisr.Clock.Advance(TimeSpan.FromHours(1));
        (await ChangeAsync(jisr, centre, card, "noon", jisr.Clock.GetUtcNow())).Result.ShouldBe(AnswerResult.Accepted);
        (await jisr.CountAsync("SELECT count(*) FROM people_conflict_task")).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM people_contact_point WHERE preferred_hour = 'noon'")).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task A_number_of_nobody_and_one_of_another_centre_are_told_alike(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var there = await Centre.OpenAsync(jisr, "centre-a");
        var here = await Centre.OpenAsync(jisr, "centre-b");
        await there.WomanAsync("سمر النجار");
        var now = jisr.Clock.GetUtcNow();
        foreach (var number in (string[])[await CardAsync(jisr), Kernel.Text.MemberNumber.Of(999_999)])
        {
            var answer = await ChangeAsync(jisr, here, number, "noon", now);
            answer.Result.ShouldBe(AnswerResult.Rejected);
            answer.Reasons.ShouldHaveSingleItem().Code.ShouldBe("MEMBER_UNKNOWN");
        }
        (await ChangeAsync(jisr, here, "0000001", "noon", now))
            .Reasons.ShouldHaveSingleItem()
            .Code.ShouldBe("CARD_NUMBER_WRONG");
        (await jisr.CountAsync("SELECT count(*) FROM people_field_change")).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task A_yes_said_before_she_took_it_back_at_the_centre_does_not_come_back_to_life(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var woman = await centre.WomanAsync("سمر النجار");
        var card = await CardAsync(jisr);
        jisr.Clock.Advance(TimeSpan.FromHours(1));
        var said = jisr.Clock.GetUtcNow();
        jisr.Clock.Advance(TimeSpan.FromHours(1));
        (
            await jisr.SendAsync(
                "consent.withdraw",
                new { partyId = woman, purpose = "photo" },
                actor: centre.Actor,
                door: Door.Form
            )
        ).IsDone.ShouldBeTrue();
        (await ConsentAsync(jisr, centre, card, "given", said)).IsDone.ShouldBeTrue();
        (
            await jisr.TextAsync("SELECT answer FROM people_consent WHERE purpose = 'photo' ORDER BY at DESC LIMIT 1")
        ).ShouldBe("refused");
        (
            await jisr.CountAsync("SELECT count(*) FROM people_consent WHERE purpose = 'photo' AND answer = 'given'")
        ).ShouldBe(1, "what she said stays written");
        jisr.Clock.Advance(TimeSpan.FromHours(1));
        (await ConsentAsync(jisr, centre, card, "given", jisr.Clock.GetUtcNow())).IsDone.ShouldBeTrue();
        using var browser = centre.Browser();
        var page = await browser.GetAsync($"/people/{woman}");
        page.Document.QuerySelectorAll("tr")
            .Single(r => r.TextContent.Contains("publish her photo", StringComparison.Ordinal))
            .TextContent.ShouldContain("Yes");
        // Said twice, it stands once; a purpose nobody knows is refused.
        (await ConsentAsync(jisr, centre, card, "given", jisr.Clock.GetUtcNow())).IsDone.ShouldBeTrue();
        (await jisr.CountAsync("SELECT count(*) FROM people_consent WHERE purpose = 'photo'")).ShouldBe(3);
        (await ConsentAsync(jisr, centre, card, "refused", jisr.Clock.GetUtcNow())).IsDone.ShouldBeFalse();
    }

    [Theory, Databases]
    public async Task Her_language_her_e_mail_and_who_answers_change_by_card_too(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var woman = await centre.WomanAsync("سمر النجار", phone: "0944567890");
        var card = await CardAsync(jisr);
        jisr.Clock.Advance(TimeSpan.FromHours(1));
        Task<Answer> SayAsync(object values) =>
            SendAsync(
                jisr,
                centre,
                "card.change",
                new
                {
                    unitId = centre.Unit,
                    number = card,
                    values,
                },
                jisr.Clock.GetUtcNow()
            );
        (
            await SayAsync(
                new
                {
                    language = "fr",
                    email = "samar@example.org",
                    answeredBy = "أختها",
                }
            )
        ).IsDone.ShouldBeTrue();
        (await jisr.CountAsync("SELECT count(*) FROM people_person WHERE language = 'fr'")).ShouldBe(1);
        (await jisr.CountAsync("SELECT count(*) FROM people_contact_point WHERE \"to\" IS NULL")).ShouldBe(2);
        using var browser = centre.Browser();
        var page = await browser.GetAsync($"/people/{woman}/change/contact");
        page.Value("email").ShouldBe("samar@example.org");
        page.Value("answeredBy").ShouldBe("أختها");
        // What is no address or no language of ours is told with its field, and nothing of it is written.
        foreach (
            var (values, field) in (
                new (object, string)[] { (new { email = "samar@" }, "email"), (new { language = "de" }, "language") }
            )
        )
            (await SayAsync(values)).Reasons.ShouldHaveSingleItem().Field.ShouldBe(field);
        (await jisr.CountAsync("SELECT count(*) FROM people_field_change")).ShouldBe(3);
    }

    private static async Task<string> CardAsync(JisrApp jisr) =>
        (await jisr.TextAsync("SELECT number FROM people_party WHERE kind = 'person'"))!;

    private static Task<Answer> ChangeAsync(
        JisrApp jisr,
        Centre centre,
        string number,
        string hour,
        DateTimeOffset at
    ) =>
        SendAsync(
            jisr,
            centre,
            "card.change",
            new
            {
                unitId = centre.Unit,
                number,
                values = new { preferredHour = hour },
            },
            at
        );

    private static Task<Answer> ConsentAsync(
        JisrApp jisr,
        Centre centre,
        string number,
        string answer,
        DateTimeOffset at
    ) =>
        SendAsync(
            jisr,
            centre,
            "card.consent",
            new
            {
                unitId = centre.Unit,
                number,
                purpose = "photo",
                answer,
                noticeVersion = "2026-11",
                language = "ar",
            },
            at
        );

    private static Task<Answer> SendAsync(
        JisrApp jisr,
        Centre centre,
        string kind,
        object payload,
        DateTimeOffset at
    ) =>
        jisr
            .Services.GetRequiredService<CommandDispatcher>()
            .SendAsync(
                new JsonCommand(NewId.Next(), kind, JsonSerializer.SerializeToElement(payload, CanonicalJson.Options))
                {
                    OccurredAt = at,
                    SavedAt = at,
                },
                centre.Actor,
                Door.Outbox
            );
}
