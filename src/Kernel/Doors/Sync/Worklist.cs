using System.Text.Json;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Kernel.Doors.Sync;

/// <summary>A command to keep, with what is known of where it came from.</summary>
public sealed record ToKeep(JsonCommand Command, UnitId UnitId, Door Door, DateTimeOffset MadeAt)
{
    public AccountId? ActorId { get; init; }
    public long SkewSeconds { get; init; }
    public bool Told { get; init; }

    /// <summary>Commands that must be done first.</summary>
    public IReadOnlyList<CommandId> WaitsFor { get; init; } = [];
}

/// <summary>Keeps commands that could not be done, until a person has put them right (doors.md §2). For every door
/// that has no person behind it.</summary>
public sealed class Worklist(JisrDb db, Sealer sealer, TimeProvider clock)
{
    /// <summary>The right to put right what lies on the worklist of a unit.</summary>
    public const string Mend = "worklist.mend";

    /// <summary>Keeps a command once: the same content again gives the item that is there.</summary>
    public async Task<WorklistItem> KeepAsync(ToKeep kept, string state, Problem why, CancellationToken ct)
    {
        var hash = HashOf(kept.Command);
        var commandId = new CommandId(kept.Command.Id);
        await using var turn = await db.Storage.WriteTurnAsync(ct);
        if (await FindAsync(commandId, hash, ct) is { } known)
            return known;
        var id = NewId.Next();
        var item = new WorklistItem
        {
            Id = id,
            CommandId = commandId,
            ContentHash = hash,
            UnitId = kept.UnitId,
            Door = JsonNamingPolicy.KebabCaseLower.ConvertName(kept.Door.ToString()),
            Kind = kept.Command.Kind.Length > 60 ? kept.Command.Kind[..60] : kept.Command.Kind,
            State = state,
            Code = why.Code,
            Field = why.Field is { Length: > 100 } ? null : why.Field,
            Content = sealer.Seal(
                JsonSerializer.Serialize(kept.Command, CanonicalJson.Options),
                WorklistItem.Table,
                "content",
                id
            ),
            ActorId = kept.ActorId,
            DeviceId = kept.Command.DeviceId,
            MadeAt = kept.MadeAt,
            SkewSeconds = kept.SkewSeconds,
            KeptAt = Clock.Now(clock),
            Told = kept.Told,
        };
        db.Add(item);
        db.AddRange(kept.WaitsFor.Distinct().Select(p => new WorklistParent { ItemId = id, ParentId = p }));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (db.Storage.IsUniqueBreach(e))
        {
            // Another node kept the same record at the same moment.
            db.ChangeTracker.Clear();
            return await FindAsync(commandId, hash, ct) ?? throw new InvalidOperationException("It vanished.", e);
        }
        db.ChangeTracker.Clear();
        return item;
    }

    /// <summary>The command as it was sent. The caller asks who may see it and logs the look.</summary>
    public JsonCommand Open(WorklistItem item) =>
        JsonSerializer.Deserialize<JsonCommand>(
            sealer.Open(item.Content, WorklistItem.Table, "content", item.Id),
            CanonicalJson.Options
        )!;

    /// <summary>The content of an item of which only the kind stays, sealed.</summary>
    public byte[] Emptied(WorklistItem item) =>
        sealer.Seal(
            JsonSerializer.Serialize(
                new JsonCommand(
                    item.CommandId.Value,
                    item.Kind,
                    JsonSerializer.SerializeToElement(new { }, CanonicalJson.Options)
                ),
                CanonicalJson.Options
            ),
            WorklistItem.Table,
            "content",
            item.Id
        );

    /// <summary>The hash by which the same record is known again.</summary>
    public static byte[] HashOf(JsonCommand command) =>
        CanonicalJson.ContentHash(command.Kind, command.V, command.Payload);

    private Task<WorklistItem?> FindAsync(CommandId id, byte[] hash, CancellationToken ct) =>
        db.Set<WorklistItem>().AsNoTracking().SingleOrDefaultAsync(i => i.CommandId == id && i.ContentHash == hash, ct);
}
