using System.Net;
using Jisr.Kernel.Access;
using Jisr.Testing;

namespace Jisr.Platform.Tests;

/// <summary>safety.md §12 on every kind of answer.</summary>
public class HeaderTests
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self' blob:; font-src 'self'; "
        + "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
        + "object-src 'none'; require-trusted-types-for 'script'";

    private static readonly string[] Addresses =
    [
        "/",
        "/help",
        "/about",
        "/nowhere",
        "/error/500",
        "/ui/app.css",
        "/ui/app.js",
        "/icon.svg",
        "/language/fr?to=/help",
        "/language/xx",
        "/style",
        "/api/v1/places?country=MA",
        "/api/v1/places?country=MA&level=abc",
        "/api/v1/nowhere",
        "/openapi/v1.json",
        "/healthz",
        "/readyz",
    ];

    [Fact, Asvs("3.4.1", "3.4.3", "3.4.4", "3.4.5", "3.4.6", "3.4.8", "13.4.6")]
    public async Task Every_answer_has_all_headers()
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        using var stranger = jisr.Browser();
        using var administrator = await jisr.BrowserWithRoleAsync(Roles.Administrator);
        foreach (var browser in new[] { stranger, administrator })
        foreach (var address in Addresses)
            Check(await browser.Http.GetAsync(new Uri(address, UriKind.Relative)), "GET " + address);
        foreach (
            var (method, address) in new[]
            {
                ("POST", "/"),
                ("POST", "/api/v1/parties"),
                ("DELETE", "/"),
                ("OPTIONS", "/"),
                ("TRACE", "/"),
                ("PUT", "/api/v1/places"),
            }
        )
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), address);
            Check(await stranger.Http.SendAsync(request), method + " " + address);
        }
    }

    [Fact]
    public async Task The_page_of_the_api_alone_has_a_policy_of_its_own_and_shows_nobodys_data()
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        using var browser = jisr.Browser();
        var page = await browser.Http.GetAsync(new Uri("/api/", UriKind.Relative));
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("'unsafe-inline'");
        page.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("frame-ancestors 'none'");
        page.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
    }

    [Fact, Asvs("14.2.2", "14.2.5", "14.3.2")]
    public async Task Pages_of_somebody_are_never_stored_and_public_ones_are_asked_for_anew()
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        using var stranger = jisr.Browser();
        using var administrator = await jisr.BrowserWithRoleAsync(Roles.Administrator);
        (await stranger.GetAsync("/help")).Response.Headers.CacheControl!.ToString().ShouldBe("no-cache");
        (await administrator.GetAsync("/help")).Response.Headers.CacheControl!.ToString().ShouldBe("no-store");
        (await administrator.GetAsync("/style")).Response.Headers.CacheControl!.ToString().ShouldBe("no-store");
        (await stranger.GetAsync("/nowhere")).Response.Headers.CacheControl!.ToString().ShouldBe("no-store");
    }

    [Fact, Asvs("3.3.1", "3.3.2", "3.3.3", "3.3.4")]
    public async Task Every_cookie_is_bound_to_the_host_secure_and_out_of_reach_of_script()
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        using var administrator = await jisr.BrowserWithRoleAsync(Roles.Administrator);
        var cookies = new List<string>();
        foreach (var address in (string[])["/language/fr?to=/", "/style"])
        {
            var answer = await administrator.Http.GetAsync(new Uri(address, UriKind.Relative));
            if (answer.Headers.TryGetValues("Set-Cookie", out var set))
                cookies.AddRange(set);
        }
        var page = await administrator.GetAsync("/style");
        using var stale = new HttpRequestMessage(HttpMethod.Post, "/style")
        {
            Content = new FormUrlEncodedContent([new("_handler", "style"), new("name", "x")]),
        };
        cookies.AddRange((await administrator.Http.SendAsync(stale)).Headers.GetValues("Set-Cookie"));
        page.Status.ShouldBe(200);
        cookies.Count.ShouldBeGreaterThanOrEqualTo(3);
        foreach (var cookie in cookies)
        {
            cookie.ShouldStartWith("__Host-");
            cookie.ShouldContain("; secure");
            cookie.ShouldContain("; httponly");
            cookie.ShouldContain("; samesite=lax");
            cookie.ShouldContain("; path=/");
            cookie.ShouldNotContain("domain=");
        }
    }

    private static void Check(HttpResponseMessage answer, string what)
    {
        string Header(string name) =>
            answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";
        Header("Content-Security-Policy").ShouldBe(Policy, what);
        Header("X-Content-Type-Options").ShouldBe("nosniff", what);
        Header("Referrer-Policy").ShouldBe("same-origin", what);
        Header("Cross-Origin-Opener-Policy").ShouldBe("same-origin", what);
        Header("Cross-Origin-Resource-Policy").ShouldBe("same-origin", what);
        Header("Permissions-Policy").ShouldBe("geolocation=(), camera=(), microphone=(self)", what);
        Header("Strict-Transport-Security").ShouldBe("max-age=31536000; includeSubDomains", what);
        Header("Cache-Control").ShouldNotBeEmpty(what);
        Header("Server").ShouldBeEmpty(what);
        Header("X-Powered-By").ShouldBeEmpty(what);
    }
}
