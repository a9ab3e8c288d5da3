using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Values;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.CloudApi;

/// <summary>Where WhatsApp tells of messages (whatsapp.md §6). Not there until an operator has named an app secret.</summary>
internal static class WebhookRoute
{
    public const string Address = "/webhooks/whatsapp";

    /// <summary>The sender sends up to 3 MB.</summary>
    public const int MostBytes = 4 << 20;
    private const int MostChallenge = 100;
    private const string Prefix = "sha256=";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, Verify).AllowAnonymous().ExcludeFromDescription();
        routes
            .MapPost(Address, TakeAsync)
            .AllowAnonymous()
            .DisableAntiforgery()
            // One sender brings everybody's messages; who has no signature is slowed below.
            .DisableRateLimiting()
            .WithMetadata(new Kernel.Doors.CommandRoute(TakePost.Kind))
            .ExcludeFromDescription();
    }

    private static IResult Verify(HttpContext http, CloudApiSettings settings)
    {
        if (!settings.IsOn)
            return Results.NotFound();
        var query = http.Request.Query;
        var challenge = query["hub.challenge"].ToString();
        if (challenge.Length is 0 or > MostChallenge || !challenge.All(char.IsAsciiLetterOrDigit))
            return Results.BadRequest();
        // Hashes are of one length, whatever was typed.
        var isOurs =
            query["hub.mode"] == "subscribe"
            && CryptographicOperations.FixedTimeEquals(
                SHA256.HashData(Encoding.UTF8.GetBytes(query["hub.verify_token"].ToString())),
                SHA256.HashData(Encoding.UTF8.GetBytes(settings.VerifyToken!))
            );
        return isOurs ? Results.Text(challenge) : Results.StatusCode(StatusCodes.Status403Forbidden);
    }

    private static async Task<IResult> TakeAsync(
        HttpContext http,
        CloudApiSettings settings,
        BadSignatures bad,
        CommandPipeline pipeline,
        IStorage storage
    )
    {
        if (!settings.IsOn)
            return Results.NotFound();
        var place = http.Connection.RemoteIpAddress?.ToString() ?? "?";
        if (bad.MustWait(place))
        {
            http.Response.Headers.RetryAfter = "60";
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        }
        if (await ReadAsync(http) is not { } body)
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        if (!IsSigned(body, http.Request.Headers["X-Hub-Signature-256"].ToString(), settings.Key))
        {
            bad.Count(place);
            return Results.Unauthorized();
        }
        var id = new CommandId(NameUuid.Of("whatsapp-post", Convert.ToHexString(SHA256.HashData(body))));
        try
        {
            var envelope = new Envelope<TakePost>(id, new TakePost(body));
            var answer = await pipeline.SendAsync(envelope, Actor.System, Door.Whatsapp, http.RequestAborted);
            return answer.IsDone ? Results.Ok() : Busy(http);
        }
        catch (Exception e) when (e is DbException or DbUpdateException || storage.IsPassing(e))
        {
            return Busy(http);
        }
    }

    /// <summary>HMAC-SHA-256 over the bytes as they came, compared in constant time.</summary>
    public static bool IsSigned(byte[] body, string header, byte[] key)
    {
        if (!header.StartsWith(Prefix, StringComparison.Ordinal) || header.Length != Prefix.Length + 64)
            return false;
        Span<byte> given = stackalloc byte[32];
        return Convert.FromHexString(header.AsSpan(Prefix.Length), given, out _, out var written)
                == System.Buffers.OperationStatus.Done
            && written == 32
            && CryptographicOperations.FixedTimeEquals(given, HMACSHA256.HashData(key, body));
    }

    // It comes again for seven days.
    private static IResult Busy(HttpContext http)
    {
        http.Response.Headers.RetryAfter = "30";
        return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<byte[]?> ReadAsync(HttpContext http)
    {
        if (http.Request.ContentLength > MostBytes)
            return null;
        using var body = new MemoryStream((int)(http.Request.ContentLength ?? 0));
        var piece = new byte[81_920];
        for (int n; (n = await http.Request.Body.ReadAsync(piece, http.RequestAborted)) > 0; )
        {
            if (body.Length + n > MostBytes)
                return null;
            body.Write(piece, 0, n);
        }
        return body.ToArray();
    }
}

/// <summary>Counts posts without a right signature by where they come from: after sixty in a minute the place waits. In
/// memory only.</summary>
internal sealed class BadSignatures(TimeProvider clock)
{
    public const int Most = 60;
    private const int MostPlaces = 10_000;

    private readonly ConcurrentDictionary<string, int> counts = new(StringComparer.Ordinal);

    public bool MustWait(string place) => counts.TryGetValue(Key(place), out var n) && n >= Most;

    public void Count(string place)
    {
        if (counts.Count >= MostPlaces)
            counts.Clear();
        counts.AddOrUpdate(Key(place), 1, (_, n) => n + 1);
    }

    private string Key(string place) =>
        place + "|" + (clock.GetUtcNow().ToUnixTimeSeconds() / 60).ToString(CultureInfo.InvariantCulture);
}
