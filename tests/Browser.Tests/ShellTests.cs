using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Jisr.Testing;

namespace Jisr.Browser.Tests;

public class ShellTests(Chromium chromium)
{
    [Fact]
    public async Task Public_pages_have_no_axe_violation_in_three_languages_light_and_dark()
    {
        await using var jisr = await JisrApp.ListenAsync(DatabasesAttribute.Sqlite);
        foreach (var language in (string[])["ar", "fr", "en"])
        foreach (var dark in (bool[])[false, true])
        {
            await using var context = await chromium.OpenAsync(jisr, language, dark: dark);
            var page = await context.NewPageAsync();
            foreach (var address in (string[])["/", "/nowhere"])
            {
                await page.GotoAsync(address);
                Violations(await page.RunAxe()).ShouldBeEmpty($"{address} in {language}{(dark ? ", dark" : "")}");
            }
        }
    }

    [Fact]
    public async Task No_page_scrolls_sideways_at_320_pixels()
    {
        await using var jisr = await JisrApp.ListenAsync(DatabasesAttribute.Sqlite);
        await using var context = await chromium.OpenAsync(jisr, width: 320);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/");
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(320);
    }

    [Fact]
    public async Task The_content_security_policy_is_never_broken()
    {
        await using var jisr = await JisrApp.ListenAsync(DatabasesAttribute.Sqlite);
        await using var context = await chromium.OpenAsync(jisr);
        var page = await context.NewPageAsync();
        var said = new List<string>();
        page.Console += (_, message) => said.Add(message.Type + ": " + message.Text);
        await page.GotoAsync("/");
        said.Where(s => s.StartsWith("error", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    internal static IEnumerable<string> Violations(AxeResult result) =>
        result.Violations.Select(v => $"{v.Id}: {v.Help} {string.Join(" | ", v.Nodes.Select(n => n.Html))}");
}
