using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Jisr.Contracts.Ledger;
using Jisr.Contracts.Market;
using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Ids;
using Jisr.Testing;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Jisr.Insight.Tests;

/// <summary>The coordinator's page: live, counted, drawn and told alike.</summary>
public partial class DashboardTests
{
    [Theory, Databases]
    public async Task IN9_a_registration_accepted_now_is_in_the_figure_at_the_next_reload(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var unit = await jisr.UnitAsync("guelmim-1");
        using var coordinator = await jisr.BrowserWithRoleAsync(Roles.Coordinator);
        using var manager = await jisr.BrowserWithRoleAsync(Roles.ProgrammeManager);
        Total(await manager.GetAsync("/figures?country=MA")).ShouldBe(0);
        await jisr.WomanAsync(unit, "زينة محمد الأحمد");
        var page = await manager.GetAsync("/figures?country=MA");
        Total(page).ShouldBe(1);
        Cell(page, "MA-10").ShouldBe("1");
        // The coordinator reads as a partner does: one woman is too few to be shown.
        var guarded = await coordinator.GetAsync("/figures?country=MA");
        guarded.Status.ShouldBe(200);
        Cell(guarded, "MA-10").ShouldBe("…");
        Cell(guarded, "MA-01").ShouldBe("0");
        for (var i = 0; i < 6; i++)
            await jisr.WomanAsync(unit, "ليلى حسن " + (char)('ا' + i) + "لعلي");
        Cell(await coordinator.GetAsync("/figures?country=MA"), "MA-10").ShouldBe("7");
    }

    [Theory, Databases]
    public async Task XA10_XI6_charts_write_numbers_invariant_and_say_what_their_tables_say(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var day = new DateOnly(2026, 5, 11);
        await jisr.RecordAsync([
            .. Records.Women(1234, "MA-10.261", day),
            .. Records.Women(37, "MA-03", day.AddMonths(1)),
            .. Records.Women(9, null, day),
        ]);
        await SetTargetsAsync(jisr, "2026", ("MA-10", 3000), ("MA-03", 7));
        using var manager = await jisr.BrowserWithRoleAsync(Roles.ProgrammeManager, language: "fr");
        var page = await manager.GetAsync("/figures?country=MA&period=2026&programme=");
        page.Status.ShouldBe(200);
        var charts = page.Document.QuerySelectorAll("svg[role=img]");
        charts.Count(c => c.ClassList.Contains("chart")).ShouldBe(3);
        foreach (var chart in charts)
        {
            foreach (var element in chart.QuerySelectorAll("*").Prepend(chart))
            foreach (var attribute in element.Attributes.Where(a => Numeric.Contains(a.Name)))
                Numbers().IsMatch(attribute.Value).ShouldBeTrue($"{attribute.Name}={attribute.Value}");
            if (chart.ClassList.Contains("chart"))
            {
                chart.QuerySelector("title")!.TextContent.ShouldNotBeEmpty();
                chart.QuerySelector("desc")!.TextContent.ShouldNotBeEmpty();
                chart.OuterHtml.Length.ShouldBeLessThan(9000);
            }
        }
        var bars = page
            .Document.QuerySelectorAll("svg.chart[aria-labelledby^=c-areas] rect.bar")
            .Select(b => long.Parse(b.GetAttribute("data-value")!, CultureInfo.InvariantCulture));
        var table = page
            .Document.QuerySelectorAll("table[aria-labelledby=areas] tbody tr")
            .Select(r => Number(r.QuerySelector("td")!.TextContent));
        bars.ShouldBe(table);
        Cell(page, "MA-10").ShouldBe("1 234");
        // Lengths are to scale: the longest reach is the target of 3,000, which is the whole width.
        var width = page
            .Document.QuerySelectorAll("svg.chart[aria-labelledby^=c-areas] rect.bar")
            .Select(b => double.Parse(b.GetAttribute("width")!, CultureInfo.InvariantCulture))
            .Max();
        width.ShouldBe(Math.Round(360 * 1234 / 3000.0, 1));
        var dots = page
            .Document.QuerySelectorAll("svg.chart[aria-labelledby^=c-time] circle")
            .Select(b => long.Parse(b.GetAttribute("data-value")!, CultureInfo.InvariantCulture));
        var months = page
            .Document.QuerySelectorAll("table[aria-labelledby=time] tbody td")
            .Select(c => Number(c.TextContent));
        dots.ShouldBe(months);
        // Over 100 % is shown as it is.
        Row(page, "MA-03").TextContent.ShouldContain("528,6");
    }

    [Theory, Databases]
    public async Task What_has_no_known_place_keeps_a_line_and_is_in_the_total(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var unit = await jisr.UnitAsync("guelmim-1");
        await jisr.RecordAsync([
            .. Records.Women(20, "MA-10.261", new DateOnly(2026, 2, 3), unit),
            .. Records.Women(8, null, new DateOnly(2026, 2, 3), unit),
        ]);
        using var manager = await jisr.BrowserWithRoleAsync(Roles.ProgrammeManager);
        var page = await manager.GetAsync("/figures?country=MA&period=2026");
        Total(page).ShouldBe(28);
        Cell(page, "MA").ShouldBe("8");
        Row(page, "MA").TextContent.ShouldContain("Place unknown");
        var how = await manager.GetAsync(page.Document.QuerySelector(".headline a")!.GetAttribute("href")!);
        how.Text.ShouldContain("Counted, but of an unknown place");
    }

