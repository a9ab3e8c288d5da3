using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Ledger.Goods;

/// <summary>A kind of goods, counted in its own unit; it never turns into money (G-2).</summary>
internal sealed class GoodsItem
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }

    /// <summary>Its unit in the books, such as <c>soap-box</c>: of this item alone.</summary>
    public required string Unit { get; init; }

    /// <summary>Decimals of a quantity, 0 to 3.</summary>
    public required int Scale { get; init; }

    /// <summary>What one is worth, for reports only: minor units.</summary>
    public long? ValueMinor { get; init; }
    public string? ValueCurrency { get; init; }
    public string? ValueNote { get; init; }

    /// <summary>Where it comes from.</summary>
    public required string Origin { get; init; }
    public required DateTimeOffset AddedAt { get; init; }
}

internal sealed class GoodsItemTable : IEntityTypeConfiguration<GoodsItem>
{
    public void Configure(EntityTypeBuilder<GoodsItem> table)
    {
        table.ToTable("ledger_goods_item");
        table.HasKey(g => g.Id);
        table.Property(g => g.Id).ValueGeneratedNever();
        table.Property(g => g.Name).HasMaxLength(80);
        table.Property(g => g.Unit).HasMaxLength(20);
        table.Property(g => g.ValueCurrency).HasMaxLength(8);
        table.Property(g => g.ValueNote).HasMaxLength(200);
        table.Property(g => g.Origin).HasMaxLength(80);
        table.HasIndex(g => g.Unit).IsUnique();
    }
}
