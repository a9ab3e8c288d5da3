using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Insight.External;

/// <summary>A number from elsewhere, with its source (insight.md §2): shown beside the figures, never counted with them.
/// Nobody edits a row: of the same name, place, day and meaning the newest one counts.</summary>
internal sealed class ExternalFigure
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }

    /// <summary>A region or governorate, or a country's two letters.</summary>
    public required string Place { get; init; }

    /// <summary>The day it speaks of.</summary>
    public required DateOnly On { get; init; }

    /// <summary>A whole number of thousandths, because SQLite has no decimals.</summary>
    public required long ValueE3 { get; init; }

    /// <summary>What the value is in: %, people, a currency.</summary>
    public required string Unit { get; init; }

    /// <summary>One of <see cref="Meanings"/>.</summary>
    public required string Meaning { get; init; }

    /// <summary>Where it can be read.</summary>
    public required string Source { get; init; }
    public AccountId? EnteredBy { get; init; }
    public required DateTimeOffset EnteredAt { get; init; }

    /// <summary>What was found, or what is aimed at.</summary>
    public static readonly IReadOnlyList<string> Meanings = ["found", "aim", "aim-above", "aim-below"];
}

internal sealed class ExternalFigureTable : IEntityTypeConfiguration<ExternalFigure>
{
    public void Configure(EntityTypeBuilder<ExternalFigure> table)
    {
        table.ToTable("insight_external_figure");
        table.HasKey(f => f.Id);
        table.Property(f => f.Name).HasMaxLength(EnterExternalFigure.MostName);
        table.Property(f => f.Place).HasMaxLength(10);
        table.Property(f => f.On).HasColumnName("day");
        table.Property(f => f.ValueE3).HasColumnName("value_e3");
        table.Property(f => f.Unit).HasMaxLength(EnterExternalFigure.MostUnit);
        table.Property(f => f.Meaning).HasMaxLength(10);
        table.Property(f => f.Source).HasMaxLength(EnterExternalFigure.MostSource);
        table.HasIndex(f => new { f.Place, f.On });
    }
}
