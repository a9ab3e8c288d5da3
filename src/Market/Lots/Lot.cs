using Jisr.Kernel.Ids;
using Jisr.Kernel.Values;
using Jisr.Market.Counters;
using Jisr.Market.Orders;
using Jisr.Market.Products;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Market.Lots;

/// <summary>Goods left with a shop that still belong to their owner (market.md §10): she is owed her price for each that is
/// sold, and for each that is lost by the holder's fault.</summary>
internal sealed class Lot
{
    public const string Table = "market_lot";
    public const int MostMark = 24;

    public required LotId Id { get; init; }

    /// <summary>The shop that holds it.</summary>
    public required ShopId ShopId { get; init; }

    /// <summary>Whose goods they are.</summary>
    public required PartyId OwnerId { get; init; }

    /// <summary>By what the holder knows her: the code of her shop, or the number on her card. Empty once she is made
    /// nameless.</summary>
    public required string OwnerMark { get; set; }
    public required VariantId VariantId { get; init; }
    public required string Currency { get; init; }

    /// <summary>The owner's price of one, in minor units.</summary>
    public required long OwnerMinor { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    public Money OwnerPrice => new(OwnerMinor, Kernel.Values.Currency.Parse(Currency));
}

/// <summary>What became of goods of a lot.</summary>
internal enum LotEntryKind
{
    In,
    Sold,
    Back,
    Shrink,

    /// <summary>Still there when a period ended.</summary>
    Carried,
}

/// <summary>Who bears what was lost.</summary>
internal enum ShrinkFault
{
    Holder,
    Owner,
}

/// <summary>One move of a lot. Insert only: a mistake is a row that turns another round, once.</summary>
internal sealed class LotEntry
{
    public required LotEntryId Id { get; init; }
    public required LotId LotId { get; init; }
    public required Guid PeriodId { get; init; }
    public required LotEntryKind Kind { get; init; }

    /// <summary>Thousandths; below 0 in a row that turns another round.</summary>
    public required long Qty { get; init; }

    /// <summary>What the buyer paid for it in all, for <c>sold</c>; minor units.</summary>
    public long SaleMinor { get; init; }

    /// <summary>What the owner is owed for it; minor units.</summary>
    public long OwedMinor { get; init; }
    public ShrinkFault? Fault { get; init; }
    public required DateTimeOffset At { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public Guid? By { get; init; }
    public string? Note { get; init; }

    /// <summary>The direct order it was delivered for.</summary>
    public OrderId? OrderId { get; init; }

    /// <summary>The sale at a counter.</summary>
    public CounterSaleId? CounterSaleId { get; init; }

    /// <summary>The posting by which the owner is owed; null where nothing is.</summary>
    public Guid? OwedTxId { get; init; }

    /// <summary>The posting of the cash; null where another thing took it, such as an order.</summary>
    public Guid? SaleTxId { get; init; }
    public LotEntryId? ReversesId { get; init; }
}

/// <summary>A time between two reckonings of one owner with one shop.</summary>
internal sealed class LotPeriod
{
    public const string Table = "market_lot_period";

    public required Guid Id { get; init; }
    public required ShopId ShopId { get; init; }
    public required PartyId OwnerId { get; init; }

    /// <summary>1, 2, 3 …</summary>
    public required int No { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; set; }
}

internal sealed class LotTable : IEntityTypeConfiguration<Lot>
{
    public void Configure(EntityTypeBuilder<Lot> table)
    {
        table.ToTable(Lot.Table, t => t.HasCheckConstraint("ck_market_lot_price", "owner_minor > 0"));
        table.HasKey(l => l.Id);
        table.Property(l => l.OwnerMark).HasMaxLength(Lot.MostMark);
        table.Property(l => l.Currency).HasMaxLength(10);
        table.Ignore(l => l.OwnerPrice);
        table.HasOne<Shop>().WithMany().HasForeignKey(l => l.ShopId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Variant>().WithMany().HasForeignKey(l => l.VariantId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(l => new { l.ShopId, l.OwnerId });
        table.HasIndex(l => l.OwnerId);
        table.HasIndex(l => new { l.VariantId, l.CreatedAt });
    }
}

internal sealed class LotEntryTable : IEntityTypeConfiguration<LotEntry>
{
    public void Configure(EntityTypeBuilder<LotEntry> table)
    {
        table.ToTable(
            "market_lot_entry",
            t =>
                t.HasCheckConstraint(
                    "ck_market_lot_entry_sign",
                    "(reverses_id IS NULL AND qty > 0 AND sale_minor >= 0 AND owed_minor >= 0)"
                        + " OR (reverses_id IS NOT NULL AND qty < 0 AND sale_minor <= 0 AND owed_minor <= 0)"
                )
        );
        table.HasKey(e => e.Id);
        table.Property(e => e.Kind).AsCode();
        table.Property(e => e.Fault).AsCode();
        table.Property(e => e.Note).HasMaxLength(200);
        table.HasOne<Lot>().WithMany().HasForeignKey(e => e.LotId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<LotPeriod>().WithMany().HasForeignKey(e => e.PeriodId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Order>().WithMany().HasForeignKey(e => e.OrderId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<LotEntry>().WithMany().HasForeignKey(e => e.ReversesId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(e => e.ReversesId).IsUnique();
        table.HasIndex(e => e.LotId);
        table.HasIndex(e => e.PeriodId);
        table.HasOne<CounterSale>().WithMany().HasForeignKey(e => e.CounterSaleId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(e => e.OrderId);
        table.HasIndex(e => e.CounterSaleId);
    }
}

internal sealed class LotPeriodTable : IEntityTypeConfiguration<LotPeriod>
{
    public void Configure(EntityTypeBuilder<LotPeriod> table)
    {
        table.ToTable(LotPeriod.Table);
        table.HasKey(p => p.Id);
        table.HasOne<Shop>().WithMany().HasForeignKey(p => p.ShopId).OnDelete(DeleteBehavior.Restrict);
        table
            .HasIndex(p => new
            {
                p.ShopId,
                p.OwnerId,
                p.No,
            })
            .IsUnique();
    }
}
