using System.Net;
using System.Text.Json.Nodes;
using Jisr.Kernel.Access;
using Jisr.Kernel.Doors.Sync;
using Jisr.Kernel.Ids;
using Jisr.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Platform.Tests;

/// <summary>The sync cases of the specification, sent by a real device. The names of fields are ours: <c>name</c> is
/// fullName; attendance has no room yet, so a consent that hangs on the registration in the same way stands for it. Cases
/// 15 to 17 are the device's own and are shown in the browser.</summary>
public class SyncCaseTests
{
    private static readonly string[] OfTheBrowser = ["SY-15", "SY-16", "SY-17"];

    private static readonly JsonArray All = JsonNode.Parse(
        File.ReadAllText(Repo.File("tests/Platform.Tests/fixtures/sync-cases.json"))
    )!["cases"]!.AsArray();

    public static TheoryData<string> Batches =>
        [
            .. All.Where(c => c!["given"]!["batches"] is not null && c["id"]!.GetValue<string>() is not "SY-20")
                .Select(c => c!["id"]!.GetValue<string>()),
        ];

    [Fact]
    public void Every_case_has_a_test()
    {
        string[] own = ["SY-14", "SY-18", "SY-20", .. OfTheBrowser];
        All.Select(c => c!["id"]!.GetValue<string>()).Except(own).Count().ShouldBe(Batches.Count);
    }

    [Theory, MemberData(nameof(Batches))]
    public async Task SY_each_case_of_batches_is_answered_as_written(string id)
    {
        var test = All.Single(c => c!["id"]!.GetValue<string>() == id)!;
        var (given, expect) = (test["given"]!, test["expect"]!);
        await using var jisr = await JisrApp.StartAsync(DatabasesAttribute.Sqlite);
        var centre = await OfflineCentre.OpenAsync(jisr);
        await PrepareAsync(jisr, centre, given["state"]);
        var batches = given["batches"]!.AsArray();
        var sealedOnes = batches.Select(b => b!.AsArray().Select(r => Sealed(centre, r!.AsObject())).ToList()).ToList();
        if (given["receivedOn"] is { } on)
            await EndRoleAsync(jisr, centre, DateOnly.Parse(on.GetValue<string>(), Culture));
        var answers = new List<JsonObject[]>();
        for (var i = 0; i < sealedOnes.Count; i++)
        {
            answers.Add([.. await centre.Device.SendAsync(sealedOnes[i])]);
            if (i == 0 && expect["parkedAfterFirst"] is { } parked)
                (await centre.WaitingAsync("parked")).ShouldBe(parked.GetValue<long>());
        }
        answers
            .Select(a => a.Select(x => x.Result()).ToArray())
            .ShouldBe(
                expect["answers"]!.AsArray().Select(a => a!.AsArray().Select(x => x!.GetValue<string>()).ToArray())
            );
        await LookAsync(jisr, centre, expect, answers);
        if (given["advanceDays"] is { } days)
        {
            jisr.Clock.Advance(TimeSpan.FromDays(days.GetValue<int>()));
            await jisr.Services.GetRequiredService<SyncSweep>().RunAsync();
            (await centre.WaitingAsync("open", "PARENT_MISSING")).ShouldBe(1);
        }
    }

