using Jisr.Contracts.Ledger;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Ledger.Books;

/// <summary>A set of entries that balances; never changed, never deleted. Each seals the one before it.</summary>
internal sealed class JournalTx
{
    public required JournalTxId Id { get; init; }
    public required BookId BookId { get; init; }

    /// <summary>1, 2, 3 … in its book, without a gap.</summary>
    public required long Seq { get; init; }
    public required string Kind { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The account that acted; null for the program itself.</summary>
    public Guid? ActorId { get; init; }

    /// <summary>At most 200 letters.</summary>
    public required string Reason { get; init; }
    public JournalTxId? ReversesId { get; init; }
    public Guid? RateId { get; init; }
    public required string SourceKind { get; init; }
    public required Guid SourceId { get; init; }

    /// <summary>The member whose sale a buyer pays; for her figures only, not part of the seal.</summary>
    public PartyId? EarnerId { get; init; }

    /// <summary>Over what the sender said: tells a repeat from other content under the same id.</summary>
    public required byte[] IdemHash { get; init; }
    public required byte[] PrevHash { get; init; }
    public required byte[] Hash { get; init; }
    public List<Entry> Entries { get; init; } = [];
}

/// <summary>An amount on one side of one account.</summary>
internal sealed class Entry
{
    public JournalTxId TxId { get; init; }

    /// <summary>1, 2, 3 … in its transaction.</summary>
    public required int N { get; init; }
    public required LedgerAccountId AccountId { get; init; }

    /// <summary>D or C.</summary>
    public required string Side { get; init; }

    /// <summary>Minor units, above 0.</summary>
    public required long Amount { get; init; }
}

internal sealed class JournalTxTable : IEntityTypeConfiguration<JournalTx>
{
    public void Configure(EntityTypeBuilder<JournalTx> table)
    {
        table.ToTable("ledger_journal_tx");
        table.HasKey(t => t.Id);
        table.Property(t => t.Id).ValueGeneratedNever();
        table.Property(t => t.Kind).HasMaxLength(40);
        table.Property(t => t.Reason).HasMaxLength(200);
        table.Property(t => t.SourceKind).HasMaxLength(40);
        table.Property(t => t.IdemHash).HasMaxLength(32);
        table.Property(t => t.PrevHash).HasMaxLength(32);
        table.Property(t => t.Hash).HasMaxLength(32);
        table.HasIndex(t => new { t.BookId, t.Seq }).IsUnique();
        table.HasIndex(t => t.ReversesId).IsUnique();
        table.HasIndex(t => t.SourceId);
        table.HasIndex(t => t.EarnerId);
        table.HasOne<Book>().WithMany().HasForeignKey(t => t.BookId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<JournalTx>().WithMany().HasForeignKey(t => t.ReversesId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class EntryTable : IEntityTypeConfiguration<Entry>
{
    public void Configure(EntityTypeBuilder<Entry> table)
    {
        table.ToTable("ledger_entry", t => t.HasCheckConstraint("ck_ledger_entry_amount", "amount > 0"));
        table.HasKey(e => new { e.TxId, e.N });
        table.Property(e => e.Side).HasMaxLength(1);
        table.HasIndex(e => e.AccountId);
        table.HasOne<JournalTx>().WithMany(t => t.Entries).HasForeignKey(e => e.TxId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(e => e.AccountId).OnDelete(DeleteBehavior.Restrict);
    }
}
