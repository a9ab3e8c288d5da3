using System.Text.Json;
using Jisr.Contracts.Ledger;
using Jisr.Kernel.Commands;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Ledger.Verify;

/// <summary>The anchor of a book at a check: each later check looks for it in the chain. Never changed.</summary>
internal sealed class BookAnchor
{
    public required Guid Id { get; init; }
    public required BookId BookId { get; init; }
    public required DateTimeOffset At { get; init; }
    public required long HeadSeq { get; init; }

    /// <summary>Lower-case hexadecimal, 64 letters.</summary>
    public required string Anchor { get; init; }
}

/// <summary>A check that was made and what it found; the newest is shown to the operator.</summary>
internal sealed class BooksCheck
{
    public const string Nightly = "nightly";
    public const string Backup = "backup";
    public const string Restore = "restore";

    /// <summary>So many findings are kept; more of them tell nothing new.</summary>
    private const int Kept = 50;

    public required Guid Id { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>nightly, backup or restore.</summary>
    public required string Why { get; init; }
    public required int Problems { get; init; }
    public required long Transactions { get; init; }

    /// <summary>The first findings as JSON.</summary>
    public required string Findings { get; init; }

    public IReadOnlyList<Finding> ReadFindings() =>
        JsonSerializer.Deserialize<List<Finding>>(Findings, CanonicalJson.Options)!;

    public static string Write(IReadOnlyList<Finding> findings) =>
        JsonSerializer.Serialize(findings.Take(Kept), CanonicalJson.Options);
}

internal sealed class BookAnchorTable : IEntityTypeConfiguration<BookAnchor>
{
    public void Configure(EntityTypeBuilder<BookAnchor> table)
    {
        table.ToTable("ledger_anchor");
        table.HasKey(a => a.Id);
        table.Property(a => a.Id).ValueGeneratedNever();
        table.Property(a => a.Anchor).HasMaxLength(64);
        table.HasIndex(a => new { a.BookId, a.HeadSeq });
    }
}

internal sealed class BooksCheckTable : IEntityTypeConfiguration<BooksCheck>
{
    public void Configure(EntityTypeBuilder<BooksCheck> table)
    {
        table.ToTable("ledger_check");
        table.HasKey(c => c.Id);
        table.Property(c => c.Id).ValueGeneratedNever();
        table.Property(c => c.Why).HasMaxLength(10);
        table.HasIndex(c => c.At);
    }
}
