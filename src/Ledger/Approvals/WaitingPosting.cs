using System.Text.Json;
using Jisr.Contracts.Ledger;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Ledger.Approvals;

/// <summary>A posting that somebody asked for and that waits for a second person of the unit. Its id is the transaction's
/// once she agrees.</summary>
internal sealed class WaitingPosting
{
    public const string Waiting = "waiting";
    public const string Agreed = "agreed";
    public const string Declined = "declined";

    public required Guid Id { get; init; }
    public required BookId BookId { get; init; }

    /// <summary>Whose second person is asked.</summary>
    public required UnitId UnitId { get; init; }
    public required string Kind { get; init; }

    /// <summary>The legs as JSON.</summary>
    public required string Legs { get; init; }
    public required string Reason { get; init; }

    /// <summary>Code of the problem that she takes away: DATE_NOT_ALLOWED, COUNTED_SINCE, NEEDS_ANOTHER_PERSON.</summary>
    public required string Why { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required string SourceKind { get; init; }
    public required Guid SourceId { get; init; }
    public JournalTxId? ReversesId { get; init; }
    public Guid? RateId { get; init; }
    public PartyId? EarnerId { get; init; }
    public Guid? AskedBy { get; init; }
    public required DateTimeOffset AskedAt { get; init; }
    public required string State { get; set; }
    public Guid? DecidedBy { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>Why it was declined.</summary>
    public string? Answer { get; set; }

    public IReadOnlyList<Leg> ReadLegs() => JsonSerializer.Deserialize<List<Leg>>(Legs, CanonicalJson.Options)!;

    public Posting ToPosting() =>
        new(BookId, Kind, ReadLegs())
        {
            Id = Id,
            SourceKind = SourceKind,
            SourceId = SourceId,
            Reason = Reason,
            Reverses = ReversesId,
            RateId = RateId,
            Earner = EarnerId,
        };

    public static WaitingPosting Of(Posting posting, UnitId unit, string why, CommandScope scope) =>
        new()
        {
            Id = posting.Id,
            BookId = posting.Book,
            UnitId = unit,
            Kind = posting.Kind,
            Legs = JsonSerializer.Serialize(posting.Legs, CanonicalJson.Options),
            Reason = posting.Reason,
            Why = why,
            OccurredAt = scope.OccurredAt,
            SourceKind = posting.SourceKind,
            SourceId = posting.SourceId,
            ReversesId = posting.Reverses,
            RateId = posting.RateId,
            EarnerId = posting.Earner,
            AskedBy = scope.Actor.AccountId?.Value,
            AskedAt = scope.Now,
            State = Waiting,
        };
}

internal sealed class WaitingPostingTable : IEntityTypeConfiguration<WaitingPosting>
{
    public const string Name = "ledger_waiting_posting";

    public void Configure(EntityTypeBuilder<WaitingPosting> table)
    {
        table.ToTable(Name);
        table.HasKey(w => w.Id);
        table.Property(w => w.Id).ValueGeneratedNever();
        table.Property(w => w.Kind).HasMaxLength(40);
        table.Property(w => w.Reason).HasMaxLength(200);
        table.Property(w => w.Why).HasMaxLength(40);
        table.Property(w => w.SourceKind).HasMaxLength(40);
        table.Property(w => w.State).HasMaxLength(10);
        table.Property(w => w.Answer).HasMaxLength(200);
        table.HasIndex(w => new { w.UnitId, w.State });
    }
}
