using System.Text.Json.Serialization;
using Jisr.Kernel.Ids;

namespace Jisr.Kernel.Commands;

/// <summary>The four answers of doors.md §2.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AnswerResult>))]
public enum AnswerResult
{
    [JsonStringEnumMemberName("accepted")]
    Accepted,

    [JsonStringEnumMemberName("duplicate")]
    Duplicate,

    [JsonStringEnumMemberName("conflict")]
    Conflict,

    [JsonStringEnumMemberName("rejected")]
    Rejected,
}

/// <summary>What every door gets back; the same for all of them.</summary>
public sealed record Answer(CommandId Id, AnswerResult Result)
{
    /// <summary>What the command made or changed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? Subject { get; init; }

    /// <summary>Version of the subject afterwards.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Version { get; init; }

    /// <summary>The number or short code a person reads aloud.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Number { get; init; }

    /// <summary>What else the sender needs, such as the address of a result page. No personal data.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Details { get; init; }

    /// <summary>For a duplicate: the first answer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Answer? First { get; init; }

    /// <summary>For a conflict: base, theirs, yours.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FieldConflict? Conflict { get; init; }

    /// <summary>Why it was not accepted; or, for an accepted one, notes such as IDENTIFIER_PATTERN.</summary>
    public IReadOnlyList<Problem> Reasons { get; init; } = [];

    /// <summary>Not done, but on the worklist of the unit: a person puts it right there.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Kept { get; init; }

    /// <summary>It waits for the command that must come first.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Parked { get; init; }

    /// <summary>It came late and waits for the unit lead.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Quarantined { get; init; }

    /// <summary>Why access was refused; only the API tells the two apart.</summary>
    [JsonIgnore]
    public Refusal Refusal { get; init; }

    /// <summary>True for accepted and for a duplicate of an accepted command.</summary>
    [JsonIgnore]
    public bool IsDone =>
        Result == AnswerResult.Accepted || (Result == AnswerResult.Duplicate && First?.Result == AnswerResult.Accepted);

    /// <summary>True when its effect stands, so that what depends on it may follow.</summary>
    [JsonIgnore]
    public bool IsSettled =>
        Effective is { Result: AnswerResult.Accepted or AnswerResult.Conflict, Parked: null, Quarantined: null };

    /// <summary>The first answer where this is a repeat, otherwise this one.</summary>
    [JsonIgnore]
    public Answer Effective => First ?? this;

    /// <summary>For logs and tests. What a record writes of itself would follow <see cref="Effective"/> without end.</summary>
    public override string ToString() =>
        $"{Result} {string.Join(", ", Reasons.Select(r => r.Code))}{(First is null ? "" : " first " + First)}";

    /// <summary>A rejected answer with its reasons.</summary>
    public static Answer Rejected(CommandId id, params IReadOnlyList<Problem> reasons) =>
        new(id, AnswerResult.Rejected) { Reasons = reasons };
}

/// <summary>Both values of a field that two people changed.</summary>
public sealed record FieldConflict(string Group, string Field, string? Base, string? Theirs, string? Yours);

/// <summary>Why a command met a closed door.</summary>
public enum Refusal
{
    /// <summary>It was not refused.</summary>
    None,

    /// <summary>She is not signed in.</summary>
    SignIn,

    /// <summary>Her role may not do this at all.</summary>
    Role,

    /// <summary>The object is not there, or not there for her.</summary>
    NotFound,
}
