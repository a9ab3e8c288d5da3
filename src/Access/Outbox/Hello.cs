using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Doors;
using Jisr.Kernel.Doors.Sync;
using Jisr.Kernel.Sealing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jisr.Access.Outbox;

/// <summary>How many numbers for cards the device has left.</summary>
internal sealed record HelloAsk(int? Left);

/// <summary>What a device needs for its next days without a line.</summary>
internal sealed record HelloReply(
    ShellKey Key,
    Guid DeviceId,
    Guid UnitId,
    ActorTicket? Ticket,
    IReadOnlyList<string> Numbers,
    bool Own
)
{
    public string Jisr => "hello/1";
}

/// <summary><c>POST /api/v1/sync/hello</c>: the key in use, a ticket for the worker who is signed in here, and numbers for
/// cards. Opened by the device's token; no other site can send it.</summary>
internal static class Hello
{
    private const int Few = 50;

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/sync/hello", SayAsync)
            .AllowAnonymous()
            .WithSummary("What a device needs for its next days without a line")
            .Produces<HelloReply>()
            .ProducesProblem(StatusCodes.Status401Unauthorized);

    private static async Task<IResult> SayAsync(
        HttpContext http,
        HelloAsk ask,
        ISyncDevices devices,
        OutboxKeys keys,
        IMemberNumbers numbers,
        ICurrentActor current,
        Sealer sealer,
        TimeProvider clock,
        Answers answers
    )
    {
        var ct = http.RequestAborted;
        if (await SyncRoutes.DeviceAsync(http, devices) is not { } device)
            return SyncRoutes.Refused(answers, http);
        var actor = await current.GetAsync(ct);
        // A ticket is for somebody who works, at a page of ours: not for a program, nor for half a sign-in. On a phone of her
        // own it is for her alone.
        var writes =
            device.ThingId is null && (device.OwnerId is { } owner ? actor.AccountId == owner : actor.Grants.Count > 0);
        var ticket =
            actor is { AccountId: { } id, Scopes: null } && writes
                ? ActorTicket.Make(sealer, id, device.Id, Kernel.Data.Clock.Now(clock))
                : null;
        return Results.Json(
            new HelloReply(
                await keys.CurrentAsync(ct),
                device.Id,
                device.UnitId.Value,
                ticket,
                ticket is not null && device.OwnerId is null && (ask.Left ?? 0) < Few
                    ? await numbers.ReserveAsync(device.Id, ct)
                    : [],
                device.OwnerId is not null
            ),
            CanonicalJson.Options
        );
    }
}
