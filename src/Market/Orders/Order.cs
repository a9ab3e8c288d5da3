using Jisr.Kernel.Values;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Market.Orders;

/// <summary>placed → accepted → ready → done; placed → declined; until delivered → cancelled.</summary>
internal enum OrderState
{
    Placed,
    Accepted,
    Ready,
    Done,
    Declined,
    Cancelled,
}

/// <summary>The road an order came by.</summary>
internal enum CameBy
{
    Page,
    Api,
}

/// <summary>What one buyer asked of one shop. Its id is the id of the command that placed it.</summary>
internal sealed class Order
{
    public required OrderId Id { get; init; }
    public required ShopId ShopId { get; init; }
    public required ContactId ContactId { get; init; }

    /// <summary>Its first short code; others may lead to it too.</summary>
    public required string Code { get; init; }

    /// <summary>SHA-256 of the secret in the buyer's link; the secret itself is kept nowhere.</summary>
    public required byte[] TokenHash { get; init; }
    public OrderState State { get; set; }

    /// <summary>First name or nickname, as she gave it for this order.</summary>
    public required string BuyerName { get; init; }

    /// <summary>One of the shop's places, as it stood then; null where it is brought to her.</summary>
    public string? PickUpPoint { get; init; }
    public string? PlaceCode { get; init; }

    /// <summary>D3, sealed.</summary>
    public byte[]? LandmarkSealed { get; init; }

    /// <summary>D3, sealed.</summary>
    public byte[]? NoteSealed { get; init; }
    public required string Currency { get; init; }

    /// <summary>Language in which she ordered.</summary>
    public required string Language { get; init; }
    public CameBy CameBy { get; init; }

    /// <summary>Sum of the lines, frozen when it was placed.</summary>
    public required long TotalMinor { get; init; }
    public required DateTimeOffset PlacedAt { get; init; }
    public DateTimeOffset? DeliveredAt { get; set; }

    /// <summary>The journal transaction by which it is owed, once delivered; a later one after an undo.</summary>
    public Guid? OwedTxId { get; set; }
    public int Version { get; set; } = 1;

    public Money Total => new(TotalMinor, Kernel.Values.Currency.Parse(Currency));
}

/// <summary>A line with its counters, in thousandths.</summary>
internal sealed class OrderLine
{
    public required OrderLineId Id { get; init; }
    public required OrderId OrderId { get; init; }
    public required int Position { get; init; }
    public required VariantId VariantId { get; init; }

    /// <summary>Name and label as they stood when it was ordered.</summary>
    public required string Title { get; init; }

    /// <summary>The agreed price.</summary>
    public required PriceVersionId PriceId { get; init; }
    public required long UnitMinor { get; init; }
    public required long TotalMinor { get; init; }
    public required long Asked { get; init; }
    public long Delivered { get; set; }
}

/// <summary>What happened to an order, for the seller and her buyer. Append-only.</summary>
internal sealed class OrderEvent
{
    public required Guid Id { get; init; }
    public required OrderId OrderId { get; init; }
    public required string What { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>seller, buyer or staff.</summary>
    public required string By { get; init; }
    public string? Reason { get; init; }
}

internal sealed class OrderTable : IEntityTypeConfiguration<Order>
{
    public void Configure(EntityTypeBuilder<Order> table)
    {
        table.ToTable("market_order", t => t.HasCheckConstraint("ck_market_order_total", "total_minor >= 0"));
        table.HasKey(o => o.Id);
        table.Property(o => o.Code).HasMaxLength(6);
        table.Property(o => o.TokenHash).HasMaxLength(32);
        table.Property(o => o.State).AsCode();
        table.Property(o => o.BuyerName).HasMaxLength(60);
        table.Property(o => o.PickUpPoint).HasMaxLength(200);
        table.Property(o => o.PlaceCode).HasMaxLength(60);
        table.Property(o => o.Currency).HasMaxLength(10);
        table.Property(o => o.Language).HasMaxLength(2);
        table.Property(o => o.CameBy).AsCode();
        table.Property(o => o.Version).IsConcurrencyToken();
        table.Ignore(o => o.Total);
        table.HasOne<Shop>().WithMany().HasForeignKey(o => o.ShopId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Contact>().WithMany().HasForeignKey(o => o.ContactId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(o => o.TokenHash).IsUnique();
        table.HasIndex(o => new
        {
            o.ShopId,
            o.State,
            o.Id,
        });
        table.HasIndex(o => new { o.ShopId, o.PlacedAt });
        table.HasIndex(o => o.ContactId);
    }
}

internal sealed class OrderLineTable : IEntityTypeConfiguration<OrderLine>
{
    public void Configure(EntityTypeBuilder<OrderLine> table)
    {
        table.ToTable(
            "market_order_line",
            t => t.HasCheckConstraint("ck_market_order_line_qty", "asked > 0 AND delivered >= 0 AND delivered <= asked")
        );
        table.HasKey(l => l.Id);
        table.Property(l => l.Title).HasMaxLength(180);
        table.HasOne<Order>().WithMany().HasForeignKey(l => l.OrderId);
        table.HasOne<Products.Variant>().WithMany().HasForeignKey(l => l.VariantId).OnDelete(DeleteBehavior.Restrict);
        table
            .HasOne<Products.PriceVersion>()
            .WithMany()
            .HasForeignKey(l => l.PriceId)
            .OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(l => new { l.OrderId, l.Position }).IsUnique();
        table.HasIndex(l => l.VariantId);
        table.HasIndex(l => l.PriceId);
    }
}

internal sealed class OrderEventTable : IEntityTypeConfiguration<OrderEvent>
{
    public void Configure(EntityTypeBuilder<OrderEvent> table)
    {
        table.ToTable("market_order_event");
        table.HasKey(e => e.Id);
        table.Property(e => e.What).HasMaxLength(20);
        table.Property(e => e.By).HasMaxLength(10);
        table.Property(e => e.Reason).HasMaxLength(200);
        table.HasOne<Order>().WithMany().HasForeignKey(e => e.OrderId);
        table.HasIndex(e => new { e.OrderId, e.At });
    }
}
