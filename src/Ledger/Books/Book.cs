using Jisr.Contracts.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Ledger.Books;

/// <summary>The books of one organisation, with the head of their hash chain. Its row is locked by each posting.</summary>
internal sealed class Book
{
    public required BookId Id { get; init; }

    /// <summary>Number of the newest transaction; 0 when there is none.</summary>
    public required long HeadSeq { get; set; }

    /// <summary>Hash of the newest transaction; the genesis hash when there is none.</summary>
    public required byte[] HeadHash { get; set; }

    /// <summary>When the newest transaction was recorded: the next one is never earlier (I13).</summary>
    public required DateTimeOffset HeadAt { get; set; }
}

internal sealed class BookTable : IEntityTypeConfiguration<Book>
{
    public void Configure(EntityTypeBuilder<Book> table)
    {
        table.ToTable("ledger_book");
        table.HasKey(b => b.Id);
        table.Property(b => b.Id).ValueGeneratedNever();
        table.Property(b => b.HeadHash).HasMaxLength(32);
    }
}
