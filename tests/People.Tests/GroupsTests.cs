using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Testing;

namespace Jisr.People.Tests;

/// <summary>Households and co-operatives: each counts as one, and belongs to days.</summary>
public class GroupsTests
{
    [Theory, Databases]
    public async Task A_co_operative_is_written_down_and_its_members_by_the_number_on_their_cards(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var woman = await centre.WomanAsync("سمر النجار", "1990");
        using var worker = centre.Browser();
        var page = await worker.GetAsync((await worker.GetAsync("/groups")).Link("Add one"));
        var bad = await worker.SendAsync(page, ("nameAr", "تعاونية الأرغان"), ("declaredMembers", "عشرون"));
        bad.Status.ShouldBe(422);
        bad.Value("nameAr").ShouldBe("تعاونية الأرغان");
        page = await worker.SendAsync(bad, ("organisationKind", "co-operative"), ("declaredMembers", "٢٠"));
        page.Heading.ShouldBe("تعاونية الأرغان");
        page.Text.ShouldContain("20");
        var number = (await PersonFindTests.NumberAsync(jisr, centre, woman)).ToUpperInvariant();
        (await worker.SendAsync(page, ("number", "0000000"), ("roles", "president"))).Errors.ShouldContain(e =>
            e.Contains("Look at her card", StringComparison.Ordinal)
        );
        page = await worker.SendAsync(page, ("number", number[..4] + " " + number[4..]), ("roles", "president"));
        page.Text.ShouldContain("سمر النجار");
        (await worker.GetAsync($"/people/{woman}")).Text.ShouldContain("تعاونية الأرغان");
        (await worker.SendAsync(page, ("number", number), ("roles", "member"))).Errors.ShouldContain(e =>
            e.Contains("already", StringComparison.Ordinal)
        );
        page = await worker.SendAsync(page, "form:has(button[name=link])", ("link", Button(page)));
        page.Text.ShouldContain("until");
        (await worker.GetAsync($"/people/{woman}")).Text.ShouldNotContain("تعاونية الأرغان");
        // Twenty members, as it says, are no people of ours.
        (
            await jisr.CountAsync(
                "SELECT count(DISTINCT canonical_party_id) FROM insight_fact WHERE kind = 'PersonRegistered'"
            )
        ).ShouldBe(1);
        using var stranger = (await Centre.OpenAsync(jisr, "centre-b")).Browser();
        (await stranger.GetAsync(page.Address)).Status.ShouldBe(404);
        (await stranger.GetAsync("/groups")).Text.ShouldNotContain("الأرغان");
    }

    [Theory, Databases]
    public async Task A_household_has_one_head_at_a_time(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var household = await SendAsync(
            jisr,
            centre,
            "household.add",
            new
            {
                unitId = centre.Unit,
                declaredSize = 6,
                declaredChildren = 4,
            }
        );
        household.IsDone.ShouldBeTrue();
        var women = new[]
        {
            await centre.WomanAsync("سمر النجار", "1990"),
            await centre.WomanAsync("ليلى النجار", "1970"),
        };
        var links = new List<Answer>();
        foreach (var woman in women)
            links.Add(
                await LinkAsync(jisr, centre, household, await PersonFindTests.NumberAsync(jisr, centre, woman), "head")
            );
        links[0].IsDone.ShouldBeTrue();
        links[1].Reasons.ShouldHaveSingleItem().Code.ShouldBe("HEAD_TAKEN");
        (
            await LinkAsync(jisr, centre, household, await PersonFindTests.NumberAsync(jisr, centre, women[1]), "carer")
        ).IsDone.ShouldBeTrue();
        (
            await LinkAsync(
                jisr,
                centre,
                household,
                await PersonFindTests.NumberAsync(jisr, centre, women[1]),
                "president"
            )
        )
            .Reasons[0]
            .Code.ShouldBe("CHOOSE_ONE");
        var children = await SendAsync(
            jisr,
            centre,
            "household.add",
            new
            {
                unitId = centre.Unit,
                declaredSize = 3,
                declaredChildren = 3,
            }
        );
        children.Reasons.ShouldHaveSingleItem().Code.ShouldBe("CHILDREN_TOO_MANY");
        using var worker = centre.Browser();
        (await worker.GetAsync("/groups?kind=household")).Text.ShouldContain("سمر النجار");
    }

    private static string Button(Page page) => page.Document.QuerySelector("button[name=link]")!.GetAttribute("value")!;

    private static Task<Answer> LinkAsync(JisrApp jisr, Centre centre, Answer group, string number, string role) =>
        SendAsync(
            jisr,
            centre,
            "party.link",
            new
            {
                groupId = group.Subject,
                number,
                roles = new[] { role },
            }
        );

    private static Task<Answer> SendAsync(JisrApp jisr, Centre centre, string kind, object payload) =>
        jisr.SendAsync(kind, payload, null, centre.Actor, Door.Api);
}
