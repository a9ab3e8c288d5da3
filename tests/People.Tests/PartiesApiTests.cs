using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Jisr.Kernel.Ids;
using Jisr.Testing;

namespace Jisr.People.Tests;

/// <summary>Parties over the API.</summary>
public class PartiesApiTests
{
    [Theory, Databases]
    public async Task The_api_registers_repeats_refuses_and_answers_with_its_statuses(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        using var worker = centre.Browser();
        var id = NewId.Next();
        object Body(string name, string? birth = "1990") =>
            new
            {
                id,
                unitId = centre.Unit.Value,
                fullName = name,
                birthDate = birth,
                governorate = "إدلب",
                consents = new Dictionary<string, string> { ["register"] = "given" },
                noticeVersion = "2026-11",
            };
        (await PostAsync(worker, Body("نور الحسن", "1700"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var (status, json) = await PostAsync(worker, Body("نور الحسن"));
        status.ShouldBe(HttpStatusCode.Created);
        json.GetProperty("number").GetString()!.Length.ShouldBe(8);
        (await PostAsync(worker, Body("نور الحسن"))).Status.ShouldBe(HttpStatusCode.OK);
        (await PostAsync(worker, Body("نورا الحسن"))).Status.ShouldBe(HttpStatusCode.Conflict);
        using var trainer = await centre.BrowserAsync(Kernel.Access.Roles.Trainer);
        using var nobody = jisr.Browser();
        id = NewId.Next();
        (await PostAsync(trainer, Body("x ب"))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync(nobody, Body("x ب"))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await jisr.CountAsync("SELECT count(*) FROM people_party")).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task The_list_is_paged_by_cursor_holds_no_telephone_and_is_logged(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        for (var i = 0; i < 7; i++)
            await centre.WomanAsync("سيدة " + (char)('ا' + i), "1990", "0944567890");
        using var worker = centre.Browser();
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var text = await worker.Http.GetStringAsync(
                "/api/v1/parties?size=3" + (cursor is null ? "" : "&cursor=" + cursor),
                TestContext.Current.CancellationToken
            );
            text.ShouldNotContain("944567890");
            var page = JsonDocument.Parse(text).RootElement;
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(p => p.GetProperty("name").GetString()!));
            cursor = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        } while (cursor is not null);
        seen.Count.ShouldBe(7);
        seen.ShouldBeUnique();
        (await jisr.CountAsync("SELECT count(*) FROM kernel_read_log WHERE action = 'list'")).ShouldBe(3);
    }

    [Theory, Databases]
    public async Task One_person_shows_the_number_only_on_reveal_and_a_conflict_is_409_with_both(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await Centre.OpenAsync(jisr);
        var id = await centre.WomanAsync("نور الحسن", "1990-02-03", "0944567890");
        using var worker = centre.Browser();
        var ct = TestContext.Current.CancellationToken;
        (await worker.Http.GetStringAsync($"/api/v1/parties/{id}", ct)).ShouldNotContain("944567890");
        JsonDocument
            .Parse(await worker.Http.GetStringAsync($"/api/v1/parties/{id}?reveal=contact", ct))
            .RootElement.GetProperty("phone")
            .GetString()
            .ShouldBe("+963944567890");
        (await jisr.CountAsync("SELECT count(*) FROM kernel_read_log WHERE action = 'reveal'")).ShouldBe(1);
        using var manager = await centre.BrowserAsync(Kernel.Access.Roles.ProgrammeManager);
        using var hidden = await manager.Http.GetAsync($"/api/v1/parties/{id}?reveal=contact", ct);
        hidden.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        for (var i = 0; i < 2; i++)
        {
            using var answer = await worker.Http.PostAsJsonAsync(
                $"/api/v1/parties/{id}/changes",
                new
                {
                    id = NewId.Next(),
                    group = "name",
                    @base = 1,
                    values = new { fullName = i == 0 ? "نورا الحسن" : "نوران الحسن" },
                },
                ct
            );
            answer.StatusCode.ShouldBe(i == 0 ? HttpStatusCode.Created : HttpStatusCode.Conflict);
            if (i == 1)
            {
                var clash = JsonDocument
                    .Parse(await answer.Content.ReadAsStringAsync(ct))
                    .RootElement.GetProperty("answer")
                    .GetProperty("conflict");
                clash.GetProperty("base").GetString().ShouldBe("نور الحسن");
                clash.GetProperty("theirs").GetString().ShouldBe("نورا الحسن");
                clash.GetProperty("yours").GetString().ShouldBe("نوران الحسن");
            }
        }
    }

    [Fact]
    public async Task The_description_names_the_routes_with_a_sentence_each()
    {
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        using var browser = jisr.Browser();
        var json = await browser.Http.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken);
        var paths = JsonDocument.Parse(json).RootElement.GetProperty("paths");
        paths
            .GetProperty("/api/v1/parties")
            .GetProperty("post")
            .GetProperty("summary")
            .GetString()
            .ShouldBe("Register a woman at a unit");
        paths
            .GetProperty("/api/v1/parties")
            .GetProperty("get")
            .GetProperty("summary")
            .GetString()
            .ShouldNotBeNullOrEmpty();
        paths
            .GetProperty("/api/v1/parties/{id}")
            .GetProperty("get")
            .GetProperty("summary")
            .GetString()
            .ShouldNotBeNullOrEmpty();
    }

    private static async Task<(HttpStatusCode Status, JsonElement Json)> PostAsync(Browser browser, object body)
    {
        using var answer = await browser.Http.PostAsJsonAsync(
            "/api/v1/parties",
            body,
            TestContext.Current.CancellationToken
        );
        return (
            answer.StatusCode,
            JsonDocument
                .Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
                .RootElement
        );
    }
}
