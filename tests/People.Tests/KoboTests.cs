using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jisr.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Jisr.People.Tests;

/// <summary><c>jisr kobo poll</c> against a server that behaves as Kobo's API v2 says: token, pages, attachments.</summary>
public class KoboTests
{
    [Theory, Databases]
    public async Task What_was_filled_in_at_kobo_is_taken_once_page_by_page(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var samples = await FormSamples.OpenAsync(jisr);
        await using var kobo = await Kobo.StartAsync(Sample(), Other(2, "اسم ثان"), Other(3, "اسم ثالث"));
        (await PollAsync(jisr, kobo, "wrong")).Errors.ShouldContain("Kobo answered 401");
        var first = await PollAsync(jisr, kobo);
        first.Output.ShouldContain("3 new, 0 here before, 0 not taken", customMessage: first.Errors);
        first.Exit.ShouldBe(0);
        (await jisr.CountAsync("SELECT count(*) FROM people_party")).ShouldBe(3);
        (await jisr.CountAsync("SELECT count(*) FROM people_form_picture")).ShouldBe(1);
        kobo.Pages.ShouldBe(3, "one submission a page, and the third says that there are no more");

        (await PollAsync(jisr, kobo)).Output.ShouldContain("0 new, 3 here before");
        // The same form from the tablet itself is the same form.
        using var tablet = samples.Tablet();
        using var again = await FormSamples.PostAsync(tablet, Encoding.UTF8.GetBytes(FormSamples.Submission));
        ((int)again.StatusCode).ShouldBe(202);
        (await jisr.CountAsync("SELECT count(*) FROM people_party")).ShouldBe(3);
    }

    [Theory, Databases]
    public async Task A_submission_that_was_edited_at_kobo_waits_for_a_person(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var samples = await FormSamples.OpenAsync(jisr);
        var row = Sample();
        await using (var kobo = await Kobo.StartAsync(row))
            await PollAsync(jisr, kobo);
        row["_uuid"] = "5f1c0f2e-9d0b-4e0a-8a8e-2f3d7b8d1c99";
        row["meta/instanceID"] = "uuid:5f1c0f2e-9d0b-4e0a-8a8e-2f3d7b8d1c99";
        row["person/full_name"] = "اسم مصحح";
        await using (var kobo = await Kobo.StartAsync(row))
            (await PollAsync(jisr, kobo)).Output.ShouldContain("1 new");
        (await jisr.CountAsync("SELECT count(*) FROM people_party")).ShouldBe(1);
        (await samples.Manager.GetAsync("/forms"))
            .Document.QuerySelector(".acts a")!
            .TextContent.ShouldContain("was corrected");
    }

    [Theory, Databases]
    public async Task The_token_goes_to_the_named_server_only(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        await FormSamples.OpenAsync(jisr);
        await using var stranger = await Kobo.StartAsync(Sample());
        await using var kobo = await Kobo.StartAsync(Sample());
        kobo.Next = stranger.Address + "/api/v2/assets/aTest/data/?start=1";
        (await PollAsync(jisr, kobo)).Errors.ShouldContain("another server");
        stranger.Pages.ShouldBe(0);
    }

    private static JsonObject Sample() =>
        JsonNode.Parse(File.ReadAllText(FormSamples.Fixture("kobo-data-list.json")))!["results"]![0]!
            .DeepClone()
            .AsObject();

    private static JsonObject Other(int number, string name)
    {
        var row = Sample();
        row["_id"] = number;
        row["_uuid"] = $"5f1c0f2e-9d0b-4e0a-8a8e-2f3d7b8d1d0{number}";
        foreach (var field in (string[])["meta/instanceID", "meta/rootUuid"])
            row[field] = $"uuid:5f1c0f2e-9d0b-4e0a-8a8e-2f3d7b8d1d0{number}";
        row["person/full_name"] = name;
        row["_attachments"] = new JsonArray();
        return row;
    }

    private static async Task<VerbRun> PollAsync(JisrApp jisr, Kobo kobo, string token = Kobo.Token)
    {
        var start = new ProcessStartInfo(
            Repo.Program,
            ["kobo", "poll", "aTest", "--database", jisr.DatabaseSetting, "--data", jisr.Folder]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["Jisr__KeyFile"] = JisrApp.KeySetting;
        start.Environment["Jisr__Kobo__Url"] = kobo.Address;
        start.Environment["Jisr__Kobo__Token"] = token;
        start.Environment["Jisr__Kobo__Page"] = "1";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new VerbRun(process.ExitCode, await output, await errors);
    }

    private sealed class Kobo : IAsyncDisposable
    {
        public const string Token = "0123456789abcdef";
        private readonly WebApplication app;
        private int pages;

        private Kobo(WebApplication app) => this.app = app;

        public string Address { get; private set; } = "";
        public string? Next { get; set; }
        public int Pages => pages;

        public static async Task<Kobo> StartAsync(params JsonObject[] rows)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var app = builder.Build();
            var kobo = new Kobo(app);
            app.MapGet(
                "/api/v2/assets/aTest/data/",
                (HttpRequest request, int start, int limit) =>
                {
                    if (request.Headers.Authorization != "Token " + Token)
                        return Results.Json(new { detail = "Invalid token." }, statusCode: 401);
                    Interlocked.Increment(ref kobo.pages);
                    var more = start + limit < rows.Length;
                    return Results.Text(
                        new JsonObject
                        {
                            ["count"] = rows.Length,
                            ["next"] =
                                kobo.Next
                                ?? (
                                    more
                                        ? $"{kobo.Address}/api/v2/assets/aTest/data/?format=json&limit={limit}&start={start + limit}"
                                        : null
                                ),
                            ["previous"] = null,
                            ["results"] = new JsonArray([
                                .. rows.Skip(start).Take(limit).Select(r => At(r, kobo.Address)),
                            ]),
                        }.ToJsonString(),
                        "application/json"
                    );
                }
            );
            app.MapGet(
                "/attachments/{id}",
                (HttpRequest request) =>
                    request.Headers.Authorization == "Token " + Token
                        ? Results.Bytes(FormSamples.Picture, "image/png")
                        : Results.StatusCode(403)
            );
            await app.StartAsync();
            kobo.Address = app
                .Services.GetRequiredService<IServer>()
                .Features.Get<IServerAddressesFeature>()!
                .Addresses.Single();
            return kobo;
        }

        public async ValueTask DisposeAsync() => await app.DisposeAsync();

        // Its attachments lie at this server.
        private static JsonNode At(JsonObject row, string address) =>
            JsonNode.Parse(row.ToJsonString().Replace("https://kobo.example.org", address, StringComparison.Ordinal))!;
    }
}
