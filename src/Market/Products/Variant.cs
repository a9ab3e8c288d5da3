using Jisr.Kernel.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Market.Products;

/// <summary>What the price is for.</summary>
internal enum SaleUnit
{
    Piece,
    Pair,
    Set,
    Kg,
    G,
    L,
    Ml,
    M,
}

/// <summary>From stock, made to order, or bought on a market run.</summary>
internal enum SaleKind
{
    Stock,
    Order,
    Run,
}

/// <summary>What one can put in a bag. Quantities are thousandths of its unit.</summary>
internal sealed class Variant
{
    public const int MostLabel = 40;
    public const int MostSku = 100;

    /// <summary>First value of the largest quantity of one line.</summary>
    public const long DefaultMax = 999_000;

    public required VariantId Id { get; init; }
    public required ProductId ProductId { get; init; }
    public required ShopId ShopId { get; init; }
    public required string Label { get; set; }
    public required SaleUnit Unit { get; set; }
    public required SaleKind Kind { get; set; }
    public required string Sku { get; init; }
    public long Step { get; set; } = 1000;
    public long Min { get; set; } = 1000;
    public long Max { get; set; } = DefaultMax;

    /// <summary>How much comes in one box when it is bought in; null where it is loose.</summary>
    public long? CaseSize { get; set; }

    /// <summary>In her hands, for kind stock.</summary>
    public long OnHand { get; set; }

    /// <summary>Promised to placed orders; never more than on hand for kind stock.</summary>
    public long Reserved { get; set; }

    /// <summary>The price in force; earlier ones stay for the orders that point at them.</summary>
    public required PriceVersionId PriceId { get; set; }

    public bool IsAvailable => Kind == SaleKind.Order || (Kind == SaleKind.Stock && OnHand - Reserved >= Min);

    /// <summary>Smallest step that people use for a unit.</summary>
    public static long StepOf(SaleUnit unit) =>
        unit switch
        {
            SaleUnit.Kg or SaleUnit.L => 250,
            SaleUnit.M => 500,
            SaleUnit.G or SaleUnit.Ml => 50_000,
            _ => 1000,
        };
}

/// <summary>A price from a moment on. A changed price is a new row; an order points at the one it saw.</summary>
internal sealed class PriceVersion
{
    public const long Most = 1_000_000_000_000;

    public required PriceVersionId Id { get; init; }
    public required VariantId VariantId { get; init; }
    public required long Minor { get; init; }
    public required string Currency { get; init; }
    public required DateTimeOffset From { get; init; }
    public string Reason { get; init; } = "";

    public Money Money => new(Minor, Kernel.Values.Currency.Parse(Currency));
}

internal sealed class VariantTable : IEntityTypeConfiguration<Variant>
{
    public void Configure(EntityTypeBuilder<Variant> table)
    {
        table.ToTable(
            "market_variant",
            t =>
            {
                t.HasCheckConstraint(
                    "ck_market_variant_stock",
                    "reserved >= 0 AND on_hand >= 0 AND (kind <> 'stock' OR reserved <= on_hand)"
                );
                t.HasCheckConstraint("ck_market_variant_step", "step > 0 AND min > 0 AND max >= min");
            }
        );
        table.HasKey(v => v.Id);
        table.Property(v => v.Label).HasMaxLength(Variant.MostLabel);
        table.Property(v => v.Sku).HasMaxLength(Variant.MostSku);
        table.Property(v => v.Unit).AsCode();
        table.Property(v => v.Kind).AsCode();
        table.HasOne<Product>().WithMany().HasForeignKey(v => v.ProductId);
        table.HasIndex(v => new { v.ShopId, v.Sku }).IsUnique();
        table.HasIndex(v => v.ProductId);
    }
}

internal sealed class PriceVersionTable : IEntityTypeConfiguration<PriceVersion>
{
    public void Configure(EntityTypeBuilder<PriceVersion> table)
    {
        table.ToTable("market_price_version", t => t.HasCheckConstraint("ck_market_price_minor", "minor > 0"));
        table.HasKey(p => p.Id);
        table.Property(p => p.Currency).HasMaxLength(10);
        table.Property(p => p.Reason).HasMaxLength(200);
        table.Ignore(p => p.Money);
        table.HasIndex(p => new { p.VariantId, p.From });
    }
}
