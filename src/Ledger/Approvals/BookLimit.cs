using Jisr.Contracts.Ledger;
using Jisr.Ledger.Books;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Ledger.Approvals;

/// <summary>Up to which amount one person is enough in a book, from a moment on. A later row counts; none is changed, so
/// that what was posted can still be judged by the limit of its day.</summary>
internal sealed class BookLimit
{
    public required Guid Id { get; init; }
    public required BookId BookId { get; init; }

    /// <summary>Currency key.</summary>
    public required string Unit { get; init; }

    /// <summary>Minor units, 0 or more.</summary>
    public required long Minor { get; init; }
    public required DateTimeOffset From { get; init; }
    public Guid? SetBy { get; init; }
}

internal sealed class BookLimitTable : IEntityTypeConfiguration<BookLimit>
{
    public void Configure(EntityTypeBuilder<BookLimit> table)
    {
        table.ToTable("ledger_book_limit");
        table.HasKey(l => l.Id);
        table.Property(l => l.Id).ValueGeneratedNever();
        table.Property(l => l.Unit).HasMaxLength(8);
        table.HasIndex(l => new
        {
            l.BookId,
            l.Unit,
            l.From,
        });
        table.HasOne<Book>().WithMany().HasForeignKey(l => l.BookId).OnDelete(DeleteBehavior.Restrict);
    }
}
