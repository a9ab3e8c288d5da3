using Jisr.Kernel.Ids;
using Jisr.Market.Orders;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Market.Links;

/// <summary>How it is known that a promoter brought an order.</summary>
internal enum BroughtBy
{
    Code,
    Click,
}

/// <summary>One order that one promoter brought, with the percentage as it stood when it was placed.</summary>
internal sealed class BroughtOrder
{
    public required OrderId OrderId { get; init; }
    public required LinkId LinkId { get; init; }
    public required PartyId PromoterId { get; init; }
    public required int Bps { get; init; }
    public required BroughtBy How { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>The sum of its parts: what was created so far.</summary>
    public long CreatedMinor { get; set; }
}

/// <summary>A commission that was created by cash, or taken back by a return (below 0). Its id is that of its posting.</summary>
internal sealed class CommissionPart
{
    public required Guid Id { get; init; }
    public required OrderId OrderId { get; init; }
    public required PartyId PromoterId { get; init; }
    public required string Currency { get; init; }
    public required long Minor { get; init; }
    public required DateTimeOffset At { get; init; }
    public required DateTimeOffset MatureAt { get; init; }
}

internal sealed class BroughtOrderTable : IEntityTypeConfiguration<BroughtOrder>
{
    public void Configure(EntityTypeBuilder<BroughtOrder> table)
    {
        table.ToTable(
            "market_brought_order",
            t => t.HasCheckConstraint("ck_market_brought_order_created", "created_minor >= 0")
        );
        table.HasKey(b => b.OrderId);
        table.Property(b => b.How).AsCode();
        table.HasOne<Order>().WithMany().HasForeignKey(b => b.OrderId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<TrackedLink>().WithMany().HasForeignKey(b => b.LinkId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(b => b.LinkId);
    }
}

internal sealed class CommissionPartTable : IEntityTypeConfiguration<CommissionPart>
{
    public void Configure(EntityTypeBuilder<CommissionPart> table)
    {
        table.ToTable("market_commission_part", t => t.HasCheckConstraint("ck_market_commission_part", "minor <> 0"));
        table.HasKey(p => p.Id);
        table.Property(p => p.Id).ValueGeneratedNever();
        table.Property(p => p.Currency).HasMaxLength(10);
        table.HasOne<BroughtOrder>().WithMany().HasForeignKey(p => p.OrderId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(p => p.OrderId);
        table.HasIndex(p => new
        {
            p.PromoterId,
            p.Currency,
            p.MatureAt,
        });
    }
}
