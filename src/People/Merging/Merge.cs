using Jisr.Kernel.Ids;
using Jisr.People.Parties;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.People.Merging;

/// <summary>Two records of one woman were made one by a person. It holds all that is needed to undo it without loss.</summary>
internal sealed class Merge
{
    internal const string Table = "people_merge";

    public required Guid Id { get; init; }
    public required Guid MatchId { get; init; }
    public required PartyId Survivor { get; init; }
    public required PartyId Source { get; init; }

    /// <summary>Groups of fields that were taken from the source, comma-separated.</summary>
    public required string Taken { get; init; }

    /// <summary>Every field of both as it was, as JSON, sealed: it holds phones.</summary>
    public required byte[] Snapshot { get; init; }
    public required DateTimeOffset At { get; init; }
    public AccountId? By { get; init; }
    public DateTimeOffset? UndoneAt { get; set; }
    public AccountId? UndoneBy { get; set; }
}

/// <summary>A row that a merge gave to the survivor, wrote or changed; undoing goes through these.</summary>
internal sealed class MergedRow
{
    public required Guid Id { get; init; }
    public required Guid MergeId { get; init; }

    /// <summary>What was done: <c>membership</c>, <c>identifier</c>, <c>match-a</c>, <c>match-b</c>,
    /// <c>photo</c>, <c>accompaniment</c>, <c>link</c>, <c>functioning</c>, <c>referral</c> were given;
    /// <c>consent</c> was written; <c>safety</c>, <c>paper-state</c> were changed.</summary>
    public required string Kind { get; init; }
    public required Guid RowId { get; init; }

    /// <summary>What stood there before, where something was changed.</summary>
    public string? Was { get; init; }
}

/// <summary>All fields of both records before a merge.</summary>
internal sealed record MergeSnapshot(
    IReadOnlyDictionary<string, string> Survivor,
    IReadOnlyDictionary<string, string> Source
);

internal sealed class MergeTable : IEntityTypeConfiguration<Merge>
{
    public void Configure(EntityTypeBuilder<Merge> table)
    {
        table.ToTable(Merge.Table);
        table.HasKey(m => m.Id);
        table.Property(m => m.Taken).HasMaxLength(200);
        // One record is merged into one other at a time.
        table.HasIndex(m => m.Source).IsUnique().HasFilter("undone_at IS NULL");
        table.HasIndex(m => m.Survivor);
        table.HasOne<Party>().WithMany().HasForeignKey(m => m.Survivor).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Party>().WithMany().HasForeignKey(m => m.Source).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class MergedRowTable : IEntityTypeConfiguration<MergedRow>
{
    public void Configure(EntityTypeBuilder<MergedRow> table)
    {
        table.ToTable("people_merged_row");
        table.HasKey(r => r.Id);
        table.Property(r => r.Kind).HasMaxLength(20);
        table.Property(r => r.Was).HasMaxLength(40);
        table.HasIndex(r => r.MergeId);
        table.HasOne<Merge>().WithMany().HasForeignKey(r => r.MergeId).OnDelete(DeleteBehavior.Restrict);
    }
}
