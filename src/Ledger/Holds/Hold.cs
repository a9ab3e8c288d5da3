using Jisr.Contracts.Ledger;
using Jisr.Ledger.Books;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Ledger.Holds;

/// <summary>A reservation on both sides of a later posting (ledger.md §8); resolved once.</summary>
internal sealed class Hold
{
    public const string Pending = "pending";
    public const string Posted = "posted";
    public const string PartlyPosted = "partly-posted";
    public const string Released = "released";
    public const string Expired = "expired";

    public required HoldId Id { get; init; }
    public required BookId BookId { get; init; }

    /// <summary>Kind of the posting that may resolve it.</summary>
    public required string TxKind { get; init; }
    public required LedgerAccountId DebitAccountId { get; init; }
    public required LedgerAccountId CreditAccountId { get; init; }

    /// <summary>Minor units, above 0.</summary>
    public required long Amount { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public required string State { get; set; }

    /// <summary>The transaction that took it, or the command that gave it back; a name-based id where time did.</summary>
    public Guid? ResolvedBy { get; set; }

    /// <summary>Neither resolved nor over.</summary>
    public bool IsOpen(DateTimeOffset now) => State == Pending && ExpiresAt > now;
}

internal sealed class HoldTable : IEntityTypeConfiguration<Hold>
{
    public void Configure(EntityTypeBuilder<Hold> table)
    {
        table.ToTable("ledger_hold", t => t.HasCheckConstraint("ck_ledger_hold_amount", "amount > 0"));
        table.HasKey(h => h.Id);
        table.Property(h => h.Id).ValueGeneratedNever();
        table.Property(h => h.TxKind).HasMaxLength(40);
        table.Property(h => h.State).HasMaxLength(14);
        table.HasIndex(h => h.ResolvedBy).IsUnique();
        table.HasIndex(h => new { h.State, h.ExpiresAt });
        table.HasIndex(h => h.DebitAccountId);
        table.HasIndex(h => h.CreditAccountId);
        table.HasOne<Book>().WithMany().HasForeignKey(h => h.BookId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(h => h.DebitAccountId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(h => h.CreditAccountId).OnDelete(DeleteBehavior.Restrict);
    }
}
