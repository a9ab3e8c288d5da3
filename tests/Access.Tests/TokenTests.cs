using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Jisr.Kernel.Access;
using Jisr.Kernel.Ids;
using Jisr.Testing;

namespace Jisr.Access.Tests;

public class TokenTests
{
    [Theory, Databases]
    public async Task A_token_is_made_on_the_page_shown_once_and_kept_as_a_hash(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (browser, token) = await MakeAsync(jisr, Roles.Administrator, "unit.add");
        token.ShouldStartWith("jisr_");
        (await browser.GetAsync("/account/tokens")).Html.ShouldNotContain(token);
        (await jisr.CountAsync("SELECT count(*) FROM access_api_token WHERE length(key_hash) = 32")).ShouldBe(1);
        (await jisr.CountAsync($"SELECT count(*) FROM kernel_command_receipt WHERE answer LIKE '%{token}%'")).ShouldBe(
            0
        );
    }

    [Theory, Databases]
    public async Task A_token_does_what_its_scopes_say_and_nothing_else(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (_, token) = await MakeAsync(jisr, Roles.ProgrammeManager, "registration.refuse");
        using var program = Program(jisr, token);
        // Her role may register, and so may anybody; this token may not.
        (await PostAsync(program, "/api/v1/parties")).ShouldBe(HttpStatusCode.Forbidden);
        (await jisr.CountAsync("SELECT count(*) FROM access_api_token WHERE last_used_at IS NOT NULL")).ShouldBe(1);
        var (_, wide) = await MakeAsync(jisr, Roles.ProgrammeManager, "party.register", "second");
        using var allowed = Program(jisr, wide);
        (await PostAsync(allowed, "/api/v1/parties")).ShouldNotBe(HttpStatusCode.Forbidden);
    }

    [Theory, Databases]
    public async Task A_token_never_outlives_the_role_of_its_owner_nor_opens_pages(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (_, token) = await MakeAsync(jisr, Roles.UnitLead, "party.register");
        using var program = Program(jisr, token);
        var page = await program.GetAsync(new Uri("/account", UriKind.Relative));
        page.Headers.Location!.ToString().ShouldStartWith("/sign-in");

        await jisr.ExecuteAsync("UPDATE access_account SET is_closed = true");
        (await WhoAsync(jisr, token)).ShouldBe(Actor.Anonymous.AccountId);
    }

    [Theory, Databases]
    public async Task Nobody_makes_a_token_that_can_do_more_than_she(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var trainer = await jisr.AccountWithRoleAsync(Roles.UnitLead);
        foreach (var scope in (string[])["unit.add", "role.grant", "api-token.add", "password.change", "no.such-right"])
        {
            var answer = await jisr.SendAsync(
                "api-token.add",
                new
                {
                    accountId = trainer,
                    name = "x",
                    scopes = new[] { scope },
                    until = new DateOnly(2027, 1, 1),
                },
                actor: new Actor
                {
                    AccountId = trainer,
                    Grants =
                    [
                        new Grant(
                            Roles.UnitLead,
                            UnitId.Root,
                            true,
                            null,
                            new DateOnly(2026, 11, 1),
                            new DateOnly(2027, 5, 1)
                        ),
                    ],
                }
            );
            answer.Reasons.ShouldHaveSingleItem().Code.ShouldBe("SCOPE_NOT_YOURS", scope);
        }
    }

    [Theory, Databases]
    public async Task Without_valid_credentials_the_api_answers_401_as_problem_json_and_never_a_page(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (browser, token) = await MakeAsync(jisr, Roles.Administrator, "unit.add");
        foreach (var bad in (string?[])[null, "jisr_wrong", token + "x"])
        {
            using var program = Program(jisr, bad);
            // What only roles may do, with a body that is whole.
            var response = await program.PostAsJsonAsync(
                "/api/v1/parties",
                new { id = NewId.Next(), unitId = UnitId.Root.Value }
            );
            if (bad is not null)
                response.StatusCode.ShouldNotBe(HttpStatusCode.Redirect);
            response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        }
        var page = await browser.GetAsync("/account/tokens");
        page = await browser.GetAsync(page.Document.QuerySelector("a[href*='revoke=']")!.GetAttribute("href")!);
        await browser.SendAsync(page);
        (await WhoAsync(jisr, token)).ShouldBeNull();
    }

    [Theory, Databases]
    public async Task A_token_ends_with_its_last_day(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var (_, token) = await MakeAsync(jisr, Roles.Administrator, "unit.add");
        (await WhoAsync(jisr, token)).ShouldNotBeNull();
        jisr.Clock.SetUtcNow(new DateTimeOffset(2027, 2, 25, 0, 0, 1, TimeSpan.Zero));
        (await WhoAsync(jisr, token)).ShouldBeNull();
    }

    private static async Task<(Browser, string)> MakeAsync(
        JisrApp jisr,
        string role,
        string scope,
        string name = "first"
    )
    {
        var person = await jisr.PersonAsync("owner-" + name, role);
        var browser = await person.WelcomeAsync();
        var page = await browser.SendAsync(
            await browser.GetAsync("/account/tokens/add"),
            ("name", "night import"),
            ("scopes", scope)
        );
        page.Address.ShouldBe("/account/tokens", page.Text);
        return (browser, page.Document.QuerySelector(".secret")!.TextContent.Trim());
    }

    private static HttpClient Program(JisrApp jisr, string? token)
    {
        var http = jisr.Browser().Http;
        if (token is not null)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient http, string address)
    {
        var response = await http.PostAsJsonAsync(address, new { id = NewId.Next(), unitId = UnitId.Root.Value });
        return response.StatusCode;
    }

    /// <summary>Whom the API takes the bearer for: an account, or nobody.</summary>
    private static async Task<AccountId?> WhoAsync(JisrApp jisr, string token)
    {
        using var http = Program(jisr, token);
        var response = await http.GetAsync(new Uri("/api/v1/account", UriKind.Relative));
        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
            response.Headers.WwwAuthenticate.ShouldHaveSingleItem().Scheme.ShouldBe("Bearer");
            return null;
        }
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var said = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        return new AccountId(said.GetProperty("accountId").GetGuid());
    }
}
