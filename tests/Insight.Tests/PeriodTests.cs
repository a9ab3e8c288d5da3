using System.Net;
using System.Text.Json;
using Jisr.Kernel.Access;
using Jisr.Testing;

namespace Jisr.Insight.Tests;

/// <summary>insight.md §4: period codes as DHIS2 writes them; what is none is refused, nothing is rounded.</summary>
public class PeriodTests
{
    [Fact]
    public async Task Codes_are_read_as_DHIS2_writes_them_and_others_are_refused()
    {
        await using var jisr = await JisrApp.StartAsync("sqlite");
        using var manager = await jisr.BrowserWithRoleAsync(Roles.ProgrammeManager);
        using var cases = JsonDocument.Parse(
            await File.ReadAllTextAsync(Repo.File("tests/Insight.Tests/fixtures/period-cases.json"))
        );
        var tried = 0;
        foreach (var one in cases.RootElement.GetProperty("cases").EnumerateArray())
        {
            if (!one.GetProperty("given").TryGetProperty("code", out var code))
                continue;
            tried++;
            using var response = await manager.Http.GetAsync(
                new Uri(
                    "/api/v1/indicators/registrations?period=" + Uri.EscapeDataString(code.GetString()!),
                    UriKind.Relative
                )
            );
            var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
            var expect = one.GetProperty("expect");
            if (expect.TryGetProperty("refused", out var refusal))
            {
                response.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, code.GetString());
                body.GetProperty("code").GetString().ShouldBe(refusal.GetString(), code.GetString());
                continue;
            }
            response.StatusCode.ShouldBe(HttpStatusCode.OK, code.GetString());
            body.GetProperty("from").GetString().ShouldBe(expect.GetProperty("start").GetString(), code.GetString());
            body.GetProperty("to").GetString().ShouldBe(expect.GetProperty("end").GetString(), code.GetString());
        }
        tried.ShouldBeGreaterThanOrEqualTo(18);
    }

    [Theory]
    [InlineData("202613")]
    [InlineData("20260230")]
    [InlineData("2026W54")]
    [InlineData("2026Q0")]
    [InlineData("202607B")]
    [InlineData("20261231-20260101")]
    [InlineData("2026-11")]
    [InlineData("٢٠٢٦")]
    [InlineData("2026; DROP TABLE insight_fact")]
    public async Task Nonsense_is_refused_in_words_on_the_page(string code)
    {
        await using var jisr = await JisrApp.StartAsync("sqlite");
        using var coordinator = await jisr.BrowserWithRoleAsync(Roles.Coordinator);
        var page = await coordinator.GetAsync("/figures?period=" + Uri.EscapeDataString(code));
        page.Status.ShouldBe(422);
        page.Document.QuerySelector("main")!.TextContent.ShouldContain("This period is not known");
    }
}
