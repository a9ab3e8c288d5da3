using Jisr.Kernel.Sharing;
using Jisr.Kernel.Values;
using Jisr.Market.Runs;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Market.Orders;

/// <summary>placed → accepted → ready → done; placed → declined; until delivered → cancelled. An order of a market run is
/// placed and then follows its run; one that came too late, or beside another, is a draft until the seller places it or
/// its time is over.</summary>
internal enum OrderState
{
    Placed,
    Accepted,
    Ready,
    Done,
    Declined,
    Cancelled,
    Draft,
    Merged,
    Expired,
}

/// <summary>The road an order came by.</summary>
internal enum CameBy
{
    Page,
    Api,
    Paste,
    Chat,
    Webhook,
}

/// <summary>What one buyer asked of one shop. Its id is the id of the command that placed it.</summary>
internal sealed class Order
{
    public required OrderId Id { get; init; }
    public required ShopId ShopId { get; init; }
    public required ContactId ContactId { get; init; }

    /// <summary>The market run it is for; null for a direct order, and for one kept until the next run.</summary>
    public RunId? RunId { get; set; }

    /// <summary>1, 2, 3 … in its run, printed on the bag.</summary>
    public int? RunNo { get; set; }

    /// <summary>It came after the run had closed, and the seller took it.</summary>
    public bool IsLate { get; set; }

    /// <summary>For goods of a run: what is kept for one or placed in one.</summary>
    public bool IsOfRun { get; init; }

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

    /// <summary>Sum of the lines, frozen when it was placed. Of a run's order: what is expected, and after the share-out
    /// what is owed, fees with it.</summary>
    public required long TotalMinor { get; set; }
    public long FeesMinor { get; set; }

    /// <summary>The rate at which prices of another currency became amounts of hers, frozen when she ordered; null where
    /// all were priced in her currency.</summary>
    public Guid? RateId { get; set; }

    /// <summary>Until then it holds in any case; later another may be proposed to her.</summary>
    public DateTimeOffset? ValidUntil { get; set; }
    public required DateTimeOffset PlacedAt { get; init; }
    public DateTimeOffset? DeliveredAt { get; set; }

    /// <summary>The journal transaction by which it is owed, once delivered; a later one after an undo.</summary>
    public Guid? OwedTxId { get; set; }
    public int Version { get; set; } = 1;

    public Money Total => new(TotalMinor, Kernel.Values.Currency.Parse(Currency));

    /// <summary>The seller said yes to it: by hand, or because it is in a run of hers.</summary>
    public bool IsTaken =>
        State is OrderState.Accepted or OrderState.Ready or OrderState.Done
        || (State == OrderState.Placed && RunId is not null);

    /// <summary>Nothing is given, owed or paid for it any more.</summary>
    public bool HasEnded =>
        State is OrderState.Declined or OrderState.Cancelled or OrderState.Merged or OrderState.Expired;
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
    public required PriceVersionId PriceId { get; set; }
    public required long UnitMinor { get; set; }

    /// <summary>At the agreed price; of a run's line, of what is asked.</summary>
    public required long TotalMinor { get; set; }
    public required long Asked { get; set; }
    public long Delivered { get; set; }

    /// <summary>Of what was delivered, what came back.</summary>
    public long Returned { get; set; }

    /// <summary>Of what was given, what is not delivered any more: refused at the door, or taken back into stock.</summary>
    public long WrittenOff { get; set; }

    /// <summary>The line in whose place another kind is given; null for what was ordered.</summary>
    public OrderLineId? ParentLineId { get; init; }

    /// <summary>How much more than asked she would also take.</summary>
    public long Tolerance { get; set; }

    /// <summary>False: all or nothing.</summary>
    public bool PartOk { get; set; } = true;
    public PriceRule PriceRule { get; set; }
    public long? CeilingMinor { get; set; }
    public long? PlusMinor { get; set; }
    public long? PlusPercent { get; set; }
    public SubstituteRule Substitute { get; set; }

