using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Insight.Indicators;

/// <summary>What is counted (insight.md §3). They are never mixed.</summary>
internal enum Measure
{
    /// <summary>A: services, by name or by head count.</summary>
    Services,

    /// <summary>B: the part of A without names.</summary>
    HeadCount,

    /// <summary>C: people, each once. It adds up neither over time nor over areas.</summary>
    People,

    /// <summary>Plain count of what happened.</summary>
    Count,

    /// <summary>Amounts, each currency for itself.</summary>
    Money,
}

/// <summary>Which days count.</summary>
internal enum TimeRule
{
    /// <summary>In the period.</summary>
    During,

    /// <summary>How things stood on its last day.</summary>
    AsAt,

    /// <summary>In the period for the first time.</summary>
    FirstIn,
}

/// <summary>A named way of counting, as data: a new one is a row.</summary>
internal sealed class Indicator
{
    public required string Code { get; init; }
    public required string NameAr { get; set; }
    public required string NameFr { get; set; }
    public required string NameEn { get; set; }

    /// <summary>How it is counted, in one sentence each.</summary>
    public required string WordsAr { get; set; }
    public required string WordsFr { get; set; }
    public required string WordsEn { get; set; }
    public required Measure Measure { get; set; }
    public required TimeRule TimeRule { get; set; }

    /// <summary>The event that is counted.</summary>
    public required string Kind { get; set; }

    /// <summary>For what stands as at a day: the event that ends it.</summary>
    public string? EndKind { get; set; }

    /// <summary>Details that count, joined by commas; empty for all.</summary>
    public string Details { get; set; } = "";

    /// <summary>F or M where only they count; empty for all.</summary>
    public string Sex { get; set; } = "";

    /// <summary>What the details mean, where they are shown apart: door, state, unit-kind; empty for no split.</summary>
    public string SplitBy { get; set; } = "";

    /// <summary>A parent's target is the sum of its children's.</summary>
    public bool TargetAdds { get; set; }

    /// <summary>Guarded by the small-cell rule, because people stand behind it.</summary>
    public bool AboutPeople { get; set; }
    public string? Dhis2Code { get; set; }
    public required int Order { get; set; }

    /// <summary>Version of the code that last wrote this row.</summary>
    public required int Version { get; set; }

    public string Name(string language) =>
        language switch
        {
            "fr" => NameFr,
            "en" => NameEn,
            _ => NameAr,
        };

    /// <summary>How it is counted, in words.</summary>
    public string Explained(string language) =>
        language switch
        {
            "fr" => WordsFr,
            "en" => WordsEn,
            _ => WordsAr,
        };

    public IReadOnlyList<string> DetailList => Details.Length == 0 ? [] : Details.Split(',');
}

internal sealed class IndicatorTable : IEntityTypeConfiguration<Indicator>
{
    public void Configure(EntityTypeBuilder<Indicator> table)
    {
        table.ToTable("insight_indicator");
        table.HasKey(i => i.Code);
        table.Property(i => i.Code).HasMaxLength(40);
        table.Property(i => i.Kind).HasMaxLength(40);
        table.Property(i => i.EndKind).HasMaxLength(40);
        table.Property(i => i.Measure).HasConversion<string>().HasMaxLength(20);
        table.Property(i => i.TimeRule).HasConversion<string>().HasMaxLength(20);
        table.Property(i => i.Sex).HasMaxLength(1);
        table.Property(i => i.SplitBy).HasMaxLength(20);
        table.Property(i => i.Details).HasMaxLength(200);
        table.Property(i => i.Dhis2Code).HasMaxLength(40);
    }
}
