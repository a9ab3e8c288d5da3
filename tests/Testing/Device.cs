using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Testing;

/// <summary>A tablet that works without a line: it seals as a browser does and sends batches by HTTP.</summary>
public sealed class Device
{
    private readonly JisrApp jisr;
    private readonly HttpClient http;
    private JsonObject? hello;
    private int seq;

    private Device(JisrApp jisr, Guid id, string token)
    {
        this.jisr = jisr;
        Id = id;
        Token = token;
        http = jisr.Browser().Http;
    }

    public Guid Id { get; }

    /// <summary>What the tablet holds of who it is.</summary>
    public string Token { get; }

    /// <summary>How far its clock is ahead.</summary>
    public TimeSpan Ahead { get; set; }

    public DateTimeOffset Now => jisr.Clock.GetUtcNow() + Ahead;

    /// <summary>Numbers for cards that it was given.</summary>
    public Queue<string> Numbers { get; } = [];

    /// <summary>A device of a unit, made ready by the program.</summary>
    public static async Task<Device> AddAsync(JisrApp jisr, UnitId unit, string name = "Tablet 1")
    {
        var answer = await jisr.SendAsync("outbox-device.add", new { unitId = unit, name });
        answer.IsDone.ShouldBeTrue();
        var token = jisr
            .Services.GetRequiredService<Sealer>()
            .Index("access.secret.outbox-device", answer.Id.ToString());
        return new Device(jisr, answer.Subject!.Value, WebEncoders.Base64UrlEncode(token));
    }

    /// <summary>A member's own phone, made ready by her.</summary>
    public static async Task<Device> OwnAsync(JisrApp jisr, PartyId member, AccountId account, string name = "My phone")
    {
        var answer = await jisr.SendAsync(
            "own-device.add",
            new { partyId = member, name },
            actor: new Actor { AccountId = account, PartyId = member },
            door: Door.Form
        );
        answer.IsDone.ShouldBeTrue(string.Join(' ', answer.Reasons));
        var token = jisr
            .Services.GetRequiredService<Sealer>()
            .Index("access.secret.outbox-device", answer.Id.ToString());
        var device = new Device(jisr, answer.Subject!.Value, WebEncoders.Base64UrlEncode(token));
        await device.SignInAsync(account);
        return device;
    }

    /// <summary>A phone that was made ready at a page.</summary>
    public static Device Of(JisrApp jisr, Guid id, string token) => new(jisr, id, token);

