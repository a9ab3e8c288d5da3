using Jisr.Contracts.Ledger;
using Jisr.Kernel.Ids;
using Jisr.Ledger.Custody;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Ledger.Payouts;

/// <summary>What a member is owed is paid to her (ledger.md §10).</summary>
internal sealed class Payout
{
    internal const string Table = "ledger_payout";
    public const string Requested = "requested";
    public const string Approved = "approved";
    public const string Sent = "sent";
    public const string Confirmed = "confirmed";
    public const string Returned = "returned";
    public const string Cancelled = "cancelled";

    /// <summary>cash is handed over here; the others go to a target of hers.</summary>
    public static readonly IReadOnlyList<string> Methods = ["cash", "wallet", "bank", "hawala"];

    public required Guid Id { get; init; }
    public required PartyId PayeeId { get; init; }
    public required CustodianId CustodianId { get; init; }
    public required BookId BookId { get; init; }
    public required UnitId UnitId { get; init; }

    /// <summary>Minor units, above 0.</summary>
    public required long Amount { get; init; }

    /// <summary>Currency key.</summary>
    public required string Unit { get; init; }
    public required string Method { get; init; }
    public Guid? TargetId { get; init; }
    public required string State { get; set; }
    public Guid? RequestedBy { get; init; }
    public required DateTimeOffset RequestedAt { get; init; }
    public Guid? ApprovedBy { get; set; }
    public DateTimeOffset? ApprovedAt { get; set; }

    /// <summary>What its approval reserves; after a hawala was sent, what waits for her yes.</summary>
    public HoldId? HoldId { get; set; }
    public Guid? TransferId { get; set; }
    public Guid? ReceiptId { get; set; }
    public JournalTxId? TxId { get; set; }

    /// <summary>K-4: the number of the payment, as the payer typed it. Her side types it again.</summary>
    public string? Reference { get; set; }

    /// <summary>M-7: so much more than is owed was handed over, or less where below 0; minor units.</summary>
    public long RoundedMinor { get; set; }
    public Guid? SentBy { get; set; }
    public DateTimeOffset? SentAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    public string? Reason { get; set; }
    public int Version { get; set; }

    /// <summary>What really changes hands.</summary>
    public long Handed => Amount + RoundedMinor;

    public AccountRef Owed => AccountRef.Payable(AccountOwner.Party, PayeeId.Value, Unit);

    public AccountRef Cash => AccountRef.Cash(CustodianId.Value, Unit);
}

internal sealed class PayoutTable : IEntityTypeConfiguration<Payout>
{
    public void Configure(EntityTypeBuilder<Payout> table)
    {
        table.ToTable(
            Payout.Table,
            t => t.HasCheckConstraint("ck_ledger_payout_amount", "amount > 0 AND amount + rounded_minor > 0")
        );
        table.HasKey(p => p.Id);
        table.Property(p => p.Id).ValueGeneratedNever();
        table.Property(p => p.Unit).HasMaxLength(8);
        table.Property(p => p.Method).HasMaxLength(10);
        table.Property(p => p.State).HasMaxLength(10);
        table.Property(p => p.Reference).HasMaxLength(40);
        table.Property(p => p.Reason).HasMaxLength(200);
        table.Property(p => p.Version).IsConcurrencyToken();
        table.Ignore(p => p.Handed);
        table.Ignore(p => p.Owed);
        table.Ignore(p => p.Cash);
        table.HasIndex(p => new { p.UnitId, p.State });
        table.HasIndex(p => p.PayeeId);
        table.HasIndex(p => new { p.State, p.SentAt });
        table.HasOne<Custodian>().WithMany().HasForeignKey(p => p.CustodianId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<PayoutTarget>().WithMany().HasForeignKey(p => p.TargetId).OnDelete(DeleteBehavior.Restrict);
    }
}
