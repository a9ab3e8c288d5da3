using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Jisr.Testing;

namespace Jisr.Platform.Tests;

/// <summary>The API row of doors.md §3, on the one command that anybody may send.</summary>
public class ApiDoorTests
{
    private static readonly Uri Orders = new("/api/v1/orders", UriKind.Relative);

    [Theory, Databases]
    public async Task An_order_is_made_once_and_a_repeat_gets_the_first_answer(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        await OneShop.OpenAsync(jisr);
        using var stranger = jisr.Browser();
        var id = Guid.CreateVersion7();
        var made = await stranger.Http.PostAsJsonAsync(Orders, OneShop.Order(id, 1));
        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        var first = await made.Content.ReadFromJsonAsync<JsonElement>();
        first.GetProperty("result").GetString().ShouldBe("accepted");
        var again = await stranger.Http.PostAsJsonAsync(Orders, OneShop.Order(id, 1));
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
        var second = await again.Content.ReadFromJsonAsync<JsonElement>();
        second.GetProperty("result").GetString().ShouldBe("duplicate");
        second.GetProperty("first").GetProperty("number").GetString().ShouldBe(first.GetProperty("number").GetString());
        var other = await stranger.Http.PostAsJsonAsync(Orders, OneShop.Order(id, 2));
        other.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await CodeAsync(other)).ShouldBe("ID_REUSED");
        (await jisr.CountAsync("SELECT count(*) FROM market_order")).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_no_command_is_told_so_in_three_languages()
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        using var stranger = jisr.Browser();
        foreach (
            var (body, status, code) in new[]
            {
                ("", 400, "NOT_READABLE"),
                ("[]", 400, "NOT_READABLE"),
                ("{\"id\":", 400, "NOT_READABLE"),
                ("{}", 400, "COMMAND_ID_MISSING"),
                ("{\"id\":5}", 400, "COMMAND_ID_MISSING"),
                ("{\"id\":\"123\"}", 422, "ID_SHAPE"),
                ("{\"id\":\"00000000-0000-0000-0000-000000000000\"}", 422, "ID_SHAPE"),
                ("{\"id\":\"01890000-0000-7000-8000-000000000001\",\"lines\":5}", 422, "NOT_READABLE"),
            }
        )
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            var answer = await stranger.Http.PostAsync(Orders, content);
            ((int)answer.StatusCode).ShouldBe(status, body);
            (await CodeAsync(answer)).ShouldBe(code, body);
            var text = (await JsonAsync(answer)).GetProperty("reasons")[0].GetProperty("text");
            foreach (var language in (string[])["ar", "fr", "en"])
                text.GetProperty(language).GetString().ShouldNotBeNullOrEmpty(body);
        }
        using var keyed = new HttpRequestMessage(HttpMethod.Post, Orders)
        {
            Content = JsonContent.Create(OneShop.Order(Guid.CreateVersion7(), 1)),
        };
        keyed.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        (await CodeAsync(await stranger.Http.SendAsync(keyed))).ShouldBe("ID_MISMATCH");
    }

    [Theory, Databases, Asvs("2.3.4")]
    public async Task Of_ten_who_want_the_last_piece_one_gets_it(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        await OneShop.OpenAsync(jisr);
        await jisr.ExecuteAsync("UPDATE market_variant SET on_hand = 1000");
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 10)
                .Select(async n =>
                {
                    using var shopper = jisr.Browser();
                    return (
                        await shopper.Http.PostAsJsonAsync(Orders, OneShop.Order(Guid.CreateVersion7(), n))
                    ).StatusCode;
                })
        );
        answers.Count(a => a == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(a => a == HttpStatusCode.Conflict).ShouldBe(9);
        (await jisr.CountAsync("SELECT reserved FROM market_variant")).ShouldBe(1000);
        (await jisr.CountAsync("SELECT count(*) FROM market_order")).ShouldBe(1);
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage answer) =>
        (await JsonAsync(answer)).GetProperty("reasons")[0].GetProperty("code").GetString();

    // As text, so that an answer can be looked at twice.
    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
}
