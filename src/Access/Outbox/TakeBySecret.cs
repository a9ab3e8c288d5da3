using Jisr.Access.Accounts;
using Jisr.Contracts.People;
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

/// <summary>A courier, who has no account, takes the round of his link along: his phone becomes a device for this one thing,
/// until its link ends (decision 45). What it sends and cannot be written waits for her whose thing it is.</summary>
internal sealed record TakeBySecret(string What, Guid ThingId, string Secret) : ICommand
{
    public static string Kind => "outbox.take-by-secret";
}

internal sealed class TakeBySecretHandler(
    JisrDb db,
    IEnumerable<ITakeBySecret> things,
    IPartyDirectory parties,
    Sealer sealer
) : IHandle<TakeBySecret>
{
    // A phone that broke, and the one after it; not a crowd.
    private const int Most = 5;

    public async Task<Reach> ReachAsync(TakeBySecret command, CommandScope scope, CancellationToken ct) =>
        await OpenAsync(command, scope, ct) is null ? Reach.Missing : Reach.Held(true);

    public async Task<Outcome> HandleAsync(TakeBySecret command, CommandScope scope, CancellationToken ct)
    {
        var thing = await OpenAsync(command, scope, ct);
        if (await db.Set<OutboxDevice>().CountAsync(d => d.ThingId == command.ThingId && d.EndedAt == null, ct) >= Most)
            return Outcome.No("TOO_MANY_DEVICES");
        var owner = await db.Set<Account>()
            .Where(a => a.PartyId == thing!.Owner && !a.IsClosed)
            .Select(a => (Guid?)a.Id)
            .SingleOrDefaultAsync(ct);
        var device = new OutboxDevice
        {
            Id = scope.Id.Value,
            Name = thing!.Name,
            UnitId = await parties.HomeUnitAsync(thing.Owner, ct) ?? UnitId.Root,
            OwnerId = owner is { } account ? new AccountId(account) : null,
            ThingId = command.ThingId,
            TokenHash = MadeSecret.Hash(AddOutboxDevice.TokenOf(sealer, scope.Id)),
            CreatedAt = scope.Now,
            State = "active",
        };
        db.Add(device);
        db.Add(
            new TakenAlongRow
            {
                Id = scope.Id.Value,
                DeviceId = device.Id,
                // Nobody's: the secret stands in each command that he writes.
                AccountId = default,
                What = command.What,
                ThingId = command.ThingId,
                From = scope.Now,
                Until = thing.Until,
            }
        );
        return new Outcome.Done { Subject = device.Id };
    }

    private Task<SecretThing?> OpenAsync(TakeBySecret command, CommandScope scope, CancellationToken ct) =>
        things.FirstOrDefault(t => t.What == command.What) is { } thing
            ? thing.OpenAsync(command.ThingId, command.Secret ?? "", scope.Now, ct)
            : Task.FromResult<SecretThing?>(null);
}

/// <summary>What a phone asks for with the secret of a link.</summary>
/// <param name="Id">Made by the phone, so that asking twice takes along once.</param>
internal sealed record SecretAsk(Guid Id, string What, Guid ThingId, string Secret);

/// <summary>What it then keeps, sealed under a key of its holder: who it is, a ticket in nobody's name, and the list.</summary>
internal sealed record SecretReply(
    ShellKey Key,
    Guid DeviceId,
    Guid UnitId,
    string Token,
    ActorTicket Ticket,
    DateTimeOffset Until,
    object List
)
{
    public string Jisr => "along/1";
}

/// <summary><c>POST /api/v1/sync/along/secret</c>: opened by the secret of a courier's link, whoever is signed in.</summary>
internal static class TakeBySecretRoute
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/sync/along/secret", TakeAsync)
            .AllowAnonymous()
            .WithSummary("Takes a courier’s round along on his phone, by the secret of its link")
            .Accepts<SecretAsk>("application/json")
            .Produces<SecretReply>()
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> TakeAsync(
        HttpContext http,
        SecretAsk ask,
        IEnumerable<ITakeBySecret> things,
        ISyncDevices devices,
        OutboxKeys keys,
        CommandPipeline pipeline,
        Sealer sealer,
        TimeProvider clock,
        Answers answers
    )
    {
        var ct = http.RequestAborted;
        if (ask.Id == Guid.Empty)
            return answers.Unread(new Problem("COMMAND_ID_MISSING", "id"));
        var id = new CommandId(ask.Id);
        var answer = await pipeline.SendAsync(
            new Envelope<TakeBySecret>(id, new TakeBySecret(ask.What ?? "", ask.ThingId, ask.Secret ?? "")),
            Actor.Anonymous,
            Door.Api,
            ct
        );
        if (!answer.IsDone)
            return answers.Result(answer);
        var now = Clock.Now(clock);
        var thing = things.First(t => t.What == ask.What);
        if (
            await thing.OpenAsync(ask.ThingId, ask.Secret!, now, ct) is not { } open
            || await devices.ByIdAsync(ask.Id, ct) is not { } device
        )
            return Results.NotFound();
        return Results.Json(
            new SecretReply(
                await keys.CurrentAsync(ct),
                device.Id,
                device.UnitId.Value,
                AddOutboxDevice.TokenOf(sealer, id),
                ActorTicket.Make(sealer, default, device.Id, now),
                open.Until,
                await thing.ListAsync(ask.ThingId, ct)
            ),
            CanonicalJson.Options
        );
    }
}
