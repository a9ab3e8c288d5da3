using Jisr.Market.Orders;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Market.BuyerMarks;

/// <summary>What a seller noted.</summary>
internal enum MarkKind
{
    DidNotAccept,
    DidNotPay,
}

/// <summary>A shop remembers for half a year that an order was not accepted or not paid (market.md §10). It belongs to that
/// shop and its own row of the buyer: nobody else can see it, and no number stands in it.</summary>
internal sealed class BuyerMark
{
    public const string Table = "market_buyer_mark";
    public const int MostWords = 300;

    /// <summary>Our first guess.</summary>
    public const int Days = 180;

    public required BuyerMarkId Id { get; init; }
    public required ShopId ShopId { get; init; }
    public required ContactId ContactId { get; init; }
    public required OrderId OrderId { get; init; }
    public required MarkKind Kind { get; init; }
    public required DateTimeOffset At { get; init; }
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>What she says against it, sealed; D3.</summary>
    public byte[]? ObjectionSealed { get; set; }
    public DateTimeOffset? ObjectedAt { get; set; }

    /// <summary>The seller took it back.</summary>
    public DateTimeOffset? LiftedAt { get; set; }
}

internal sealed class BuyerMarkTable : IEntityTypeConfiguration<BuyerMark>
{
    public void Configure(EntityTypeBuilder<BuyerMark> table)
    {
        table.ToTable(BuyerMark.Table, t => t.HasCheckConstraint("ck_market_buyer_mark_ends", "ends_at > at"));
        table.HasKey(m => m.Id);
        table.Property(m => m.Kind).AsCode();
        table.HasOne<Shop>().WithMany().HasForeignKey(m => m.ShopId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Contact>().WithMany().HasForeignKey(m => m.ContactId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Order>().WithMany().HasForeignKey(m => m.OrderId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(m => new { m.OrderId, m.Kind }).IsUnique();
        table.HasIndex(m => m.ShopId);
        table.HasIndex(m => m.ContactId);
        table.HasIndex(m => m.EndsAt);
    }
}