    [Theory, Databases]
    public async Task SY14_twenty_requests_at_once_with_one_id_register_one_woman(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await OfflineCentre.OpenAsync(jisr);
        var record = centre.Register("هدى");
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => centre.Device.SendAsync(record)));
        answers.Count(a => a[0].Result() == "accepted").ShouldBe(1);
        answers.Count(a => a[0].Result() == "duplicate").ShouldBe(19);
        (await centre.PeopleAsync()).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task SY18_301_records_or_more_than_two_megabytes_are_413(string database)
    {
        await using var jisr = await JisrApp.StartAsync(database);
        var centre = await OfflineCentre.OpenAsync(jisr);
        var record = centre.Register("هدى");
        using var many = await centre.Device.PostAsync("many", Enumerable.Repeat(record, 301));
        many.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await many.Content.ReadAsStringAsync()).ShouldContain("300");
        var long1 = centre.Device.Seal(NewId.Next(), new string('x', 200_000));
        using var large = await centre.Device.PostAsync("large", Enumerable.Repeat(long1, 9));
        large.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await centre.PeopleAsync()).ShouldBe(0);
    }

    private static System.Globalization.CultureInfo Culture => System.Globalization.CultureInfo.InvariantCulture;

    private static async Task PrepareAsync(JisrApp jisr, OfflineCentre centre, JsonNode? state)
    {
        if (state?["party"] is not { } party)
            return;
        // A record whose contact stands at version 3 and origin at 7: two and six changes after the first.
        await centre.Device.SendAsync(centre.Register("هدى", party.GetValue<Guid>()));
        foreach (var (group, version) in state["versions"]!.AsObject())
            for (var v = 1; v < version!.GetValue<int>(); v++)
            {
                var last = v == version.GetValue<int>() - 1;
                var answer = await jisr.SendAsync(
                    "party.change",
                    new
                    {
                        partyId = party.GetValue<Guid>(),
                        group,
                        @base = v,
                        values = group == "contact"
                            ? new Dictionary<string, string>
                            {
                                ["preferredHour"] = last || v % 2 == 0 ? "morning" : "noon",
                            }
                            : new Dictionary<string, string> { ["displacement"] = v % 2 == 0 ? "idp" : "refugee" },
                    },
                    actor: Actor.System
                );
                answer.IsDone.ShouldBeTrue();
            }
    }

    private static async Task EndRoleAsync(JisrApp jisr, OfflineCentre centre, DateOnly receivedOn)
    {
        jisr.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 1, 18, 0, 0, TimeSpan.Zero));
        (await jisr.SendAsync("role.end", new { grantId = centre.Grant })).IsDone.ShouldBeTrue();
        jisr.Clock.SetUtcNow(new DateTimeOffset(receivedOn, new TimeOnly(10, 0), TimeSpan.Zero));
    }

    private static JsonObject Sealed(OfflineCentre centre, JsonObject record)
    {
        var typed = record["id"]!.GetValue<string>();
        if (!Guid.TryParse(typed, out var id))
        {
            var shape = centre.Device.Save("party.register", centre.Woman("x"));
            shape["id"] = typed;
            return shape;
        }
        var kind = record["kind"]!.GetValue<string>();
        var payload = record["payload"]!.AsObject();
        object translated = kind switch
        {
            "party.register" => Registration(centre, payload),
            "training.attend" => new { partyId = payload["partyId"]!.GetValue<Guid>(), purpose = "story" },
            "party.change" => new
            {
                partyId = payload["partyId"]!.GetValue<Guid>(),
                group = record["base"]!.AsObject().ToList()[0].Key,
                @base = record["base"]!.AsObject().ToList()[0].Value!.GetValue<int>(),
                values = new Dictionary<string, string>
                {
                    [payload["field"]!.GetValue<string>()] = payload["value"]!.GetValue<string>(),
                },
            },
            _ => payload,
        };
        var saved = record["occurredAt"]?.GetValue<DateTimeOffset>();
        if (record["sentAt"]?.GetValue<DateTimeOffset>() is { } sent)
        {
            // The clock of the phone is ahead, for all it says from now on.
            centre.Device.Ahead = sent - Received;
            saved = centre.Device.Now - (sent - record["savedAt"]!.GetValue<DateTimeOffset>());
        }
        return centre.Device.Save(
            kind == "training.attend" ? "consent.give" : kind,
            translated,
            id,
            saved,
            [.. (record["dependsOn"] as JsonArray ?? []).Select(d => d!.GetValue<Guid>())]
        );
    }

    private static readonly DateTimeOffset Received = new(2026, 12, 2, 10, 5, 0, TimeSpan.Zero);

    private static object Registration(OfflineCentre centre, JsonObject payload)
    {
        var woman = System
            .Text.Json.JsonSerializer.SerializeToNode(
                centre.Woman(payload["name"]?.GetValue<string>()),
                Kernel.Commands.CanonicalJson.Options
            )!
            .AsObject();
        woman["partyId"] = payload["partyId"]?.DeepClone();
        // The case says its fields in some order; ours follow it.
        if (payload.ToList() is [{ Key: "unit" }, ..])
            woman = new JsonObject(woman.Reverse().Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone())));
        return woman;
    }

    private static async Task LookAsync(JisrApp jisr, OfflineCentre centre, JsonNode expect, List<JsonObject[]> answers)
    {
        var all = answers.SelectMany(a => a).ToList();
        foreach (var (key, value) in expect.AsObject())
            switch (key)
            {
                case "people":
                    (await centre.PeopleAsync()).ShouldBe(value!.GetValue<long>());
                    break;
                case "attendances":
                    (await jisr.CountAsync("SELECT count(*) FROM people_consent WHERE purpose = 'story'")).ShouldBe(
                        value!.GetValue<long>()
                    );
                    break;
                case "reasons":
                    all.Select(a => a.Code())
                        .OfType<string>()
                        .ShouldBe(value!.AsArray().Select(r => r!.GetValue<string>()));
                    break;
                case "keptOnServer":
                    all.Any(a => a.Is("kept")).ShouldBe(value!.GetValue<bool>());
                    (await centre.WaitingAsync("open")).ShouldBe(value.GetValue<bool>() ? 1 : 0);
                    break;
                case "name":
                    (await jisr.CountAsync($"SELECT count(*) FROM people_person WHERE full_name = '{value}'")).ShouldBe(
                        1
                    );
                    break;
                case "parkedAtEnd":
                    (await centre.WaitingAsync("parked")).ShouldBe(value!.GetValue<long>());
                    break;
                case "quarantined":
                    (await centre.WaitingAsync("quarantined", "LATE_DELIVERY")).ShouldBe(value!.GetValue<long>());
                    break;
                case "conflicts" or "tasks":
                    (await jisr.CountAsync("SELECT count(*) FROM people_conflict_task")).ShouldBe(
                        value!.GetValue<long>()
                    );
                    break;
                case "conflict":
                    foreach (var (part, text) in value!.AsObject())
                        all[^1]["conflict"]![part]!.GetValue<string>().ShouldBe(text!.GetValue<string>());
                    break;
                case "clockSkewSeconds":
                    (
                        await jisr.CountAsync("SELECT skew_seconds FROM kernel_audit WHERE kind = 'party.register'")
                    ).ShouldBe(value!.GetValue<long>());
                    break;
                case "occurredAt":
                    // Saved five minutes before it was sent: that is what stays of it.
                    (
                        await jisr.CountAsync(
                            "SELECT count(*) FROM kernel_audit WHERE occurred_at < at AND saved_at < at AND kind = 'party.register'"
                        )
                    ).ShouldBe(1);
                    break;
                case "firstResult":
                    all[^1].First().ShouldBe(value!.GetValue<string>());
                    break;
                case "valueNow":
                    using (var worker = jisr.BrowserOf(centre.Worker))
                    {
                        var page = await worker.GetAsync("/people/0193a1b2-0000-7000-8000-000000000101/change/contact");
                        page.Document.QuerySelector("[name='preferredHour'][checked]")!
                            .GetAttribute("value")
                            .ShouldBe(value!.GetValue<string>());
                    }
                    break;
            }
    }
}
