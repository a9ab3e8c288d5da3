using System.Text.Json.Serialization;
using Jisr.Kernel.Commands;

namespace Jisr.Kernel.Doors.Sync;

/// <summary>What a device posts (doors.md §5.2).</summary>
public sealed record SyncBatch(string Batch, Guid? DeviceId, DateTimeOffset? SentAt, IReadOnlyList<SyncBlob> Records)
{
    /// <summary>Records and bytes in one batch.</summary>
    public const int MostRecords = 300;
    public const int MostBytes = 2 * 1024 * 1024;

    /// <summary>Bytes of one record's text.</summary>
    public const int MostPayload = 256 * 1024;
}

/// <summary>One record: all that stands in clear beside it.</summary>
public sealed record SyncBlob(string? Id, string? Kid, int Seq, string? Blob);

/// <summary>The reply. A device lets a record go only for an answer in one of these, with its own batch id.</summary>
public sealed record SyncReply(string Batch, IReadOnlyList<SyncAnswer> Answers)
{
    public string Jisr => "sync/1";
}

/// <summary>The answer to one record (doors.md §2).</summary>
public sealed record SyncAnswer(string Id, AnswerResult Result)
{
    public int? Version { get; init; }
    public string? Number { get; init; }
    public SyncAnswer? First { get; init; }
    public FieldConflict? Conflict { get; init; }

    /// <summary>Where both values of a conflict are shown.</summary>
    public string? Page { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SyncReason>? Reasons { get; init; }

    /// <summary>It is on the worklist of the unit.</summary>
    public bool? Kept { get; init; }

    /// <summary>It waits for another record.</summary>
    public bool? Parked { get; init; }

    /// <summary>It waits for the unit lead.</summary>
    public bool? Quarantined { get; init; }
}

/// <summary>Why, in three languages, without anything that was typed; and who can put it right.</summary>
public sealed record SyncReason(string Code, string? Field, IReadOnlyDictionary<string, string> Text, string WhoCanFix);
