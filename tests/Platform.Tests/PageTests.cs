using System.Globalization;
using AngleSharp.Dom;
using Jisr.Kernel.Access;
using Jisr.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Platform.Tests;

/// <summary>Rules that hold on every page there is.</summary>
public class PageTests
{
    private static readonly string[] Languages = ["ar", "fr", "en"];

    [Theory, Databases]
    public async Task N1_no_page_in_any_language_changes_the_culture_or_falls(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        await OneShop.OpenAsync(jisr);
        var administrator = await jisr.AccountWithRoleAsync(Roles.Administrator);
        using var cultures = new CultureWatch();
        var seen = 0;
        foreach (var address in Walk(jisr))
        foreach (var language in Languages)
        {
            using var stranger = jisr.Browser(language);
            using var staff = jisr.BrowserOf(administrator, language);
            foreach (var browser in new[] { stranger, staff })
            {
                var page = await browser.GetAsync(address);
                page.Status.ShouldBeLessThan(500, $"{address} in {language}: {page.Text}");
                seen++;
            }
        }
        seen.ShouldBeGreaterThan(60);
        cultures.Seen.ShouldBe([CultureInfo.InvariantCulture.Name]);
        CultureInfo.DefaultThreadCurrentCulture.ShouldBe(CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task K7_help_stands_in_the_same_place_on_every_page()
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        using var staff = await jisr.BrowserWithRoleAsync(Roles.Administrator);
        var pages = 0;
        foreach (var address in Walk(jisr).Append("/nowhere"))
        {
            var page = await staff.GetAsync(address);
            if (
                page.Response.Content.Headers.ContentType?.MediaType != "text/html"
                || address.StartsWith("/api", StringComparison.Ordinal)
            )
                continue;
            pages++;
            var help = page.Document.QuerySelectorAll("footer.foot a.help").ShouldHaveSingleItem(address);
            help.GetAttribute("href")
                .ShouldStartWith("/help", Case.Sensitive, "from a shop it says which, for a report");
            help.ShouldBe(page.Document.QuerySelector("footer.foot a"), address);
        }
        pages.ShouldBeGreaterThanOrEqualTo(5);
    }

    [Fact, Asvs("1.2.1")]
    public async Task XA27_letters_are_letters_in_an_arabic_page()
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        using var browser = jisr.Browser("ar");
        var html = (await browser.GetAsync("/help")).Html;
        html.Count(c => c is >= '\u0621' and <= '\u064A').ShouldBeGreaterThan(1000);
        html.ShouldNotContain("&#x6");
        html.ShouldNotContain("&#16");
    }

