using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Testing;

namespace Jisr.People.Tests;

/// <summary>The six questions of the Washington Group: a blank is never a no.</summary>
public class FunctioningTests
{
    [Theory, Databases]
    public async Task PE10_five_times_no_difficulty_and_one_not_asked_is_unknown_and_not_no(string database) =>
        await AskAsync(database, [1, 1, 1, 1, 1, null], "Not known: not every question was answered");

    [Theory, Databases]
    public async Task PE11_one_great_difficulty_is_yes_whatever_she_does_not_answer(string database) =>
        await AskAsync(database, [7, 3, 7, 7, 7, 7], "A lot of difficulty with at least one thing");

    [Theory, Databases]
    public async Task Six_answers_without_great_difficulty_are_a_no(string database) =>
        await AskAsync(database, [1, 2, 1, 2, 1, 2], "No great difficulty");

    [Theory, Databases]
    public async Task Code_5_is_refused_at_its_field_and_nothing_of_the_rest_is_kept(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var woman = await centre.WomanAsync("سمر النجار", "1990");
        var answer = await SendAsync(jisr, centre, woman, [1, 1, 5, 1, 1, 1]);
        answer
            .Reasons.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(r => r.Code.ShouldBe("WG_CODE"), r => r.Field.ShouldBe("walking"));
        (await SendAsync(jisr, centre, woman, [null, null, null, null, null, null]))
            .Reasons.ShouldHaveSingleItem()
            .Code.ShouldBe("ANSWER_ONE");
        (await jisr.CountAsync("SELECT count(*) FROM people_functioning")).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task The_page_asks_in_her_language_keeps_every_asking_and_other_centres_see_nothing(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var woman = await centre.WomanAsync("سمر النجار", "1990");
        using var worker = centre.Browser("ar");
        var page = await worker.GetAsync($"/people/{woman}/functioning");
        page.Text.ShouldContain("هل تواجهين صعوبة في الرؤية حتى مع ارتداء النظارات؟");
        page = await worker.SendAsync(page, ("seeing", "4"), ("hearing", "7"));
        page.Text.ShouldContain("صعوبة كبيرة في أمر واحد على الأقل");
        page = await worker.GetAsync($"/people/{woman}/functioning");
        page.Document.QuerySelector("input[name=seeing][checked]")!.GetAttribute("value").ShouldBe("4");
        await worker.SendAsync(page, ("seeing", "2"));
        (await jisr.CountAsync("SELECT count(*) FROM people_functioning")).ShouldBe(
            2,
            "an asking is never overwritten"
        );
        using var stranger = (await Centre.OpenAsync(jisr, "centre-b")).Browser();
        (await stranger.GetAsync($"/people/{woman}/functioning")).Status.ShouldBe(404);
    }

    private static async Task AskAsync(string database, int?[] six, string says)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var woman = await centre.WomanAsync("سمر النجار", "1990");
        (await SendAsync(jisr, centre, woman, six)).IsDone.ShouldBeTrue();
        using var worker = centre.Browser();
        (await worker.GetAsync($"/people/{woman}")).Text.ShouldContain(says);
    }

    private static Task<Answer> SendAsync(JisrApp jisr, Centre centre, Kernel.Ids.PartyId woman, int?[] six) =>
        jisr.SendAsync(
            "functioning.answer",
            new
            {
                partyId = woman,
                seeing = six[0],
                hearing = six[1],
                walking = six[2],
                memory = six[3],
                selfCare = six[4],
                communication = six[5],
                answeredBy = "self",
            },
            null,
            centre.Actor,
            Door.Api
        );
}
