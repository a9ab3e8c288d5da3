using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Events;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.Kernel.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Jisr.Market.CloudApi;

/// <summary>WhatsApp posted something with a right signature. It is kept as it came, and worked on later.</summary>
internal sealed record TakePost(byte[] Body) : ICommand
{
    public static string Kind => "whatsapp.take-post";
}

/// <summary>A kept POST waits to be read.</summary>
internal sealed record PostTaken(Guid PostId) : IMessage
{
    public static string Name => "market.wa-post-taken";
}

/// <summary>A kept POST was kept long enough.</summary>
internal sealed record PostOver(Guid PostId) : IMessage
{
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(30);

    public static string Name => "market.wa-post-over";
}

internal sealed partial class TakePostHandler(JisrDb db, Sealer sealer, ILogger<TakePostHandler> log)
    : IHandle<TakePost>
{
    // The door has seen the signature; no person sends this.
    public Task<Reach> ReachAsync(TakePost command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(Reach.Held(false));

    public Task<Outcome> HandleAsync(TakePost command, CommandScope scope, CancellationToken ct)
    {
        var id = scope.Id.Value;
        var isReadable = WebhookReader.Read(command.Body) is not null;
        db.Add(
            new WaPost
            {
                Id = id,
                BodySealed = sealer.SealBytes(command.Body, WaPost.Table, "body_sealed", id),
                ReceivedAt = scope.Now,
                IsUnreadable = !isReadable,
            }
        );
        if (isReadable)
            scope.Later(new PostTaken(id));
        else
            // Sending it again would not help; somebody should look.
            LogUnreadable(log, id);
        scope.Later(new PostOver(id), scope.Now + PostOver.Lasts);
        return Task.FromResult<Outcome>(new Outcome.Done { Subject = id });
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "WhatsApp posted something signed that cannot be read: {Post}")]
    private static partial void LogUnreadable(ILogger log, Guid post);
}

/// <summary>Reads kept POSTs: each update becomes a command of its own, whose id is made of what it is about, so that a
/// repeat is seen as one.</summary>
internal sealed class ReadPosts(JisrDb db, Sealer sealer, CommandPipeline pipeline, TimeProvider clock)
    : IReact<PostTaken>,
        IReact<PostOver>
{
    public async Task ReactAsync(PostTaken message, Guid messageId, CancellationToken ct)
    {
        var row = await db.Set<WaPost>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == message.PostId, ct);
        if (row is null)
            return;
        var body = sealer.OpenBytes(row.BodySealed, WaPost.Table, "body_sealed", row.Id);
        if (WebhookReader.Read(body) is not { } post)
            return;
        foreach (var one in post.UserIds)
            await SendAsync(
                new ChangeUserId(one.NumberId, one.Phone, one.Previous, one.Current, one.At),
                ct,
                "user-id",
                one.NumberId,
                one.Previous,
                one.Current
            );
        foreach (var one in post.Preferences)
            await SendAsync(
                new ChangeNews(one.NumberId, one.Phone, one.UserId, one.Value != "stop", one.At),
                ct,
                "news",
                one.NumberId,
                one.Phone + "/" + one.UserId,
                one.Value + one.At.ToUnixTimeSeconds()
            );
        foreach (var one in post.Messages)
            await SendAsync(new TakeMessage(one), ct, "message", one.NumberId, one.Id);
        foreach (var one in post.Statuses)
            await SendAsync(new TakeStatus(one), ct, "status", one.Id, one.Status);
        var now = Clock.Now(clock);
        await using var turn = await db.Storage.WriteTurnAsync(ct);
        await db.Set<WaPost>()
            .Where(p => p.Id == row.Id)
            .ExecuteUpdateAsync(s => s.SetProperty(p => p.DoneAt, now), ct);
    }

    public async Task ReactAsync(PostOver message, Guid messageId, CancellationToken ct)
    {
        await using var turn = await db.Storage.WriteTurnAsync(ct);
        await db.Set<WaPost>().Where(p => p.Id == message.PostId).ExecuteDeleteAsync(ct);
        // What stood in it goes with it; that there was a message, and how far one of ours came, stays.
        var since = Clock.Now(clock) - PostOver.Lasts;
        await db.Set<WaMessage>()
            .Where(m => m.ReceivedAt <= since && m.TextSealed != null)
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.TextSealed, (byte[]?)null), ct);
        await db.Set<WaWord>()
            .Where(w => w.CreatedAt <= since && w.TextSealed != null)
            .ExecuteUpdateAsync(s => s.SetProperty(w => w.TextSealed, (byte[]?)null), ct);
    }

    private Task<Answer> SendAsync<TCommand>(TCommand command, CancellationToken ct, params ReadOnlySpan<string> name)
        where TCommand : ICommand =>
        pipeline.SendAsync(
            new Envelope<TCommand>(new CommandId(NameUuid.Of(["whatsapp", .. name])), command),
            Actor.System,
            Door.Whatsapp,
            ct
        );
}