    /// <summary>A worker signs in on it while there is a line: key, ticket and numbers come.</summary>
    public async Task SignInAsync(AccountId worker, int left = 0)
    {
        using var browser = jisr.BrowserOf(worker);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/sync/hello")
        {
            Content = JsonContent.Create(new { left }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Device", Token);
        using var answer = await browser.Http.SendAsync(request);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        hello = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        foreach (var number in hello["numbers"]!.AsArray())
            Numbers.Enqueue(number!.GetValue<string>());
    }

    /// <summary>Takes a counter or a run along while there is a line; the list that the device keeps.</summary>
    public async Task<JsonObject> TakeAlongAsync(AccountId account, string what, Guid thing)
    {
        using var answer = await AskAlongAsync(account, what, thing);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        hello = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        hello["jisr"]!.GetValue<string>().ShouldBe("along/1");
        return hello["list"]!.AsObject();
    }

    /// <summary>A courier's phone: it takes a round along by the secret of its link; null where that opens nothing.</summary>
    public static async Task<(Device Device, JsonObject List)?> BySecretAsync(JisrApp jisr, Guid thing, string secret)
    {
        using var browser = jisr.Browser();
        using var answer = await browser.Http.PostAsJsonAsync(
            "/api/v1/sync/along/secret",
            new
            {
                id = NewId.Next(),
                what = "round",
                thingId = thing,
                secret,
            }
        );
        if (!answer.IsSuccessStatusCode)
            return null;
        var said = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        var device = new Device(jisr, said["deviceId"]!.GetValue<Guid>(), said["token"]!.GetValue<string>())
        {
            hello = said,
        };
        return (device, said["list"]!.AsObject());
    }

    /// <summary>Asks to take a thing along.</summary>
    public async Task<HttpResponseMessage> AskAlongAsync(AccountId account, string what, Guid thing)
    {
        using var browser = jisr.BrowserOf(account);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/sync/along")
        {
            Content = JsonContent.Create(
                new
                {
                    id = NewId.Next(),
                    what,
                    thingId = thing,
                }
            ),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Device", Token);
        return await browser.Http.SendAsync(request);
    }

    /// <summary>Saves a command on the device: sealed, with the ticket of whoever signed in last.</summary>
    public JsonObject Save(
        string kind,
        object payload,
        Guid? id = null,
        DateTimeOffset? savedAt = null,
        params Guid[] dependsOn
    )
    {
        var own = id ?? NewId.Next();
        var at = savedAt ?? Now;
        return Seal(
            own,
            new JsonObject
            {
                ["id"] = own,
                ["kind"] = kind,
                ["v"] = 1,
                ["unitId"] = hello!["unitId"]!.DeepClone(),
                ["occurredAt"] = at,
                ["savedAt"] = at,
                ["deviceSeq"] = seq + 1,
                ["dependsOn"] = new JsonArray([.. dependsOn.Select(d => (JsonNode)d)]),
                ["ticket"] = hello["ticket"]?.DeepClone(),
                ["payload"] = JsonSerializer.SerializeToNode(payload, CanonicalJson.Options),
            }.ToJsonString()
        );
    }

    /// <summary>The server gave a ticket to whoever signed in last.</summary>
    public bool HasTicket => hello!["ticket"] is not null;

    /// <summary>The same in the name of somebody who never signed in here: the ticket is a forgery.</summary>
    public JsonObject SaveAs(AccountId other, string kind, object payload)
    {
        var own = hello!["ticket"]!.AsObject();
        var before = own["actorId"]!.DeepClone();
        own["actorId"] = other.ToString();
        var record = Save(kind, payload);
        own["actorId"] = before;
        return record;
    }

    /// <summary>Seals any text under an id, as a browser does.</summary>
    public JsonObject Seal(Guid id, string text)
    {
        var key = hello!["key"]!;
        return new JsonObject
        {
            ["id"] = id,
            ["kid"] = key["kid"]!.DeepClone(),
            ["seq"] = ++seq,
            ["blob"] = WebEncoders.Base64UrlEncode(
                Seal(WebEncoders.Base64UrlDecode(key["raw"]!.GetValue<string>()), id, Encoding.UTF8.GetBytes(text))
            ),
        };
    }

    /// <summary>Sends one batch.</summary>
    public async Task<HttpResponseMessage> PostAsync(string batch, IEnumerable<JsonObject> records)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/sync")
        {
            Content = JsonContent.Create(
                new JsonObject
                {
                    ["batch"] = batch,
                    ["deviceId"] = Id,
                    ["sentAt"] = Now,
                    ["records"] = new JsonArray([.. records.Select(r => r.DeepClone())]),
                }
            ),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Device", Token);
        return await http.SendAsync(request);
    }

    /// <summary>Sends in batches of 300 at most; the answers in the order of the records.</summary>
    public async Task<IReadOnlyList<JsonObject>> SendAsync(params IReadOnlyList<JsonObject> records)
    {
        var all = new List<JsonObject>();
        foreach (var part in records.Chunk(300))
        {
            var batch = NewId.Next().ToString();
            using var answer = await PostAsync(batch, part);
            var text = await answer.Content.ReadAsStringAsync();
            answer.IsSuccessStatusCode.ShouldBeTrue(text);
            var reply = JsonNode.Parse(text)!.AsObject();
            reply["jisr"]!.GetValue<string>().ShouldBe("sync/1");
            reply["batch"]!.GetValue<string>().ShouldBe(batch);
            var answers = reply["answers"]!.AsArray();
            answers.Count.ShouldBe(part.Length);
            all.AddRange(answers.Select(a => a!.AsObject()));
        }
        return all;
    }

    private static byte[] Seal(byte[] server, Guid id, byte[] text)
    {
        using var fresh = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        using var theirs = ECDiffieHellman.Create(
            new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = server[1..33], Y = server[33..] },
            }
        );
        var q = fresh.ExportParameters(includePrivateParameters: false).Q;
        byte[] point = [4, .. q.X!, .. q.Y!];
        var key = HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            fresh.DeriveRawSecretAgreement(theirs.PublicKey),
            32,
            point,
            "jisr/outbox/1"u8.ToArray()
        );
        var iv = RandomNumberGenerator.GetBytes(12);
        var cipher = new byte[text.Length];
        var tag = new byte[16];
        using var aes = new AesGcm(key, 16);
        aes.Encrypt(iv, text, cipher, tag, Encoding.ASCII.GetBytes(id.ToString()));
        return [.. point, .. iv, .. cipher, .. tag];
    }
}

/// <summary>Reading answers.</summary>
public static class SyncAnswersRead
{
    public static string Result(this JsonObject answer) => answer["result"]!.GetValue<string>();

    public static string? Code(this JsonObject answer) =>
        (answer["reasons"] as JsonArray)?.FirstOrDefault()?["code"]?.GetValue<string>();

    public static bool Is(this JsonObject answer, string flag) => answer[flag]?.GetValue<bool>() == true;

    public static string? First(this JsonObject answer) => answer["first"]?["result"]?.GetValue<string>();
}
