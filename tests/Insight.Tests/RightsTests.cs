using System.Net;
using Jisr.Kernel.Access;
using Jisr.Testing;

namespace Jisr.Insight.Tests;

/// <summary>Who sees which figures (doors.md §7), and what partners never see.</summary>
public class RightsTests
{
    private static readonly DateOnly LastHalf = new(2026, 3, 3);

    [Theory, Databases]
    public async Task A_worker_sees_her_own_unit_and_no_other(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var hers = await jisr.UnitAsync("guelmim-1");
        var other = await jisr.UnitAsync("guelmim-2");
        await jisr.RecordAsync([
            .. Records.Women(2, "MA-10.261", LastHalf, hers),
            .. Records.Women(50, "MA-10.261", LastHalf, other),
        ]);
        using var worker = await jisr.BrowserWithRoleAsync(Roles.CentreWorker, hers);
        var page = await worker.GetAsync("/figures?period=2026S1");
        page.Status.ShouldBe(200);
        page.Heading.ShouldContain("Space guelmim-1");
        page.Document.QuerySelector("[data-total]")!.GetAttribute("data-total").ShouldBe("2");
        page.Html.ShouldNotContain("guelmim-2");
        (await worker.GetAsync("/figures?unit=guelmim-2&period=2026S1")).Status.ShouldBe(404);
        (await worker.GetAsync("/figures?unit=jisr&period=2026S1")).Status.ShouldBe(404);
        (await worker.GetAsync("/figures/how?unit=guelmim-2&period=2026S1&indicator=registrations")).Status.ShouldBe(
            404
        );
        (await worker.GetAsync("/figures/table.csv?unit=guelmim-2&period=2026S1&purpose=report")).Status.ShouldBe(404);
        (await worker.GetAsync("/api/v1/indicators/registrations?unit=guelmim-2&period=2026S1")).Status.ShouldBe(404);
        (await worker.CountedAsync("registrations", "period=2026S1")).Total.ShouldBe(2);
        (await worker.GetAsync("/figures/targets")).Status.ShouldBeOneOf(403, 404);
    }

