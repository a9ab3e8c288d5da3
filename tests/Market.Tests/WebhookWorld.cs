using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Jisr.Market.Tests;

/// <summary>WhatsApp as a program on a port of its own, by the documented contract: what it is sent, and what it answers.</summary>
internal sealed class WhatsAppServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private int sent;

    private WhatsAppServer(WebApplication app) => this.app = app;

    /// <summary>Everything that was posted to it, with number and bearer token.</summary>
    public ConcurrentQueue<(string Number, string Token, JsonElement Body)> Posts { get; } = [];

    /// <summary>Answers an error instead: status, code. Null: the message is taken.</summary>
    public Func<JsonElement, (int Status, int Code)?> Refuses { get; set; } = _ => null;

    public string Url => app.Urls.First() + "/v24.0";

    public static async Task<WhatsAppServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var server = new WhatsAppServer(builder.Build());
        server.app.MapPost("/v24.0/{number}/messages", server.TakeAsync);
        await server.app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task TakeAsync(string number, HttpContext http)
    {
        var body = (await JsonDocument.ParseAsync(http.Request.Body)).RootElement;
        Posts.Enqueue((number, http.Request.Headers.Authorization.ToString(), body));
        if (Refuses(body) is var (status, code))
        {
            http.Response.StatusCode = status;
            await http.Response.WriteAsJsonAsync(new { error = new { code, message = "(#" + code + ") refused" } });
            return;
        }
        await http.Response.WriteAsJsonAsync(
            new
            {
                messaging_product = "whatsapp",
                messages = new[] { new { id = "wamid.OUT" + Interlocked.Increment(ref sent) } },
            }
        );
    }
}

/// <summary>A shop with a number at WhatsApp, and what WhatsApp posts about it.</summary>
internal sealed class WebhookWorld(JisrApp jisr)
{
    public const string Secret = "jisr-example-secret";
    public const string Number = "106540352242922";
    public const string Buyer = "16505551234";

    public static readonly string Fixtures = Repo.File("tests/Market.Tests/fixtures/whatsapp/webhook");

    public Seller Seller { get; private set; } = null!;

    public static (string, string)[] Settings(
        WhatsAppServer? server = null,
        string templates = "",
        string? number = null
    ) =>
        [
            ("Jisr:CloudApi:AppSecret", Secret),
            ("Jisr:CloudApi:VerifyToken", "say-friend"),
            ("Jisr:CloudApi:Numbers", number ?? Number + "=reem"),
            ("Jisr:CloudApi:Templates", templates),
            ("Jisr:CloudApi:Token", server is null ? "" : "the-token"),
            ("Jisr:CloudApi:Url", server?.Url ?? "http://127.0.0.1:9"),
        ];

    public async Task ShopAsync()
    {
        Seller = await new SellerWorld(jisr).SellerAsync();
        var front = new FrontWorld(jisr);
        await front.ProductAsync(Seller.Shop, "crm-hand-100", "كريم مرطب لليدين", 4500, label: "100 ml");
        await front.ProductAsync(Seller.Shop, "soap-laurel", "صابون غار", 2500);
    }

    public static string Sign(byte[] body) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), body));

    public async Task<HttpStatusCode> PostAsync(byte[] body, string? signature = null)
    {
        using var browser = jisr.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/whatsapp");
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        request.Headers.TryAddWithoutValidation("X-Hub-Signature-256", signature ?? Sign(body));
        using var response = await browser.Http.SendAsync(request);
        return response.StatusCode;
    }

    /// <summary>Posts one of the fixtures and has it worked off.</summary>
    public async Task TakeAsync(string file) =>
        await TakeAsync(await File.ReadAllBytesAsync(Path.Combine(Fixtures, file)));

    public async Task TakeAsync(byte[] body)
    {
        (await PostAsync(body)).ShouldBe(HttpStatusCode.OK);
        await jisr.LetWorkFinishAsync();
    }

    /// <summary>A POST with one value.</summary>
    public static byte[] Post(object value, string field = "messages") =>
        JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                @object = "whatsapp_business_account",
                entry = new[] { new { id = "1", changes = new[] { new { value = Value(value), field } } } },
            }
        );

    public byte[] Text(string id, string body, DateTimeOffset? at = null, string from = Buyer) =>
        Message(id, new { type = "text", text = new { body } }, at, from);

    public byte[] Message(string id, object content, DateTimeOffset? at = null, string from = Buyer)
    {
        var message = JsonSerializer.SerializeToNode(content)!.AsObject();
        message["from"] = from;
        message["id"] = id;
        message["timestamp"] = (at ?? jisr.Clock.GetUtcNow())
            .ToUnixTimeSeconds()
            .ToString(CultureInfo.InvariantCulture);
        return Post(
            new
            {
                contacts = new[] { new { profile = new { name = "Buyer A" }, wa_id = from } },
                messages = new[] { message },
            }
        );
    }

    public byte[] Status(string id, string status, int? error = null) =>
        Post(
            new
            {
                statuses = new[]
                {
                    new
                    {
                        id,
                        status,
                        timestamp = jisr.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
                        errors = error is { } code ? new[] { new { code, title = "no" } } : [],
                    },
                },
            }
        );

    /// <summary>The seller confirms the text on top of her inbox.</summary>
    public async Task<Guid> ConfirmAsync()
    {
        var answer = await jisr.SendAsync("proposal.confirm", new { proposalId = await TopAsync(), name = "سارة" });
        answer.IsDone.ShouldBeTrue(string.Join(' ', answer.Reasons));
        return answer.Subject!.Value;
    }

    /// <summary>The order that the seller accepted, for this buyer.</summary>
    public async Task<Guid> AcceptedOrderAsync(string phone = "+" + Buyer)
    {
        var order = await new SellerWorld(jisr).OrderAsync(Seller, "soap-laurel", 1000, phone);
        (await jisr.SendAsync("order.accept", new { orderId = order })).IsDone.ShouldBeTrue();
        return order;
    }

    public async Task<Answer> TellAsync(Guid order, string what, string? text = null)
    {
        var answer = await jisr.SendAsync(
            "order.tell",
            new
            {
                orderId = order,
                what,
                text,
            }
        );
        answer.IsDone.ShouldBeTrue(string.Join(' ', answer.Reasons));
        await jisr.LetWorkFinishAsync();
        return answer;
    }

    /// <summary>Id of the text on top of the seller's inbox.</summary>
    public async Task<string> TopAsync() =>
        (await Seller.Browser.GetAsync("/my/inbox"))
            .Document.QuerySelector("ul.rows a[href^='/my/inbox/']")!
            .GetAttribute("href")!
            .Split('/')[^1];

    private static JsonObject Value(object value)
    {
        var node = JsonSerializer.SerializeToNode(value)!.AsObject();
        node["messaging_product"] = "whatsapp";
        node["metadata"] = new JsonObject { ["display_phone_number"] = "15550783881", ["phone_number_id"] = Number };
        return node;
    }
}
