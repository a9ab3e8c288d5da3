using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.People.Import;

/// <summary>A file that a person brought by the page: looked at first, then applied; its answers stay beside it
/// (doors.md §2).</summary>
internal sealed class ImportBatch
{
    internal const string Table = "people_import_batch";

    /// <summary>The command that brought the file.</summary>
    public required Guid Id { get; init; }
    public required UnitId UnitId { get; init; }
    public ProgrammeId? ProgrammeId { get; init; }

    /// <summary>The file's name, without its folders.</summary>
    public required string Source { get; init; }

    /// <summary>SHA-256 of its bytes.</summary>
    public required byte[] FileHash { get; init; }
    public required int Rows { get; init; }

    /// <summary>What the columns were understood as, joined by commas.</summary>
    public required string Columns { get; set; }

    /// <summary>Numbers of rows that were left out when it was applied, as they were typed.</summary>
    public string? Without { get; set; }

    /// <summary>previewed, applying, applied, undone.</summary>
    public required string State { get; set; }
    public AccountId? By { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>When its rows were first sent.</summary>
    public DateTimeOffset? StartedAt { get; set; }
    public int Accepted { get; set; }
    public int Duplicate { get; set; }
    public int Conflict { get; set; }
    public int Rejected { get; set; }

    /// <summary>How many of the accepted were taken back again.</summary>
    public int Undone { get; set; }

    /// <summary>The table as JSON, sealed: it holds phones and papers.</summary>
    public required byte[] File { get; set; }

    /// <summary>What became of each row, as JSON, sealed: reasons repeat what was typed.</summary>
    public byte[]? Answers { get; set; }
}

/// <summary>What became of a row, as it is kept.</summary>
internal sealed record KeptAnswer(
    string Outcome,
    string? Code = null,
    string? Field = null,
    IReadOnlyDictionary<string, string>? Args = null
);

internal sealed class ImportBatchTable : IEntityTypeConfiguration<ImportBatch>
{
    public void Configure(EntityTypeBuilder<ImportBatch> table)
    {
        table.ToTable(ImportBatch.Table);
        table.HasKey(b => b.Id);
        table.Property(b => b.Source).HasMaxLength(200);
        table.Property(b => b.FileHash).HasMaxLength(32);
        table.Property(b => b.State).HasMaxLength(10);
        table.Property(b => b.Without).HasMaxLength(RowNumbers.MostLetters);
        table.HasIndex(b => new { b.UnitId, b.Id });
    }
}
