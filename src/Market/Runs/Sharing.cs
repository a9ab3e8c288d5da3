using Jisr.Market.Orders;
using Jisr.Market.Products;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Market.Runs;

/// <summary>What becomes of goods that nobody got.</summary>
internal enum LeftOverFate
{
    Stock,
    BackToStall,
    GivenFree,
    Loss,
}

/// <summary>What is left of a variant after the share-out.</summary>
internal sealed class LeftOver
{
    public required Guid Id { get; init; }
    public required RunId RunId { get; init; }
    public required VariantId VariantId { get; init; }
    public required long Qty { get; set; }
    public LeftOverFate Fate { get; set; }
}

/// <summary>Why a line became otherwise than it was ordered.</summary>
internal enum ChangeReason
{
    MarketPrice,
    Short,
    Substitute,
    Weight,
    NoAnswer,
    PriceGap,
    ByHand,
    Refused,
    Rate,
}

/// <summary>What a buyer says to a question.</summary>
internal enum BuyerAnswer
{
    NotAsked,
    Asked,
    Yes,
    No,
}

/// <summary>A line became otherwise after closing: her slip lists it, and its reason. Some ask the buyer first.</summary>
internal sealed class LineChange
{
    public const string Given = "given";
    public const string Price = "price";
    public const string Total = "total";
    public const string Taken = "taken";

    public required LineChangeId Id { get; init; }
    public required OrderLineId LineId { get; init; }

    /// <summary>given or taken (thousandths), price (minor units of one) or total (minor units).</summary>
    public required string Field { get; init; }
    public required long From { get; init; }
    public required long To { get; init; }
    public required ChangeReason Reason { get; init; }
    public string? Note { get; init; }

    /// <summary>Whose account; null where the program reckoned.</summary>
    public Guid? By { get; init; }
    public required DateTimeOffset At { get; init; }
    public BuyerAnswer Answer { get; set; }
    public DateTimeOffset? AnsweredAt { get; set; }
}

/// <summary>Something a buyer must be told; the seller sends it to her by WhatsApp.</summary>
internal sealed class BuyerNotice
{
    public required Guid Id { get; init; }
    public required OrderId OrderId { get; init; }

    /// <summary>run-moved, run-cancelled, kept, price-asked or claim-decided.</summary>
    public required string What { get; init; }
    public required DateTimeOffset At { get; init; }
    public DateTimeOffset? SentAt { get; set; }
}

internal sealed class LeftOverTable : IEntityTypeConfiguration<LeftOver>
{
    public void Configure(EntityTypeBuilder<LeftOver> table)
    {
        table.ToTable("market_left_over", t => t.HasCheckConstraint("ck_market_left_over_qty", "qty > 0"));
        table.HasKey(l => l.Id);
        table.Property(l => l.Fate).AsCode();
        table.HasOne<Run>().WithMany().HasForeignKey(l => l.RunId);
        table.HasOne<Variant>().WithMany().HasForeignKey(l => l.VariantId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(l => new { l.RunId, l.VariantId }).IsUnique();
        table.HasIndex(l => l.VariantId);
    }
}

internal sealed class LineChangeTable : IEntityTypeConfiguration<LineChange>
{
    public void Configure(EntityTypeBuilder<LineChange> table)
    {
        table.ToTable("market_line_change");
        table.HasKey(c => c.Id);
        table.Property(c => c.Field).HasMaxLength(10);
        table.Property(c => c.Reason).AsCode();
        table.Property(c => c.Note).HasMaxLength(200);
        table.Property(c => c.Answer).AsCode();
        table.HasOne<OrderLine>().WithMany().HasForeignKey(c => c.LineId);
        table.HasIndex(c => new { c.LineId, c.At });
    }
}

internal sealed class BuyerNoticeTable : IEntityTypeConfiguration<BuyerNotice>
{
    public void Configure(EntityTypeBuilder<BuyerNotice> table)
    {
        table.ToTable("market_notice");
        table.HasKey(n => n.Id);
        table.Property(n => n.What).HasMaxLength(20);
        table.HasOne<Order>().WithMany().HasForeignKey(n => n.OrderId);
        table.HasIndex(n => new { n.OrderId, n.At });
    }
}