    [Theory, Databases]
    public async Task A_lead_of_a_unit_sees_those_below_it(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var agency = await jisr.UnitAsync("agency-1", "MA-10");
        var space = await jisr.UnitAsync("space-1", parent: "agency-1");
        var far = await jisr.UnitAsync("space-2");
        await jisr.RecordAsync([
            .. Records.Women(3, "MA-10", LastHalf, agency),
            .. Records.Women(4, "MA-10", LastHalf, space),
            .. Records.Women(90, "MA-10", LastHalf, far),
        ]);
        using var lead = await jisr.BrowserWithRoleAsync(Roles.UnitLead, agency);
        (await lead.CountedAsync("registrations", "period=2026S1")).Total.ShouldBe(7);
        (await lead.CountedAsync("people-registered", "period=2026S1&unit=space-1")).Total.ShouldBe(4);
        (await lead.GetAsync("/figures?unit=space-2")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Without_a_role_for_figures_there_are_none()
    {
        await using var jisr = await JisrApp.StartAsync("sqlite");
        foreach (var role in (string[])[Roles.Administrator, Roles.Operator, Roles.SafeguardingOfficer, Roles.Trainer])
        {
            using var browser = await jisr.BrowserWithRoleAsync(role);
            (await browser.GetAsync("/figures")).Status.ShouldBeOneOf(403, 404);
            (await browser.GetAsync("/api/v1/indicators/registrations")).Status.ShouldBeOneOf(403, 404);
        }
        using var nobody = jisr.Browser();
        using var refused = await nobody.Http.GetAsync(new Uri("/api/v1/indicators/registrations", UriKind.Relative));
        refused.StatusCode.ShouldNotBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Those_who_handle_money_see_money_only()
    {
        await using var jisr = await JisrApp.StartAsync("sqlite");
        await jisr.RecordAsync([.. Records.Women(50, "MA-10", LastHalf)]);
        using var finance = await jisr.BrowserWithRoleAsync(Roles.FinanceOfficer);
        var page = await finance.GetAsync("/figures?period=2026S1&country=MA");
        page.Status.ShouldBe(200);
        page.Document.QuerySelector("[data-indicator=income-cash]").ShouldNotBeNull();
        page.Document.QuerySelector("[data-indicator=registrations]").ShouldBeNull();
        page.Document.QuerySelector("[data-total]").ShouldBeNull();
        (await finance.GetAsync("/figures/how?indicator=registrations&period=2026S1")).Status.ShouldBe(404);
        (await finance.GetAsync("/api/v1/indicators/registrations?period=2026S1")).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("IN12", new[] { 7, 3, 40, 0 }, new[] { -1, -1, 40, 0 }, 50)]
    [InlineData("IN13", new[] { 1, 1, 30 }, new[] { -1, -1, -1 }, 32)]
    [InlineData("IN14", new[] { 4, 4, 20 }, new[] { -1, -1, 20 }, 28)]
    [InlineData("IN15", new[] { 3, 0, 0 }, new[] { -1, 0, 0 }, -1)]
    public async Task Partners_never_see_fewer_than_five(string example, int[] women, int[] shown, int total)
    {
        await using var jisr = await JisrApp.StartAsync("sqlite");
        for (var i = 0; i < women.Length; i++)
            await jisr.RecordAsync([.. Records.Women(women[i], $"MA-0{i + 1}", LastHalf)]);
        using var partner = await jisr.BrowserWithRoleAsync(Roles.PartnerReader);
        var api = await partner.CountedAsync("people-registered", "period=2026S1&place=MA");
        var page = await partner.GetAsync("/figures?period=2026S1&country=MA");
        page.Status.ShouldBe(200, example);
        for (var i = 0; i < women.Length; i++)
        {
            long? expected = shown[i] < 0 ? null : shown[i];
            api.Area($"MA-0{i + 1}").ShouldBe(expected, example);
            page.Document.QuerySelector($"table[aria-labelledby=areas] tr[data-key='MA-0{i + 1}'] td")!
                .TextContent.Trim()
                .ShouldBe(expected?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "…", example);
            // The picture says the mark and nothing else: no length, no number.
            if (expected is null)
                page.Document.QuerySelectorAll("svg.chart rect.bar")
                    .Select(b => b.GetAttribute("data-value"))
                    .ShouldNotContain(women[i].ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
        api.Total.ShouldBe(total < 0 ? null : total, example);
    }

    [Fact]
    public async Task Sixty_contacts_of_two_women_are_two_women()
    {
        // IN19: what is tested is the people behind the cell, not its value.
        await using var jisr = await JisrApp.StartAsync("sqlite");
        var two = Records.Women(2, "MA-01", LastHalf).ToList();
        foreach (var day in Enumerable.Range(0, 30))
            await jisr.RecordAsync([
                .. two.Select(w => new Contracts.Market.OrderPlaced
                {
                    On = LastHalf.AddDays(day),
                    SourceId = Kernel.Ids.NewId.Next(),
                    PartyId = w.PartyId,
                    PlaceCode = "MA-01",
                }),
            ]);
        using var partner = await jisr.BrowserWithRoleAsync(Roles.PartnerReader);
        var counted = await partner.CountedAsync("orders-placed", "period=2026S1&place=MA");
        counted.Area("MA-01").ShouldBeNull();
        counted.Total.ShouldBeNull();
        var page = await partner.GetAsync("/figures?period=2026S1&country=MA");
        page.Document.QuerySelector("[data-indicator=orders-placed] b")!.TextContent.ShouldBe("…");
        using var manager = await jisr.BrowserWithRoleAsync(Roles.ProgrammeManager);
        (await manager.CountedAsync("orders-placed", "period=2026S1&place=MA")).Total.ShouldBe(60);
    }

    [Fact]
    public async Task Partners_are_offered_half_years_that_are_over_and_no_other_cut()
    {
        await using var jisr = await JisrApp.StartAsync("sqlite");
        using var partner = await jisr.BrowserWithRoleAsync(Roles.PartnerReader);
        foreach (var code in (string[])["2026", "2026Q1", "202603", "2026S2", "20260101-20260630"])
        {
            var page = await partner.GetAsync("/figures?period=" + code);
            page.Status.ShouldBe(422, code);
            page.Document.QuerySelector("main")!.TextContent.ShouldContain("2026S1");
            (await partner.GetAsync("/api/v1/indicators/registrations?period=" + code)).Status.ShouldBe(422);
            (await partner.GetAsync($"/figures/table.csv?purpose=report&period={code}")).Status.ShouldBe(422);
            (await partner.GetAsync($"/figures/how?indicator=registrations&period={code}")).Status.ShouldBe(422);
        }
        (await partner.GetAsync("/figures")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Days_and_units_behind_a_figure_are_for_those_who_work_there()
    {
        await using var jisr = await JisrApp.StartAsync("sqlite");
        var unit = await jisr.UnitAsync("guelmim-1");
        await jisr.RecordAsync([.. Records.Women(60, "MA-10", LastHalf, unit)]);
        const string how = "/figures/how?indicator=registrations&period=2026S1&country=MA";
        using var coordinator = await jisr.BrowserWithRoleAsync(Roles.Coordinator);
        var outside = await coordinator.GetAsync(how);
        outside.Text.ShouldContain("Records counted");
        outside.Text.ShouldNotContain("Space guelmim-1");
        outside.Document.QuerySelector("table").ShouldBeNull();
        using var lead = await jisr.BrowserWithRoleAsync(Roles.UnitLead, unit);
        var inside = await lead.GetAsync(how + "&unit=guelmim-1");
        inside.Text.ShouldContain("Space guelmim-1");
        inside
            .Document.QuerySelector("table[aria-labelledby=days] tbody tr")!
            .TextContent.ShouldContain("3 March 2026");
    }
}
