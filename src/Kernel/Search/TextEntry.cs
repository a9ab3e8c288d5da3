using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Kernel.Search;

/// <summary>One searchable text: a row per thing and language, over its folded form (matching.md §12.1).</summary>
public sealed class TextEntry
{
    public long Id { get; private set; }

    /// <summary>What kind of thing, such as <c>product</c> or <c>person</c>.</summary>
    public required string Kind { get; init; }

    public required Guid OwnerId { get; init; }

    /// <summary>ar, fr, en or empty.</summary>
    public required string Language { get; init; }

    /// <summary><c>ArabicText.Fold</c> of the text.</summary>
    public required string Folded { get; set; }

    /// <summary>Version of the fold, so that a new one can re-key in the background.</summary>
    public required int FoldVersion { get; set; }
}

/// <summary>Finds owners whose folded text holds words.</summary>
public interface ITextSearch
{
    /// <summary>Owners of a kind for which every group has at least one of its words (or beginnings, where
    /// <paramref name="beginnings"/> is true). Words are already folded. Best first where the database knows.</summary>
    Task<IReadOnlyList<Guid>> FindAsync(
        string kind,
        IReadOnlyList<IReadOnlyList<string>> groups,
        bool beginnings,
        int most,
        CancellationToken ct
    );

    /// <summary>The same owners as a select of their ids, for an <c>IN</c> of another statement: where more is asked of
    /// them than words, the database should cut after it, not before.</summary>
    (string Sql, object[] Arguments) Owners(string kind, IReadOnlyList<IReadOnlyList<string>> groups, bool beginnings);
}

internal sealed class TextEntryTable : IEntityTypeConfiguration<TextEntry>
{
    public void Configure(EntityTypeBuilder<TextEntry> table)
    {
        table.ToTable("kernel_text");
        table.HasKey(t => t.Id);
        table.Property(t => t.Kind).HasMaxLength(20);
        table.Property(t => t.Language).HasMaxLength(2);
        table.HasIndex(t => new { t.OwnerId, t.Kind });
    }
}
