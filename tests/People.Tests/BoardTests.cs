using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Testing;

namespace Jisr.People.Tests;

/// <summary>A programme's women by their standing, and what was changed in a file.</summary>
public class BoardTests
{
    [Theory, Databases]
    public async Task The_board_shows_who_stands_where_and_only_those_of_the_readers_units(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var other = await Centre.OpenAsync(jisr, "centre-b");
        var programme = (
            await jisr.SendAsync(
                "programme.add",
                new
                {
                    code = "sewing",
                    nameAr = "الخياطة",
                    nameFr = "Couture",
                    nameEn = "Sewing",
                    from = "2026-01-01",
                }
            )
        ).Subject;
        foreach (var (at, name) in (new[] { (centre, "سمر النجار"), (centre, "ليلى الحداد"), (other, "هناء ديب") }))
        {
            var woman = await at.WomanAsync(name, "1990");
            (
                await jisr.SendAsync(
                    "membership.apply",
                    new { partyId = woman, programmeId = programme },
                    null,
                    at.Actor,
                    Door.Api
                )
            ).IsDone.ShouldBeTrue();
        }
        using var worker = centre.Browser();
        var page = await worker.GetAsync((await worker.GetAsync("/programmes/sewing")).Link("Women in this programme"));
        page.Text.ShouldContain("(2)");
        page.Text.ShouldContain("سمر النجار");
        page.Text.ShouldContain("ليلى الحداد");
        page.Text.ShouldNotContain("هناء ديب");
        (await worker.GetAsync("/programmes/sewing/women?state=completed")).Text.ShouldContain(
            "Nobody of your centre stands here"
        );
        (await worker.GetAsync("/programmes/none/women")).Status.ShouldBe(404);
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM kernel_read_log WHERE action = 'list' AND reason = 'programme-board'"
            )
        ).ShouldBe(2);
    }

    [Theory, Databases]
    public async Task Every_change_of_a_file_stands_in_its_history_and_no_number_in_it(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var woman = await centre.WomanAsync("سمر النجار", "1990", "0944567890");
        using var worker = centre.Browser();
        (await worker.GetAsync($"/people/{woman}/history")).Text.ShouldContain("Nothing was changed");
        await centre.ChangeAsync(woman, "name", 1, new { fullName = "سمر نجار" });
        await centre.ChangeAsync(woman, "contact", 1, new { phone = "0933111278" });
        var page = await worker.GetAsync((await worker.GetAsync($"/people/{woman}")).Link("What was changed"));
        page.Text.ShouldContain("سمر النجار");
        page.Text.ShouldContain("سمر نجار");
        page.Html.ShouldNotContain("944567890");
        page.Html.ShouldNotContain("933111278");
        using var stranger = (await Centre.OpenAsync(jisr, "centre-b")).Browser();
        (await stranger.GetAsync($"/people/{woman}/history")).Status.ShouldBe(404);
    }
}
