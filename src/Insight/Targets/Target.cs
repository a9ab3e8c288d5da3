using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Insight.Targets;

/// <summary>What was wanted: one row for each indicator × place or unit × period × version. The newest version counts;
/// older ones stay readable with who and why.</summary>
internal sealed class Target
{
    public required Guid Id { get; init; }
    public required string Indicator { get; init; }
    public ProgrammeId? ProgrammeId { get; init; }

    /// <summary>A region or governorate, or a country's two letters; empty for a unit.</summary>
    public required string Place { get; init; }

    /// <summary>Empty for a place.</summary>
    public UnitId? UnitId { get; init; }
    public required DateOnly From { get; init; }
    public required DateOnly To { get; init; }

    /// <summary>Null when the target was taken away.</summary>
    public long? Value { get; init; }

    /// <summary>1, 2, 3 … for the same thing wanted.</summary>
    public required int Version { get; init; }
    public AccountId? SetBy { get; init; }
    public required DateTimeOffset SetAt { get; init; }
    public required string Reason { get; init; }

    /// <summary>False once a newer version is there.</summary>
    public required bool InForce { get; set; }
}

internal sealed class TargetTable : IEntityTypeConfiguration<Target>
{
    public void Configure(EntityTypeBuilder<Target> table)
    {
        table.ToTable("insight_target", t => t.HasCheckConstraint("ck_insight_target_value", "value >= 0"));
        table.HasKey(t => t.Id);
        table.Property(t => t.Indicator).HasMaxLength(40);
        table.Property(t => t.Place).HasMaxLength(10);
        table.Property(t => t.From).HasColumnName("from_day");
        table.Property(t => t.To).HasColumnName("to_day");
        table.Property(t => t.Reason).HasMaxLength(300);
        table
            .HasOne<Indicators.Indicator>()
            .WithMany()
            .HasForeignKey(t => t.Indicator)
            .OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(t => new
        {
            t.Indicator,
            t.From,
            t.To,
            t.Place,
            t.UnitId,
            t.ProgrammeId,
            t.Version,
        });
        table.HasIndex(t => new { t.UnitId, t.InForce });
        table.HasIndex(t => t.SetAt);
    }
}
