using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Access.Resets;

/// <summary>A forgotten PIN, put right at the centre by two people of two roles; she chooses the new one herself.</summary>
internal sealed class ResetRequest
{
    public const string Started = "started";
    public const string Confirmed = "confirmed";
    public const string Used = "used";
    public const string Refused = "refused";

    /// <summary>How long a start waits for the second person.</summary>
    public static readonly TimeSpan Waits = TimeSpan.FromHours(24);

    public required Guid Id { get; init; }
    public required AccountId AccountId { get; init; }
    public required PartyId PartyId { get; init; }
    public required UnitId UnitId { get; init; }
    public required AccountId StartedBy { get; init; }

    /// <summary>The role in which it was started: the second person stands in another.</summary>
    public required string StartedAs { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public AccountId? ConfirmedBy { get; set; }

    /// <summary>card-photo or known-member.</summary>
    public string? ProofKind { get; set; }
    public DateTimeOffset? ConfirmedAt { get; set; }
    public DateTimeOffset? UsedAt { get; set; }

    /// <summary>started, confirmed, used, refused.</summary>
    public required string State { get; set; }
}

internal sealed class ResetRequestTable : IEntityTypeConfiguration<ResetRequest>
{
    public void Configure(EntityTypeBuilder<ResetRequest> table)
    {
        table.ToTable("access_reset_request");
        table.HasKey(r => r.Id);
        table.Property(r => r.StartedAs).HasMaxLength(30);
        table.Property(r => r.ProofKind).HasMaxLength(20);
        table.Property(r => r.State).HasMaxLength(12);
        table.HasIndex(r => r.AccountId);
        table.HasIndex(r => new
        {
            r.UnitId,
            r.State,
            r.StartedAt,
        });
    }
}