    [Theory]
    [InlineData("ar")]
    [InlineData("fr")]
    [InlineData("en")]
    public async Task Every_page_has_one_heading_a_title_landmarks_and_a_language(string language)
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        using var staff = await jisr.BrowserWithRoleAsync(Roles.Administrator, language: language);
        foreach (var address in (string[])["/", "/help", "/about", "/style", "/nowhere"])
        {
            var page = await staff.GetAsync(address);
            page.Document.QuerySelectorAll("h1").Length.ShouldBe(1, address);
            page.Title.ShouldStartWith(page.Heading, Case.Sensitive, address);
            page.Document.QuerySelectorAll("main, header, footer").Length.ShouldBe(3, address);
            page.Document.DocumentElement.GetAttribute("lang").ShouldBe(language);
            foreach (var label in page.Document.QuerySelectorAll("label[for]"))
                page.Document.GetElementById(label.GetAttribute("for")!)
                    .ShouldNotBeNull($"{address}: {label.TextContent}");
            var ids = page.Document.QuerySelectorAll("[id]").Select(e => e.Id).ToList();
            ids.ShouldBeUnique();
        }
    }

    [Fact]
    public async Task The_style_guide_is_for_those_who_keep_the_site()
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        using var stranger = jisr.Browser();
        (await stranger.Http.GetAsync(new Uri("/style", UriKind.Relative))).StatusCode.ShouldNotBe(
            System.Net.HttpStatusCode.OK
        );
        using var member = await jisr.BrowserWithRoleAsync(Roles.CentreWorker);
        (await member.GetAsync("/style")).Html.ShouldNotContain("CommandForm");
        using var keeper = await jisr.BrowserWithRoleAsync(Roles.Operator, language: "ar");
        var page = await keeper.GetAsync("/style");
        page.Status.ShouldBe(200);
        page.Document.QuerySelectorAll("section[dir=rtl] .tasks li").Length.ShouldBe(4);
        page.Document.QuerySelectorAll("section[dir=ltr] .tasks li").Length.ShouldBe(4);
    }

    [Fact, Asvs("14.2.6", "15.3.1")]
    public async Task SA27_a_crawl_without_an_account_finds_no_phone_and_no_coordinates()
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        await OneShop.OpenAsync(jisr);
        for (var i = 0; i < 3; i++)
            (await jisr.SendAsync("order.place", OneShop.Order(Guid.CreateVersion7(), i))).IsDone.ShouldBeTrue();
        using var stranger = jisr.Browser("ar");
        var open = new Queue<string>(Walk(jisr));
        var seen = new HashSet<string>(open, StringComparer.Ordinal);
        while (open.TryDequeue(out var address))
        {
            var page = await stranger.GetAsync(address);
            page.Status.ShouldBeLessThan(500, address);
            page.Response.Headers.Contains("Content-Security-Policy").ShouldBeTrue(address);
            if (page.Response.Content.Headers.ContentType?.MediaType is not ("text/html" or "application/json"))
                continue;
            Phones().Matches(Without(page.Html)).Select(m => m.Value).ShouldBeEmpty(address);
            Points().Matches(page.Html).Select(m => m.Value).ShouldBeEmpty(address);
            page.Html.ShouldNotContain("Zeina", Case.Sensitive, address);
            foreach (var link in page.Document.QuerySelectorAll("a[href^='/']").Select(a => a.GetAttribute("href")!))
                if (seen.Count < 400 && seen.Add(link.Split('#')[0]))
                    open.Enqueue(link.Split('#')[0]);
        }
        seen.Count.ShouldBeGreaterThan(10);
    }

    /// <summary>Every GET route of the program, its values filled in with things that may not be there.</summary>
    private static IEnumerable<string> Walk(JisrApp jisr) =>
        jisr
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(e =>
                e.Metadata.GetMetadata<HttpMethodMetadata>() is not { } methods || methods.HttpMethods.Contains("GET")
            )
            .Select(e => e.RoutePattern)
            .Where(p => !p.RawText!.Contains("**", StringComparison.Ordinal) && p.RawText != "/language/{tag}")
            .Select(p =>
                "/"
                + string.Join(
                    '/',
                    p.PathSegments.Select(s =>
                        string.Concat(
                            s.Parts.Select(part =>
                                part switch
                                {
                                    Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart l => l.Content,
                                    Microsoft.AspNetCore.Routing.Patterns.RoutePatternSeparatorPart l => l.Content,
                                    Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter => Value(
                                        parameter
                                    ),
                                    _ => "",
                                }
                            )
                        )
                    )
                )
            )
            .Where(a => !a.EndsWith(".gz", StringComparison.Ordinal) && !a.EndsWith(".br", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

    private static string Value(Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter) =>
        parameter.Name.ToUpperInvariant() switch
        {
            "DOCUMENTNAME" => "v1",
            "SHOP" => OneShop.Code,
            _ when parameter.ParameterPolicies.Any(p => p.Content == "guid") => Guid.CreateVersion7().ToString(),
            _ when parameter.ParameterPolicies.Any(p =>
                    p.Content?.StartsWith("int", StringComparison.Ordinal) == true
                ) => "7",
            _ => "x7",
        };

    // Drawings, ids and hashes of files are long runs of digits too; a phone stands on its own.
    private static string Without(string html) =>
        System.Text.RegularExpressions.Regex.Replace(
            html,
            // The number that a fault gives as an example is nobody's.
            "<svg.*?</svg>|963 944 567 890|[0-9a-f]{8}-[0-9a-f-]{27}|\\b[0-9a-z]{10}[.](?:css|js|svg)",
            "",
            System.Text.RegularExpressions.RegexOptions.Singleline,
            TimeSpan.FromSeconds(2)
        );

    private static System.Text.RegularExpressions.Regex Phones() =>
        new(
            @"(?<![\w.#-])(?:\+|00)?[0-9٠-٩](?:[ .()-]?[0-9٠-٩]){8,14}(?![\w-])",
            System.Text.RegularExpressions.RegexOptions.None,
            TimeSpan.FromSeconds(2)
        );

    private static System.Text.RegularExpressions.Regex Points() =>
        new(
            @"(?<![\d.])-?\d{1,2}\.\d{4,}\s*[,;]\s*-?\d{1,3}\.\d{4,}|""(?:lat|lon|lng|latitude|longitude|geo)""",
            System.Text.RegularExpressions.RegexOptions.None,
            TimeSpan.FromSeconds(2)
        );
}
