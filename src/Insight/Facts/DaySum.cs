using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Insight.Facts;

/// <summary>What adds up, added up by day (insight.md §8): written with each fact, in its transaction. People are never
/// counted from here, because they do not add up.</summary>
internal sealed class DaySum
{
    public required string Kind { get; init; }
    public required DateOnly On { get; init; }
    public required string Area { get; init; }

    /// <summary>Empty where the fact names no unit: part of the key.</summary>
    public required Guid UnitId { get; init; }

    /// <summary>Empty where the fact names no programme.</summary>
    public required Guid ProgrammeId { get; init; }
    public required string Detail { get; init; }
    public required string Currency { get; init; }

    /// <summary>Facts that count.</summary>
    public int Facts { get; init; }

    /// <summary>Facts that were taken back: left out, and said so.</summary>
    public int TakenBack { get; init; }
    public long Quantity { get; init; }
    public long AmountMinor { get; init; }
}

internal sealed class DaySumTable : IEntityTypeConfiguration<DaySum>
{
    public void Configure(EntityTypeBuilder<DaySum> table)
    {
        table.ToTable("insight_day_sum");
        table.HasKey(s => new
        {
            s.On,
            s.Kind,
            s.Area,
            s.UnitId,
            s.ProgrammeId,
            s.Detail,
            s.Currency,
        });
        table.Property(s => s.Kind).HasMaxLength(40);
        table.Property(s => s.On).HasColumnName("day").HasConversion(FactTable.DayAsNumber);
        table.Property(s => s.Area).HasMaxLength(10);
        table.Property(s => s.Detail).HasMaxLength(40);
        table.Property(s => s.Currency).HasMaxLength(10);
        table.HasIndex(s => new { s.Kind, s.On });
    }
}