    /// <summary>The highest unit price of another kind.</summary>
    public long? SubstituteCeilingMinor { get; set; }

    /// <summary>What the share-out reckoned.</summary>
    public long GivenComputed { get; set; }

    /// <summary>What she gets: as reckoned, or changed by hand with a reason.</summary>
    public long Given { get; set; }
    public long? FinalUnitMinor { get; set; }
    public long? FinalTotalMinor { get; set; }

    /// <summary>Still to be handed over.</summary>
    public long Remaining => Given - Delivered - WrittenOff;

    public PriceTerms Terms => new(PriceRule, CeilingMinor, PlusMinor, PlusPercent);

    /// <summary>Without asking her nothing above it is charged for one; null where the market sets it.</summary>
    public long? MostUnitMinor =>
        PriceRule switch
        {
            PriceRule.Fixed => UnitMinor,
            PriceRule.UpTo => CeilingMinor,
            _ => null,
        };
}

/// <summary>What she accepts when there is none: chosen when ordering, because at the stall there is no time.</summary>
internal enum SubstituteRule
{
    None,
    SameKind,
    AskMe,
}

/// <summary>A part of what is asked of a run, and when: a rise is a later part, a fall takes from the newest.</summary>
internal sealed class AskPart
{
    public required Guid Id { get; init; }
    public required OrderLineId LineId { get; init; }
    public required long Asked { get; set; }
    public required long Tolerance { get; set; }
    public required DateTimeOffset At { get; init; }
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
        table.Ignore(o => o.HasEnded);
        table.Ignore(o => o.IsTaken);
        table.HasOne<Shop>().WithMany().HasForeignKey(o => o.ShopId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Contact>().WithMany().HasForeignKey(o => o.ContactId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Run>().WithMany().HasForeignKey(o => o.RunId).OnDelete(DeleteBehavior.Restrict);
        // market.md §5.1: one placed order for each buyer and run.
        table
            .HasIndex(o => new { o.RunId, o.ContactId })
            .IsUnique()
            .HasFilter("run_id IS NOT NULL AND state IN ('placed', 'done')");
        table.HasIndex(o => new { o.RunId, o.RunNo });
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
            t =>
                t.HasCheckConstraint(
                    "ck_market_order_line_qty",
                    "((parent_line_id IS NULL AND asked > 0 AND given <= asked + tolerance)"
                        + " OR (parent_line_id IS NOT NULL AND asked = 0))"
                        + " AND tolerance >= 0 AND given >= 0 AND delivered >= 0 AND returned >= 0 AND written_off >= 0"
                        + " AND delivered + written_off <= given AND returned <= delivered"
                )
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
        table.Property(l => l.PriceRule).AsCode();
        table.Property(l => l.Substitute).AsCode();
        table.Ignore(l => l.Remaining);
        table.Ignore(l => l.Terms);
        table.Ignore(l => l.MostUnitMinor);
        table.HasOne<OrderLine>().WithMany().HasForeignKey(l => l.ParentLineId);
        table.HasIndex(l => l.ParentLineId);
        table.HasIndex(l => new { l.OrderId, l.Position }).IsUnique();
        table.HasIndex(l => l.VariantId);
        table.HasIndex(l => l.PriceId);
    }
}

internal sealed class AskPartTable : IEntityTypeConfiguration<AskPart>
{
    public void Configure(EntityTypeBuilder<AskPart> table)
    {
        table.ToTable(
            "market_ask_part",
            t =>
                t.HasCheckConstraint(
                    "ck_market_ask_part_qty",
                    "asked >= 0 AND tolerance >= 0 AND asked + tolerance > 0"
                )
        );
        table.HasKey(p => p.Id);
        table.HasOne<OrderLine>().WithMany().HasForeignKey(p => p.LineId);
        table.HasIndex(p => new { p.LineId, p.At });
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
