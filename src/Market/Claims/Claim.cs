using Jisr.Kernel.Ids;
using Jisr.Kernel.Photos;
using Jisr.Market.Orders;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Market.Claims;

/// <summary>open → decided → settled; open → withdrawn; a no may be passed on to the association, which decides in the end.
/// A no stays decided: nothing is left to settle.</summary>
internal enum ClaimState
{
    Open,
    Withdrawn,
    Decided,
    PassedOn,
    Settled,
}

/// <summary>What is wrong.</summary>
internal enum ClaimKind
{
    Missing,
    Wrong,
    Damaged,
    Spoiled,
    Price,
}

/// <summary>What a buyer wishes, and what is decided for her.</summary>
internal enum Remedy
{
    RefundCash,
    Credit,
    Replace,
    None,
}

/// <summary>Something is wrong with goods of one line that reached their buyer (market.md §3, §4).</summary>
internal sealed class Claim
{
    public const string Table = "market_claim";
    public const int MostReason = 200;

    public required ClaimId Id { get; init; }
    public required OrderId OrderId { get; init; }
    public required OrderLineId LineId { get; init; }

    /// <summary>How much of the line, in thousandths.</summary>
    public required long Qty { get; init; }
    public required ClaimKind Kind { get; init; }
    public required Remedy Wish { get; init; }

    /// <summary>Seen by the seller, and by the association once it is passed on; never in public.</summary>
    public PhotoId? PhotoId { get; init; }
    public ClaimState State { get; set; }
    public Remedy? Decision { get; set; }
    public string? Reason { get; set; }

    /// <summary>The account that decided last.</summary>
    public Guid? DecidedBy { get; set; }

    /// <summary>The association has decided: that stands.</summary>
    public bool IsByAssociation { get; set; }

    /// <summary>Minor units of the order's currency that were taken off what she owes, or kept for her.</summary>
    public long CreditMinor { get; set; }

    /// <summary>Of that, what she is to have in cash: what she had not owed anyway.</summary>
    public long CashDueMinor { get; set; }

    /// <summary>What was handed to her; less than due where her credit went into a later order meanwhile.</summary>
    public long CashPaidMinor { get; set; }
    public required DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? DecidedAt { get; set; }
    public DateTimeOffset? PassedOnAt { get; set; }
    public DateTimeOffset? SettledAt { get; set; }
    public int Version { get; set; } = 1;

    /// <summary>She was found right, whatever she gets.</summary>
    public bool IsUpheld => Decision is not (null or Remedy.None);

    /// <summary>A no of the seller, which may be passed on.</summary>
    public bool MayBePassedOn => State == ClaimState.Decided && Decision == Remedy.None && !IsByAssociation;

    /// <summary>The seller still has to hand something over.</summary>
    public bool IsToBeSettled => State == ClaimState.Decided && Decision is Remedy.RefundCash or Remedy.Replace;
}

internal sealed class ClaimTable : IEntityTypeConfiguration<Claim>
{
    public void Configure(EntityTypeBuilder<Claim> table)
    {
        table.ToTable(
            Claim.Table,
            t =>
                t.HasCheckConstraint(
                    "ck_market_claim_sums",
                    "qty > 0 AND credit_minor >= 0 AND cash_due_minor BETWEEN 0 AND credit_minor"
                        + " AND cash_paid_minor BETWEEN 0 AND cash_due_minor"
                )
        );
        table.HasKey(c => c.Id);
        table.Property(c => c.Kind).AsCode();
        table.Property(c => c.Wish).AsCode();
        table.Property(c => c.State).AsCode();
        table.Property(c => c.Decision).AsCode();
        table.Property(c => c.Reason).HasMaxLength(Claim.MostReason);
        table.Property(c => c.Version).IsConcurrencyToken();
        table.Ignore(c => c.IsUpheld);
        table.Ignore(c => c.MayBePassedOn);
        table.Ignore(c => c.IsToBeSettled);
        table.HasOne<Order>().WithMany().HasForeignKey(c => c.OrderId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<OrderLine>().WithMany().HasForeignKey(c => c.LineId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<StoredPhoto>().WithMany().HasForeignKey(c => c.PhotoId).OnDelete(DeleteBehavior.SetNull);
        table.HasIndex(c => c.OrderId);
        table.HasIndex(c => c.LineId);
        table.HasIndex(c => c.PhotoId);
        table.HasIndex(c => new { c.State, c.OpenedAt });
    }
}
