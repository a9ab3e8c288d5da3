using Jisr.Market.Runs;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Market.Rounds;

/// <summary>draft → loaded → out → back → closed, one way.</summary>
internal enum RoundState
{
    Draft,
    Loaded,
    Out,
    Back,
    Closed,
}

/// <summary>One courier's ordered list of doors, of a market run or of direct orders.</summary>
internal sealed class Round
{
    public const string Table = "market_round";
    public const int MostName = 60;

    /// <summary>So long after it went out, or was loaded, the courier's link still opens the list (market.md §9).</summary>
    public static readonly TimeSpan LinkFor = TimeSpan.FromHours(24);

    public required RoundId Id { get; init; }
    public required ShopId ShopId { get; init; }

    /// <summary>The market run whose bags it brings; null for direct orders.</summary>
    public RunId? RunId { get; init; }

    /// <summary>1, 2, 3 … in its shop.</summary>
    public required int No { get; init; }

    /// <summary>Who goes, by first name; null when the seller goes herself.</summary>
    public string? Courier { get; init; }
    public required DateOnly Day { get; init; }
    public RoundState State { get; set; }

    /// <summary>SHA-256 of the secret in the courier's link.</summary>
    public required byte[] TokenHash { get; init; }
    public DateTimeOffset? LoadedAt { get; set; }
    public DateTimeOffset? OutAt { get; set; }
    public DateTimeOffset? BackAt { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public int Version { get; set; } = 1;

    /// <summary>The seller goes herself: what she is paid is in her purse at once.</summary>
    public bool IsOwn => Courier is null;

    /// <summary>The list opens by its link.</summary>
    public bool OpensByLink(DateTimeOffset now) =>
        State is RoundState.Loaded or RoundState.Out or RoundState.Back && now < (OutAt ?? LoadedAt) + LinkFor;
}

internal sealed class RoundTable : IEntityTypeConfiguration<Round>
{
    public void Configure(EntityTypeBuilder<Round> table)
    {
        table.ToTable(
            Round.Table,
            t =>
                t.HasCheckConstraint(
                    "ck_market_round_state",
                    "(state = 'closed') = (closed_at IS NOT NULL)"
                        + " AND (state IN ('draft', 'loaded') OR out_at IS NOT NULL)"
                        + " AND (state IN ('draft', 'loaded', 'out') OR back_at IS NOT NULL)"
                )
        );
        table.HasKey(r => r.Id);
        table.Property(r => r.Courier).HasMaxLength(Round.MostName);
        table.Property(r => r.State).AsCode();
        table.Property(r => r.TokenHash).HasMaxLength(32);
        table.Property(r => r.Version).IsConcurrencyToken();
        table.Ignore(r => r.IsOwn);
        table.HasOne<Shop>().WithMany().HasForeignKey(r => r.ShopId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Run>().WithMany().HasForeignKey(r => r.RunId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(r => new { r.ShopId, r.No }).IsUnique();
        table.HasIndex(r => r.RunId);
        table.HasIndex(r => r.TokenHash).IsUnique();
    }
}
