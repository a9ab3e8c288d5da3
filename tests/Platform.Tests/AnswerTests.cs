using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Jisr.Kernel.Access;
using Jisr.Testing;

namespace Jisr.Platform.Tests;

/// <summary>What a person or a program gets when something is not as it should be.</summary>
public class AnswerTests
{
    [Theory]
    [InlineData("ar", "هذه الصفحة غير موجودة")]
    [InlineData("fr", "Cette page n’est pas ici")]
    [InlineData("en", "This page is not here")]
    public async Task An_address_that_is_nowhere_is_not_found_in_her_language(string language, string heading)
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        using var browser = jisr.Browser(language);
        foreach (
            var address in (string[])
                ["/nowhere", "/shops/nobody/at/all", "/%D8%B2%D9%8A%D8%AA", "/a..b", "/.env", "/error/500"]
        )
        {
            var page = await browser.GetAsync(address);
            page.Status.ShouldBe(404, address);
            page.Heading.ShouldBe(heading, address);
        }
    }

    [Fact]
    public async Task A_program_gets_problem_details_and_no_page()
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        using var browser = jisr.Browser();
        foreach (
            var (method, address, status) in new[]
            {
                ("GET", "/api/v1/nowhere", 404),
                ("PUT", "/api/v1/places", 405),
                ("GET", "/api/v1/places?level=x", 400),
            }
        )
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), address);
            var answer = await browser.Http.SendAsync(request);
            ((int)answer.StatusCode).ShouldBe(status, address);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json", address);
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
            problem.GetProperty("status").GetInt32().ShouldBe(status);
            problem.GetProperty("reference").GetString()!.Length.ShouldBeGreaterThanOrEqualTo(8);
        }
    }

    [Theory, Databases, Asvs("16.5.1", "16.5.3", "16.5.4")]
    public async Task A_fault_shows_a_reference_and_no_trace_even_when_who_she_is_cannot_be_read(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        using var administrator = await jisr.BrowserWithRoleAsync(Roles.Administrator, language: "ar");
        using var stranger = jisr.Browser("fr");
        await jisr.ExecuteAsync("ALTER TABLE access_account RENAME TO access_account_gone");
        var page = await administrator.GetAsync("/style");
        page.Status.ShouldBe(500);
        page.Heading.ShouldBe("حدث خطأ عندنا");
        page.Document.DocumentElement.GetAttribute("dir").ShouldBe("rtl");
        Regex("[0-9a-f]{12}").IsMatch(page.Text).ShouldBeTrue();
        foreach (var trace in (string[])["Exception", "access_account", "   at ", ".cs:"])
            page.Html.ShouldNotContain(trace);
        page.Response.Headers.Contains("Content-Security-Policy").ShouldBeTrue();
        page.Response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        // Whoever is nobody does not even notice.
        (await stranger.GetAsync("/help")).Status.ShouldBe(200);
        var command = await administrator.Http.PostAsJsonAsync("/api/v1/parties", new { id = Guid.CreateVersion7() });
        command.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        command.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await command.Content.ReadAsStringAsync()).ShouldNotContain("access_account");
    }

    [Fact]
    public async Task Head_is_get_without_the_page()
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        using var browser = jisr.Browser();
        foreach (
            var (address, status) in new[]
            {
                ("/", 200),
                ("/help", 200),
                ("/nowhere", 404),
                ("/ui/app.css", 200),
                ("/healthz", 200),
            }
        )
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, address);
            var answer = await browser.Http.SendAsync(request);
            ((int)answer.StatusCode).ShouldBe(status, address);
            (await answer.Content.ReadAsByteArrayAsync()).ShouldBeEmpty(address);
        }
    }

    [Theory, Asvs("13.4.4")]
    [InlineData("OPTIONS")]
    [InlineData("TRACE")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task Methods_that_a_page_does_not_take_are_refused(string method)
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        using var browser = jisr.Browser();
        foreach (var address in (string[])["/", "/help", "/style", "/healthz"])
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), address);
            var answer = await browser.Http.SendAsync(request);
            answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed, address);
            answer.Headers.Location.ShouldBeNull();
        }
    }

    [Fact, Asvs("1.3.3", "3.7.2")]
    public async Task The_language_switch_leads_nowhere_else()
    {
        await using var jisr = await JisrApp.ListenAsync(DatabasesAttribute.Sqlite);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = jisr.Address,
        };
        foreach (
            var (to, expected) in new[]
            {
                ("/help?a=1", "/help?a=1"),
                ("//evil.example", "/"),
                ("/\\evil.example", "/"),
                ("\\\\evil.example", "/"),
                ("https://evil.example", "/"),
                ("javascript:alert(1)", "/"),
                ("/\t/evil.example", "/"),
                ("/a\r\nSet-Cookie: x=1", "/"),
                ("", "/"),
                ("/ز", "/%D8%B2"),
            }
        )
        {
            var answer = await http.GetAsync(new Uri("/language/fr?to=" + Uri.EscapeDataString(to), UriKind.Relative));
            answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, to);
            answer.Headers.Location!.OriginalString.ShouldBe(expected, to);
            answer.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
        }
        (await http.GetAsync(new Uri("/language/de", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact, Asvs("2.4.1", "6.3.1")]
    public async Task Too_many_writes_of_a_stranger_wait_with_a_page_in_her_language()
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite, ("Jisr:WritesPerMinute", "5"));
        using var stranger = jisr.Browser("ar");
        using var staff = await jisr.BrowserWithRoleAsync(Roles.Administrator);
        HttpResponseMessage? answer = null;
        for (var i = 0; i < 6; i++)
        {
            using var form = new FormUrlEncodedContent([new("name", "x")]);
            answer = await stranger.Http.PostAsync(new Uri("/help", UriKind.Relative), form);
            if (i < 5)
                answer.StatusCode.ShouldNotBe(HttpStatusCode.TooManyRequests);
        }
        answer!.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 60);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("محاولات كثيرة في وقت قصير");
        (await stranger.GetAsync("/help")).Status.ShouldBe(200);
        var api = await stranger.Http.PostAsJsonAsync("/api/v1/orders", new { });
        api.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        api.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        // Somebody who is signed in has limits of her own, by command.
        (await staff.Http.PostAsJsonAsync("/api/v1/orders", new { })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Pages_are_compressed_and_kept_per_language()
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        using var browser = jisr.Browser("ar");
        var plain = (await browser.GetAsync("/help")).Html;
        foreach (var encoding in (string[])["br", "gzip"])
            for (var i = 0; i < 2; i++)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, "/help");
                request.Headers.AcceptEncoding.ParseAdd(encoding);
                var answer = await browser.Http.SendAsync(request);
                answer.Content.Headers.ContentEncoding.ShouldBe([encoding]);
                var bytes = await answer.Content.ReadAsByteArrayAsync();
                bytes.Length.ShouldBeLessThan(Encoding.UTF8.GetByteCount(plain) * 3 / 4);
            }
        using var french = jisr.Browser("fr");
        (await french.GetAsync("/help")).Html.ShouldContain("Aide / signaler");
        (await browser.GetAsync("/help")).Html.ShouldContain("مساعدة / بلّغي");
    }

    private static System.Text.RegularExpressions.Regex Regex(string pattern) =>
        new(pattern, System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
}
