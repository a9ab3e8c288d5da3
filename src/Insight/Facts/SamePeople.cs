using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Insight.Facts;

/// <summary>Two records that are one person now, by a link or a merge that stands.</summary>
internal sealed class SameRecords
{
    /// <summary>The link or merge that says so; taken back, the row is gone.</summary>
    public required Guid SourceId { get; init; }
    public required PartyId A { get; init; }
    public required PartyId B { get; init; }
}

/// <summary>By whom a record that ever was one of several is counted: the least id of those that stand joined now. A
/// record without a row is counted as itself.</summary>
internal sealed class CountedAs
{
    public required PartyId PartyId { get; init; }
    public required PartyId Root { get; set; }
}

internal sealed class SameRecordsTable : IEntityTypeConfiguration<SameRecords>
{
    public void Configure(EntityTypeBuilder<SameRecords> table)
    {
        table.ToTable("insight_same_records");
        table.HasKey(s => s.SourceId);
        table.HasIndex(s => s.A);
        table.HasIndex(s => s.B);
    }
}

internal sealed class CountedAsTable : IEntityTypeConfiguration<CountedAs>
{
    public void Configure(EntityTypeBuilder<CountedAs> table)
    {
        table.ToTable("insight_counted_as");
        table.HasKey(c => c.PartyId);
        table.HasIndex(c => c.Root);
    }
}
