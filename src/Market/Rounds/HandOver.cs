using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Market.Rounds;

/// <summary>The courier hands over what is in the bag. It is on its way in the books until the seller confirms with the
/// four digits that the courier shows her. Its id is that of the journal transaction that sent it.</summary>
internal sealed class HandOver
{
    public const string Table = "market_hand_over";
    public const string CodeColumn = "code_sealed";

    public required HandOverId Id { get; init; }
    public required RoundId RoundId { get; init; }

    /// <summary>Sealed; four digits.</summary>
    public required byte[] CodeSealed { get; init; }
    public required DateTimeOffset SentAt { get; init; }
    public DateTimeOffset? ConfirmedAt { get; set; }
}

/// <summary>One currency of a hand-over: what the books expected in the bag, and what was counted.</summary>
internal sealed class HandOverSum
{
    public required HandOverId HandOverId { get; init; }
    public required string Currency { get; init; }
    public required long Expected { get; init; }
    public required long Counted { get; init; }

    /// <summary>Why the two differ; then the difference stands in suspense.</summary>
    public string? Reason { get; init; }
}

internal sealed class HandOverTable : IEntityTypeConfiguration<HandOver>
{
    public void Configure(EntityTypeBuilder<HandOver> table)
    {
        table.ToTable(HandOver.Table);
        table.HasKey(h => h.Id);
        table.HasOne<Round>().WithMany().HasForeignKey(h => h.RoundId);
        table.HasIndex(h => h.RoundId).IsUnique();
    }
}

internal sealed class HandOverSumTable : IEntityTypeConfiguration<HandOverSum>
{
    public void Configure(EntityTypeBuilder<HandOverSum> table)
    {
        table.ToTable(
            "market_hand_over_sum",
            t =>
                t.HasCheckConstraint(
                    "ck_market_hand_over_sum",
                    "expected >= 0 AND counted >= 0 AND (expected = counted OR reason IS NOT NULL)"
                )
        );
        table.HasKey(s => new { s.HandOverId, s.Currency });
        table.Property(s => s.Currency).HasMaxLength(10);
        table.Property(s => s.Reason).HasMaxLength(200);
        table.HasOne<HandOver>().WithMany().HasForeignKey(s => s.HandOverId);
    }
}
