using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Ledger.Rates;

/// <summary>What one unit of the base currency was worth, as a person read it somewhere. Never changed.</summary>
internal sealed class Rate
{
    public required Guid Id { get; init; }

    /// <summary>Currency key.</summary>
    public required string Base { get; init; }

    /// <summary>Currency key.</summary>
    public required string Quote { get; init; }

    /// <summary>Quote per base, times 100,000,000: a whole number, because SQLite has no decimals.</summary>
    public required long ValueE8 { get; init; }

    /// <summary>buy, sell or mid.</summary>
    public required string Side { get; init; }

    /// <summary>Who said so.</summary>
    public required string Source { get; init; }

    /// <summary>Where it was seen.</summary>
    public required string Place { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>The last moment a new exchange may use it.</summary>
    public required DateTimeOffset ValidUntil { get; init; }
    public Guid? EnteredBy { get; init; }
}

internal sealed class RateTable : IEntityTypeConfiguration<Rate>
{
    public void Configure(EntityTypeBuilder<Rate> table)
    {
        table.ToTable("ledger_rate", t => t.HasCheckConstraint("ck_ledger_rate_value", "value_e8 > 0"));
        table.HasKey(r => r.Id);
        table.Property(r => r.Id).ValueGeneratedNever();
        table.Property(r => r.Base).HasMaxLength(8);
        table.Property(r => r.Quote).HasMaxLength(8);
        table.Property(r => r.ValueE8).HasColumnName("value_e8");
        table.Property(r => r.Side).HasMaxLength(4);
        table.Property(r => r.Source).HasMaxLength(80);
        table.Property(r => r.Place).HasMaxLength(60);
        table.HasIndex(r => new
        {
            r.Base,
            r.Quote,
            r.At,
        });
    }
}
