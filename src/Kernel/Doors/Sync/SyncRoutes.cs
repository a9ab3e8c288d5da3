using System.Text.Json;
using Jisr.Kernel.Commands;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Kernel.Doors.Sync;

/// <summary><c>POST /api/v1/sync</c>: a batch is 200 with an answer for each id; 413 when it is too large. The device's
/// token opens it, whoever is signed in: a record says itself who wrote it.</summary>
public static class SyncRoutes
{
    private const string Scheme = "Device ";

    public static IServiceCollection AddSync(this IServiceCollection services)
    {
        services.AddSingleton<OutboxKeys>();
        services.AddSingleton<SyncAnswers>();
        services.AddSingleton<SyncSweep>();
        services.AddHostedService(s => s.GetRequiredService<SyncSweep>());
        services.AddScoped<Worklist>();
        services.AddScoped<SyncSender>();
        services.AddScoped<SyncDoor>();
        return services;
    }

    public static void MapSync(this RouteGroupBuilder api) =>
        api.MapPost("/sync", SendAsync)
            .AllowAnonymous()
            .WithSummary("Sealed records of a device that was without a line")
            .Accepts<SyncBatch>("application/json")
            .Produces<SyncReply>()
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge);

    /// <summary>The token of the device that asks, or null.</summary>
    public static string? TokenOf(HttpContext http) =>
        http.Request.Headers.Authorization.ToString() is { } header
        && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? header[Scheme.Length..].Trim()
            : null;

    /// <summary>The device that asks; null where nobody knows it, or it was ended.</summary>
    public static async Task<SyncDevice?> DeviceAsync(HttpContext http, ISyncDevices devices) =>
        TokenOf(http) is { } token && await devices.ByTokenAsync(token, http.RequestAborted) is { EndedAt: null } device
            ? device
            : null;

    private static async Task<IResult> SendAsync(HttpContext http, ISyncDevices devices, SyncDoor door, Answers answers)
    {
        var ct = http.RequestAborted;
        if (TokenOf(http) is not { } token || await devices.ByTokenAsync(token, ct) is not { } device)
            return Refused(answers, http);
        var (batch, problem) = await ReadAsync(http, ct);
        if (batch is null)
            return answers.Unread(problem!);
        try
        {
            return Results.Json(await door.SendAsync(batch, device, ct), CanonicalJson.Options);
        }
        catch (Exception e) when (answers.IsBusy(e))
        {
            http.Response.Headers.RetryAfter = "2";
            return answers.Busy(Guid.Empty);
        }
    }

    /// <summary>401: the device is not known; it keeps all it has.</summary>
    public static IResult Refused(Answers answers, HttpContext http)
    {
        http.Response.Headers.WWWAuthenticate = "Device";
        return answers.Result(
            Answer.Rejected(default, new Problem("DEVICE_UNKNOWN")) with
            {
                Refusal = Refusal.SignIn,
            }
        );
    }

    private static async Task<(SyncBatch?, Problem?)> ReadAsync(HttpContext http, CancellationToken ct)
    {
        if (http.Request.ContentLength > SyncBatch.MostBytes)
            return (null, TooLarge);
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        // A body that does not say how long it is, is counted while it comes.
        while ((read = await http.Request.Body.ReadAsync(buffer, ct)) > 0)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > SyncBatch.MostBytes)
                return (null, TooLarge);
        }
        try
        {
            var batch = JsonSerializer.Deserialize<SyncBatch>(
                bytes.GetBuffer().AsSpan(0, (int)bytes.Length),
                CanonicalJson.Options
            );
            if (batch is null or { Records: null } or { Batch: null or { Length: 0 or > 80 } })
                return (null, new Problem("NOT_READABLE"));
            return batch.Records.Count > SyncBatch.MostRecords ? (null, TooLarge) : (batch, null);
        }
        catch (JsonException)
        {
            return (null, new Problem("NOT_READABLE"));
        }
    }

    private static Problem TooLarge => new("TOO_LARGE") { Args = new Dictionary<string, string> { ["limit"] = "300" } };
}
