using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;

namespace Jisr.Kernel.Doors.Sync;

/// <summary>A record as it was written on the device, after opening.</summary>
public sealed record SyncRecord(Guid Id, string Kind, JsonElement Payload)
{
    public int V { get; init; } = 1;
    public UnitId? UnitId { get; init; }
    public ProgrammeId? ProgrammeId { get; init; }
    public PartyId? OnBehalfOf { get; init; }
    public DateTimeOffset? OccurredAt { get; init; }
    public DateTimeOffset? SavedAt { get; init; }
    public int? DeviceSeq { get; init; }
    public IReadOnlyList<CommandId>? DependsOn { get; init; }
    public IReadOnlyDictionary<string, int>? Base { get; init; }
    public ActorTicket? Ticket { get; init; }

    /// <summary>Opens one; a problem with a code means: not kept.</summary>
    public static (SyncRecord? Record, string? Problem) Open(
        Func<string, ECParameters?> keys,
        string kid,
        byte[] blob,
        Guid id
    )
    {
        if (blob.Length > SyncBatch.MostPayload + SealedRecord.Around)
            return (null, "TOO_LARGE");
        if (keys(kid) is not { } key)
            return (null, "KEY_UNKNOWN");
        var (text, problem) = SealedRecord.Open(key, blob, id);
        return text is null ? (null, problem) : Read(text, id);
    }

    private static (SyncRecord?, string?) Read(byte[] text, Guid id)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var root = json.RootElement;
            if (
                root.ValueKind != JsonValueKind.Object
                || !root.TryGetProperty("kind", out var kind)
                || kind.ValueKind != JsonValueKind.String
                || !root.TryGetProperty("payload", out var payload)
                || payload.ValueKind != JsonValueKind.Object
            )
                return (null, "NOT_A_COMMAND");
            // A blob may not smuggle the id of another record.
            if (!root.TryGetProperty("id", out var inner) || !inner.TryGetGuid(out var own) || own != id)
                return (null, "ID_MISMATCH");
            var record = root.Deserialize<SyncRecord>(CanonicalJson.Options);
            return record is null ? (null, "NOT_A_COMMAND") : (record with { Payload = record.Payload.Clone() }, null);
        }
        catch (Exception e) when (e is JsonException or DecoderFallbackException or FormatException)
        {
            return (null, "NOT_A_COMMAND");
        }
    }
}
