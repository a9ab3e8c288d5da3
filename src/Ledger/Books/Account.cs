using Jisr.Contracts.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Ledger.Books;

/// <summary>One owner, one purpose, one unit, one normal side. Opened by its first posting.</summary>
internal sealed class Account
{
    public required LedgerAccountId Id { get; init; }
    public required BookId BookId { get; init; }
    public required AccountOwner OwnerKind { get; init; }
    public required Guid OwnerId { get; init; }
    public required AccountPurpose Purpose { get; init; }

    /// <summary>Currency key, or a goods unit.</summary>
    public required string Unit { get; init; }

    /// <summary>D or C.</summary>
    public required string NormalSide { get; init; }
    public required bool MayGoNegative { get; init; }

    /// <summary>A closed account takes no posting.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    public AccountRef Ref => new(OwnerKind, OwnerId, Purpose, Unit);
}

/// <summary>Sums of one account's entries, kept in the same transaction as they are.</summary>
internal sealed class Balance
{
    public required LedgerAccountId AccountId { get; init; }

    /// <summary>Minor units.</summary>
    public long PostedD { get; set; }

    /// <summary>Minor units.</summary>
    public long PostedC { get; set; }

    /// <summary>Reserved by open holds, minor units.</summary>
    public long PendingD { get; set; }

    /// <summary>Reserved by open holds, minor units.</summary>
    public long PendingC { get; set; }
    public int Version { get; set; }

    /// <summary>What stands on the normal side, in minor units.</summary>
    public long Net(string normalSide) => normalSide == Side.Debit ? PostedD - PostedC : PostedC - PostedD;

    /// <summary>What may still be used (ledger.md §4), in minor units.</summary>
    public long Available(string normalSide) => Net(normalSide) - (normalSide == Side.Debit ? PendingC : PendingD);
}

/// <summary>The two letters of a side, as hashed and stored.</summary>
internal static class Side
{
    public const string Debit = "D";
    public const string Credit = "C";

    public static string Other(string side) => side == Debit ? Credit : Debit;
}

internal sealed class AccountTable : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> table)
    {
        table.ToTable("ledger_account");
        table.HasKey(a => a.Id);
        table.Property(a => a.Id).ValueGeneratedNever();
        table.Property(a => a.OwnerKind).HasConversion<string>().HasMaxLength(12);
        table.Property(a => a.Purpose).HasConversion<string>().HasMaxLength(12);
        table.Property(a => a.Unit).HasMaxLength(20);
        table.Property(a => a.NormalSide).HasMaxLength(1);
        table.Ignore(a => a.Ref);
        table
            .HasIndex(a => new
            {
                a.BookId,
                a.OwnerId,
                a.OwnerKind,
                a.Purpose,
                a.Unit,
            })
            .IsUnique();
        // "What does this owner have", over all books.
        table.HasIndex(a => a.OwnerId);
        table.HasOne<Book>().WithMany().HasForeignKey(a => a.BookId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class BalanceTable : IEntityTypeConfiguration<Balance>
{
    public void Configure(EntityTypeBuilder<Balance> table)
    {
        table.ToTable("ledger_balance");
        table.HasKey(b => b.AccountId);
        table.Property(b => b.AccountId).ValueGeneratedNever();
        table.Property(b => b.Version).IsConcurrencyToken();
        table.HasOne<Account>().WithOne().HasForeignKey<Balance>(b => b.AccountId).OnDelete(DeleteBehavior.Restrict);
    }
}