    [Theory, Databases]
    public async Task Each_currency_stands_for_itself_and_what_was_taken_back_is_gone(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var on = new DateOnly(2026, 4, 1);
        var line = NewId.Next();
        LineDelivered Sold(Guid source, long minor, string currency) =>
            new()
            {
                On = on,
                SourceId = source,
                PlaceCode = "MA-10",
                PartyId = NewId.Of<PartyId>(),
                AmountMinor = minor,
                AmountCurrency = currency,
            };
        var wrong = Sold(line, 99_900, "MAD");
        await jisr.RecordAsync(
            Sold(NewId.Next(), 12_050, "MAD"),
            Sold(NewId.Next(), 7_000, "MAD"),
            Sold(NewId.Next(), 5_000, "TRY"),
            wrong,
            new IncomeReceived
            {
                On = on,
                SourceId = line,
                PartyId = NewId.Of<PartyId>(),
                PlaceCode = "MA-10",
                Detail = "cash",
                AmountMinor = 100,
                AmountCurrency = "MAD",
            }
        );
        await jisr.RecordAsync(wrong with { TakesBack = true, On = on.AddDays(9) });
        using var manager = await jisr.BrowserWithRoleAsync(Roles.ProgrammeManager);
        var page = await manager.GetAsync("/figures?country=MA&period=2026");
        page.Document.QuerySelectorAll("[data-indicator=sales] b")
            .Select(b => b.TextContent.Replace('\u00A0', ' '))
            .ShouldBe(["190.50 MAD", "50.00 TRY"]);
        page.Document.QuerySelectorAll("[data-indicator=income-notebook] b").Select(b => b.TextContent).ShouldBe(["0"]);
        page.Document.QuerySelector("[data-indicator=income-cash] b")!.TextContent.ShouldStartWith("1.00");
        var how = await manager.GetAsync(
            page.Document.QuerySelector("[data-indicator=sales] a")!.GetAttribute("href")!
        );
        how.Document.QuerySelectorAll(".answers > div")
            .Single(d => d.TextContent.Contains("taken back", StringComparison.Ordinal))
            .QuerySelector("dd")!
            .TextContent.Trim()
            .ShouldBe("1");
    }

    [Theory, Databases]
    public async Task The_number_of_statements_does_not_grow_with_what_is_counted(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        using var manager = await jisr.BrowserWithRoleAsync(Roles.ProgrammeManager);
        await jisr.RecordAsync([.. Records.Women(1, "MA-10", new DateOnly(2026, 2, 3))]);
        await manager.GetAsync("/figures?country=MA&period=2026");
        var few = await StatementsAsync(jisr, () => manager.GetAsync("/figures?country=MA&period=2026"));
        var units = new List<UnitId>();
        for (var i = 0; i < 8; i++)
            units.Add(await jisr.UnitAsync("u-" + i));
        for (var month = 1; month <= 10; month++)
            await jisr.RecordAsync([
                .. Records.Women(
                    12,
                    "MA-" + (month + 1).ToString("00", CultureInfo.InvariantCulture),
                    new DateOnly(2026, month, 5),
                    units[month % 8]
                ),
            ]);
        await manager.GetAsync("/figures?country=MA&period=2026");
        var many = await StatementsAsync(jisr, () => manager.GetAsync("/figures?country=MA&period=2026"));
        few.ShouldBeGreaterThan(5);
        many.ShouldBe(few);
    }

    [Theory, Databases]
    public async Task The_file_says_what_the_page_says_and_its_purpose_is_noted(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        await jisr.RecordAsync([
            .. Records.Women(40, "MA-10", new DateOnly(2026, 2, 3)),
            .. Records.Women(7, "MA-01", new DateOnly(2026, 2, 3)),
            .. Records.Women(3, "MA-02", new DateOnly(2026, 2, 3)),
        ]);
        using var coordinator = await jisr.BrowserWithRoleAsync(Roles.Coordinator);
        var page = await coordinator.GetAsync("/figures?country=MA&period=2026");
        var without = await coordinator.Http.GetAsync(
            new Uri("/figures/table.csv?country=MA&period=2026", UriKind.Relative)
        );
        ((int)without.StatusCode).ShouldBe(400);
        (await jisr.CountAsync("SELECT count(*) FROM kernel_read_log WHERE action = 'export'")).ShouldBe(0);
        var file = await coordinator.Http.GetAsync(
            new Uri("/figures/table.csv?country=MA&period=2026&purpose=report", UriKind.Relative)
        );
        var bytes = await file.Content.ReadAsByteArrayAsync();
        bytes[..3].ShouldBe([0xEF, 0xBB, 0xBF]);
        var lines = System.Text.Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
        string Of(string area) =>
            lines
                .Single(l =>
                    l.StartsWith("\"people-registered\"", StringComparison.Ordinal)
                    && l.Contains($"\"{area}\"", StringComparison.Ordinal)
                )
                .Split(',')[7];
        Of("MA-10").ShouldBe("40");
        Of("total").ShouldBe("50");
        Of("MA-01").ShouldBe("\"…\"");
        Of("MA-02").ShouldBe("\"…\"");
        Cell(page, "MA-01").ShouldBe("…");
        Cell(page, "MA-02").ShouldBe("…");
        Cell(page, "MA-10").ShouldBe("40");
        (
            await jisr.CountAsync(
                "SELECT count(*) FROM kernel_read_log WHERE action = 'export' AND reason LIKE 'report%'"
            )
        ).ShouldBe(1);
    }

