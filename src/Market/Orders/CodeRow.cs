using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Market.Orders;

/// <summary>What a short code leads to.</summary>
internal enum CodeKind
{
    Order,
    Link,
}

/// <summary>One row of the one code space (market.md §6.8). Several codes may lead to one order.</summary>
internal sealed class CodeRow
{
    public required string Code { get; init; }
    public required CodeKind Kind { get; init; }
    public required Guid TargetId { get; init; }
}

internal sealed class CodeTable : IEntityTypeConfiguration<CodeRow>
{
    public void Configure(EntityTypeBuilder<CodeRow> table)
    {
        table.ToTable("market_short_code");
        table.HasKey(c => c.Code);
        table.Property(c => c.Code).HasMaxLength(6);
        table.Property(c => c.Kind).AsCode();
        table.HasIndex(c => c.TargetId);
    }
}
