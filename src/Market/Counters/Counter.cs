using Jisr.Kernel.Values;
using Jisr.Market.Products;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Market.Counters;

/// <summary>A counter or a fair stand, from its opening to its count (market.md §10). Its till is a custodian of its own:
/// what lies there is the sum of its sales, and the change that was put in.</summary>
internal sealed class Counter
{
    public const string Table = "market_counter";
    public const int MostName = 60;

    public required CounterId Id { get; init; }
    public required ShopId ShopId { get; init; }

    /// <summary>Such as «the fair in Gaziantep».</summary>
    public required string Name { get; init; }
    public required string Currency { get; init; }

    /// <summary>Change put in from the purse, in minor units.</summary>
    public required long FloatMinor { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>By the books, when it was counted; minor units.</summary>
    public long? ExpectedMinor { get; set; }
    public long? CountedMinor { get; set; }

    /// <summary>Why the two differ; then the difference stands in suspense at the seller's purse.</summary>
    public string? Reason { get; set; }

    public Currency Money => Kernel.Values.Currency.Parse(Currency);
}

/// <summary>Sold and paid at once at a counter. Insert only: a wrong tap is a row that turns it round, once. Its id is its
/// command's, made by the phone, and that of its posting.</summary>
internal sealed class CounterSale
{
    public required CounterSaleId Id { get; init; }
    public required CounterId CounterId { get; init; }
    public required VariantId VariantId { get; init; }

    /// <summary>Thousandths; below 0 in a row that turns another round.</summary>
    public required long Qty { get; init; }

    /// <summary>What was paid in all, in minor units; below 0 in a row that turns another round.</summary>
    public required long Minor { get; init; }
    public required DateTimeOffset At { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public Guid? By { get; init; }
    public Guid? DeviceId { get; init; }
    public CounterSaleId? ReversesId { get; init; }
}

internal sealed class CounterTable : IEntityTypeConfiguration<Counter>
{
    public void Configure(EntityTypeBuilder<Counter> table)
    {
        table.ToTable(Counter.Table, t => t.HasCheckConstraint("ck_market_counter_float", "float_minor >= 0"));
        table.HasKey(c => c.Id);
        table.Property(c => c.Name).HasMaxLength(Counter.MostName);
        table.Property(c => c.Currency).HasMaxLength(10);
        table.Property(c => c.Reason).HasMaxLength(200);
        table.Ignore(c => c.Money);
        table.HasOne<Shop>().WithMany().HasForeignKey(c => c.ShopId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(c => new { c.ShopId, c.OpenedAt });
    }
}

internal sealed class CounterSaleTable : IEntityTypeConfiguration<CounterSale>
{
    public void Configure(EntityTypeBuilder<CounterSale> table)
    {
        table.ToTable(
            "market_counter_sale",
            t =>
                t.HasCheckConstraint(
                    "ck_market_counter_sale_sign",
                    "(reverses_id IS NULL AND qty > 0 AND minor > 0) OR (reverses_id IS NOT NULL AND qty < 0 AND minor < 0)"
                )
        );
        table.HasKey(s => s.Id);
        table.HasOne<Counter>().WithMany().HasForeignKey(s => s.CounterId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Variant>().WithMany().HasForeignKey(s => s.VariantId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<CounterSale>().WithMany().HasForeignKey(s => s.ReversesId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(s => s.ReversesId).IsUnique();
        table.HasIndex(s => new { s.CounterId, s.At });
    }
}
