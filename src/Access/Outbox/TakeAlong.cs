using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Doors;
using Jisr.Kernel.Doors.Sync;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Outbox;

/// <summary>A counter, a market run … is taken along on a device: from now on, for two weeks, what moves money of it may be
/// written there without a line (decision 39). The right comes with the thing.</summary>
internal sealed record TakeAlong(Guid DeviceId, string What, Guid ThingId) : ICommand
{
    public static string Kind => "outbox.take-along";
}

internal sealed class TakeAlongHandler(JisrDb db, IEnumerable<ITakeAlong> things) : IHandle<TakeAlong>
{
    public async Task<Reach> ReachAsync(TakeAlong command, CommandScope scope, CancellationToken ct) =>
        things.FirstOrDefault(t => t.What == command.What) is { } thing
            ? await thing.ReachAsync(command.ThingId, scope.Actor, ct)
            : Reach.Missing;

    public void Check(TakeAlong command, Problems problems, CommandScope scope)
    {
        // Who writes there must be somebody.
        if (scope.Actor.AccountId is null)
            problems.Add("", "SIGN_IN_FIRST");
    }

    public async Task<Outcome> HandleAsync(TakeAlong command, CommandScope scope, CancellationToken ct)
    {
        var device = await db.Set<OutboxDevice>()
            .AsNoTracking()
            .SingleOrDefaultAsync(d => d.Id == command.DeviceId, ct);
        if (device is not { EndedAt: null })
            return Outcome.No("DEVICE_UNKNOWN");
        db.Add(
            new TakenAlongRow
            {
                Id = scope.Id.Value,
                DeviceId = device.Id,
                AccountId = scope.Actor.AccountId!.Value,
                What = command.What,
                ThingId = command.ThingId,
                From = scope.Now,
                Until = scope.Now + TakenAlong.Lasts,
            }
        );
        return new Outcome.Done { Subject = scope.Id.Value };
    }
}

/// <summary>What a device asks for.</summary>
/// <param name="Id">Made by the device, so that asking twice takes along once.</param>
internal sealed record AlongAsk(Guid Id, string What, Guid ThingId);

/// <summary>What it then keeps: a ticket in her name, and the list of the thing, in which no person stands.</summary>
internal sealed record AlongReply(ShellKey Key, Guid DeviceId, Guid UnitId, ActorTicket Ticket, object List)
{
    public string Jisr => "along/1";
    public required DateTimeOffset Until { get; init; }
}

/// <summary><c>POST /api/v1/sync/along</c>: opened by the device's token and by who is signed in at its page.</summary>
internal static class TakeAlongRoute
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/sync/along", TakeAsync)
            .AllowAnonymous()
            .WithSummary("Takes a counter or a market run along on a device that works without a line")
            .Accepts<AlongAsk>("application/json")
            .Produces<AlongReply>()
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> TakeAsync(
        HttpContext http,
        AlongAsk ask,
        ISyncDevices devices,
        IEnumerable<ITakeAlong> things,
        OutboxKeys keys,
        ICurrentActor current,
        CommandPipeline pipeline,
        Sealer sealer,
        TimeProvider clock,
        Answers answers
    )
    {
        var ct = http.RequestAborted;
        if (await SyncRoutes.DeviceAsync(http, devices) is not { } device)
            return SyncRoutes.Refused(answers, http);
        var actor = await current.GetAsync(ct);
        // At a page of ours, by a person: not by a program, nor by half a sign-in.
        if (actor is not { AccountId: { } account, Scopes: null })
            return SyncRoutes.Refused(answers, http);
        if (ask.Id == Guid.Empty)
            return answers.Unread(new Problem("COMMAND_ID_MISSING", "id"));
        var answer = await pipeline.SendAsync(
            new Envelope<TakeAlong>(new CommandId(ask.Id), new TakeAlong(device.Id, ask.What ?? "", ask.ThingId)),
            actor,
            Door.Api,
            ct
        );
        if (!answer.IsDone)
            return answers.Result(answer);
        var now = Clock.Now(clock);
        return Results.Json(
            new AlongReply(
                await keys.CurrentAsync(ct),
                device.Id,
                device.UnitId.Value,
                ActorTicket.Make(sealer, account, device.Id, now),
                await things.First(t => t.What == ask.What).ListAsync(ask.ThingId, ct)
            )
            {
                Until = now + TakenAlong.Lasts,
            },
            CanonicalJson.Options
        );
    }
}