    [Theory]
    [InlineData("ar")]
    [InlineData("fr")]
    public async Task In_arabic_bars_begin_at_the_right(string language)
    {
        await using var jisr = await JisrApp.StartAsync("sqlite");
        await jisr.RecordAsync([.. Records.Women(30, "SY0703", new DateOnly(2026, 2, 3))]);
        using var manager = await jisr.BrowserWithRoleAsync(Roles.ProgrammeManager, language: language);
        var page = await manager.GetAsync("/figures?country=SY&period=2026");
        var bar = page
            .Document.QuerySelectorAll("svg.chart rect.bar")
            .Single(b => b.GetAttribute("data-value") == "30");
        var from = double.Parse(bar.GetAttribute("x")!, CultureInfo.InvariantCulture);
        from.ShouldBe(
            language == "ar" ? 360 - double.Parse(bar.GetAttribute("width")!, CultureInfo.InvariantCulture) : 0
        );
        page.Document.QuerySelector("svg.chart")!.GetAttribute("direction").ShouldBe(language == "ar" ? "rtl" : "ltr");
        if (language == "ar")
            Cell(page, "SY07").ShouldBe("٣٠");
    }

    [Fact]
    public async Task An_empty_database_shows_an_empty_page_that_says_so()
    {
        await using var jisr = await JisrApp.StartAsync("sqlite");
        using var manager = await jisr.BrowserWithRoleAsync(Roles.ProgrammeManager, language: "ar");
        var page = await manager.GetAsync("/figures");
        page.Status.ShouldBe(200);
        page.Document.QuerySelector(".empty").ShouldNotBeNull();
        page.Document.QuerySelectorAll("table[aria-labelledby=areas] tbody tr").Length.ShouldBe(12);
    }

    private static Task SetTargetsAsync(JisrApp jisr, string period, params (string Place, long Value)[] values) =>
        jisr.SendAsync(
            "target.set",
            new
            {
                indicator = "people-registered",
                period,
                values = values.Select(v => new { place = v.Place, value = v.Value }),
                reason = "agreement",
            }
        );

    private static async Task<int> StatementsAsync(JisrApp jisr, Func<Task> act)
    {
        var count = 0;
        var database = jisr.DatabaseSetting;
        using var listening = DiagnosticListener.AllListeners.Subscribe(
            new Told<DiagnosticListener>(listener =>
            {
                if (listener.Name == "Microsoft.EntityFrameworkCore")
                    listener.Subscribe(
                        new Told<KeyValuePair<string, object?>>(e =>
                        {
                            // Other tests run beside this one: only its own database counts.
                            if (
                                e.Value is CommandExecutedEventData data
                                && database.Contains(
                                    database.StartsWith("sqlite", StringComparison.Ordinal)
                                        ? data.Command.Connection!.DataSource
                                        : data.Command.Connection!.Database,
                                    StringComparison.Ordinal
                                )
                            )
                                Interlocked.Increment(ref count);
                        })
                    );
            })
        );
        await act();
        return count;
    }

    private static long Total(Page page) =>
        long.Parse(
            page.Document.QuerySelector("[data-total]")!.GetAttribute("data-total")!,
            CultureInfo.InvariantCulture
        );

    private static IElement Row(Page page, string key) =>
        page.Document.QuerySelector($"table[aria-labelledby=areas] tr[data-key='{key}']")!;

    private static string Cell(Page page, string key) =>
        Row(page, key).QuerySelector("td")!.TextContent.Trim().Replace('\u202F', ' ');

    private static long Number(string text) =>
        long.Parse(new string([.. text.Where(char.IsAsciiDigit)]), CultureInfo.InvariantCulture);

    private static readonly HashSet<string> Numeric =
    [
        "x",
        "y",
        "x1",
        "x2",
        "y1",
        "y2",
        "cx",
        "cy",
        "r",
        "width",
        "height",
        "viewBox",
        "points",
    ];

    [GeneratedRegex(@"^-?[0-9]+(\.[0-9]+)?([ ,]-?[0-9]+(\.[0-9]+)?)*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Numbers();

    private sealed class Told<T>(Action<T> act) : IObserver<T>
    {
        public void OnNext(T value) => act(value);

        public void OnCompleted() { }

        public void OnError(Exception error) { }
    }
}
