using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Safety.Reports;

/// <summary>Somebody tells that something is wrong (safety.md §5). Many reports about one thing are one case: the first is
/// its lead, and the queue shows leads only.</summary>
internal sealed class Report
{
    internal const string Table = "safety_report";

    public required Guid Id { get; init; }

    /// <summary>Keyed hash of the four words by which the reporter follows it.</summary>
    public required byte[] WordsIndex { get; init; }

    /// <summary>shop, staff, other.</summary>
    public required string SubjectKind { get; init; }

    /// <summary>Which shop; empty for the others.</summary>
    public string? SubjectCode { get; init; }

    /// <summary>Whose shop it is: she is told what was decided.</summary>
    public PartyId? OtherPartyId { get; init; }

    /// <summary>Whose people look after it; the platform's where it names staff.</summary>
    public required UnitId UnitId { get; init; }
    public required string Category { get; init; }

    /// <summary>D3: what was told, sealed.</summary>
    public byte[]? TextSealed { get; set; }

    /// <summary>yes, no, unknown.</summary>
    public required string SafeNow { get; init; }

    /// <summary>D3: how to reach the reporter, sealed; nobody is an answer.</summary>
    public byte[]? ContactSealed { get; set; }

    /// <summary>critical, safeguarding, money, content.</summary>
    public required string Queue { get; set; }

    /// <summary>The first report of the case, if this is a later one.</summary>
    public Guid? LeadId { get; init; }
    public required DateTimeOffset At { get; init; }
    public DateTimeOffset? FirstLookAt { get; set; }
    public AccountId? LockBy { get; set; }
    public DateTimeOffset? LockUntil { get; set; }

    /// <summary>new, triaged, decided, appealed, closed, erased.</summary>
    public required string State { get; set; }

    /// <summary>Until it is decided, later reports about the same thing join it.</summary>
    public required bool IsOpen { get; set; }
    public string? PolicyId { get; set; }

    /// <summary>upheld, not-upheld, passed-on, bad-faith.</summary>
    public string? Result { get; set; }
    public byte[]? StatementSealed { get; set; }
    public byte[]? OtherStatementSealed { get; set; }
    public AccountId? DecidedBy { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
    public byte[]? AppealSealed { get; set; }

    /// <summary>When the reporter asked for another to look: her time runs from here.</summary>
    public DateTimeOffset? AppealedAt { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>When it was opened to the organisation it names.</summary>
    public DateTimeOffset? ReleasedAt { get; set; }

    public bool NamesStaff => SubjectKind == "staff";

    /// <summary>When somebody must have looked.</summary>
    public DateTimeOffset LookDueAt =>
        AppealedAt is { } again ? again + ReportRules.AppealTime : At + ReportRules.FirstLook(Queue);

    public bool IsHeldByOther(AccountId? me, DateTimeOffset now) =>
        LockBy is not null && LockBy != me && LockUntil > now;

    public bool IsHeldBy(AccountId? me, DateTimeOffset now) => me is not null && LockBy == me && LockUntil > now;
}

/// <summary>An organisation that sees nothing of a report, because the report is about one of its people (S-6).</summary>
internal sealed class ExcludedUnit
{
    public required Guid ReportId { get; init; }
    public required UnitId UnitId { get; init; }
}

/// <summary>A voice note or picture: hashed, sealed, written once (S-8).</summary>
internal sealed class Evidence
{
    internal const string Table = "safety_evidence";

    public required Guid Id { get; init; }
    public required Guid ReportId { get; init; }

    /// <summary>voice, picture.</summary>
    public required string Kind { get; init; }
    public required string MediaType { get; init; }

    /// <summary>SHA-256 of what is sealed.</summary>
    public required byte[] FileHash { get; init; }
    public required byte[] Sealed { get; set; }
    public AccountId? AddedBy { get; init; }
    public required DateTimeOffset At { get; init; }
    public DateTimeOffset? ErasedAt { get; set; }
}

/// <summary>Who read a report, or one of its files.</summary>
internal sealed class ReportLook
{
    public required Guid Id { get; init; }
    public required Guid ReportId { get; init; }
    public Guid? EvidenceId { get; init; }
    public AccountId? ActorId { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>Somebody is told of a report that nobody looked at in time.</summary>
internal sealed class ReportAlert
{
    public required Guid Id { get; init; }
    public required Guid ReportId { get; init; }
    public required AccountId AccountId { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>Words that opened nothing, by the address they came from.</summary>
internal sealed class WordTry
{
    public required Guid Id { get; init; }

    /// <summary>Keyed hash of the address.</summary>
    public required byte[] AddressIndex { get; init; }
    public required DateTimeOffset At { get; init; }
}
