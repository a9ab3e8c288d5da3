using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.People.Import;

/// <summary>A row came again under the same id with other content. The first stands; both are kept for a person.</summary>
internal sealed class ImportConflict
{
    internal const string Table = "people_import_conflict";

    public required Guid Id { get; init; }

    /// <summary>The command whose id was used before.</summary>
    public required Guid CommandId { get; init; }
    public required UnitId UnitId { get; init; }
    public required string RecordId { get; init; }

    /// <summary>First field that differs.</summary>
    public string? Field { get; init; }

    /// <summary>The row that came later, as JSON, sealed. The first one stands in its own record.</summary>
    public required byte[] Yours { get; init; }

    /// <summary>open, settled.</summary>
    public required string State { get; set; }
    public required DateTimeOffset At { get; init; }

    /// <summary>theirs, yours; once it is settled.</summary>
    public string? Choice { get; set; }
    public AccountId? SettledBy { get; set; }
    public DateTimeOffset? SettledAt { get; set; }
}

internal sealed class ImportConflictTable : IEntityTypeConfiguration<ImportConflict>
{
    public void Configure(EntityTypeBuilder<ImportConflict> table)
    {
        table.ToTable(ImportConflict.Table);
        table.HasKey(c => c.Id);
        table.Property(c => c.RecordId).HasMaxLength(100);
        table.Property(c => c.Field).HasMaxLength(40);
        table.Property(c => c.State).HasMaxLength(10);
        table.Property(c => c.Choice).HasMaxLength(10);
        table.HasIndex(c => new { c.UnitId, c.State });
        table.HasIndex(c => c.CommandId);
    }
}
