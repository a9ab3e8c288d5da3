using Jisr.Contracts.Ledger;
using Jisr.Kernel.Ids;
using Jisr.Ledger.Custody;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Ledger.Transfers;

/// <summary>Money on its way from one custodian to another, or to a payee (ledger.md §9). Writing it down is sending it:
/// a draft is a form that was not sent yet and is kept nowhere.</summary>
internal sealed class Transfer
{
    internal const string Table = "ledger_transfer";
    internal const string CodeColumn = "code_sealed";
    public const string Sent = "sent";
    public const string Available = "available";
    public const string Collected = "collected";
    public const string Confirmed = "confirmed";
    public const string Returned = "returned";

    /// <summary>Money that has left one side and was not confirmed by the other.</summary>
    public static readonly IReadOnlyList<string> OnItsWay = [Sent, Available, Collected];

    public required Guid Id { get; init; }
    public required CustodianId FromCustodianId { get; init; }
    public CustodianId? ToCustodianId { get; init; }

    /// <summary>The payee of <see cref="PayoutId"/>, where no custodian receives it.</summary>
    public PartyId? PayeeId { get; init; }
    public Guid? PayoutId { get; init; }
    public required BookId BookId { get; init; }
    public required UnitId UnitId { get; init; }

    /// <summary>Minor units, above 0.</summary>
    public required long Amount { get; init; }

    /// <summary>Currency key.</summary>
    public required string Unit { get; init; }

    /// <summary>K-1: what the far side is asked for; sealed, shown once to each side.</summary>
    public byte[]? CodeSealed { get; init; }
    public DateTimeOffset? SenderSawCodeAt { get; set; }
    public DateTimeOffset? PayeeSawCodeAt { get; set; }
    public required string State { get; set; }
    public Guid? SentBy { get; init; }
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>Not collected by then, it goes back.</summary>
    public required DateTimeOffset DueAt { get; init; }
    public DateTimeOffset? AvailableAt { get; set; }
    public DateTimeOffset? CollectedAt { get; set; }

    /// <summary>How it was proved that the right person collected it: code or paper.</summary>
    public string? Proof { get; set; }
    public string? PaperNo { get; set; }

    /// <summary>When it was confirmed or came back, by whom and how.</summary>
    public DateTimeOffset? EndedAt { get; set; }
    public Guid? EndedBy { get; set; }
    public string? ConfirmedHow { get; set; }
    public string? Reason { get; set; }
    public int Version { get; set; }

    public AccountRef Moving => AccountRef.InTransit(Id, Unit);

    /// <summary>Which step may follow which.</summary>
    public bool MayBecome(string next) =>
        (State, next) switch
        {
            (Sent, Available) => true,
            (Sent or Available, Collected or Returned) => true,
            // Her yes says that she has it, whatever was not written down before.
            (Sent or Available or Collected, Confirmed) => true,
            _ => false,
        };
}

internal sealed class TransferTable : IEntityTypeConfiguration<Transfer>
{
    public void Configure(EntityTypeBuilder<Transfer> table)
    {
        table.ToTable(Transfer.Table, t => t.HasCheckConstraint("ck_ledger_transfer_amount", "amount > 0"));
        table.HasKey(t => t.Id);
        table.Property(t => t.Id).ValueGeneratedNever();
        table.Property(t => t.Unit).HasMaxLength(8);
        table.Property(t => t.State).HasMaxLength(10);
        table.Property(t => t.Proof).HasMaxLength(10);
        table.Property(t => t.PaperNo).HasMaxLength(20);
        table.Property(t => t.ConfirmedHow).HasMaxLength(20);
        table.Property(t => t.Reason).HasMaxLength(200);
        table.Property(t => t.Version).IsConcurrencyToken();
        table.Ignore(t => t.Moving);
        table.HasIndex(t => new { t.State, t.DueAt });
        table.HasIndex(t => t.FromCustodianId);
        table.HasIndex(t => t.ToCustodianId);
        table.HasIndex(t => t.PayoutId);
        table.HasOne<Custodian>().WithMany().HasForeignKey(t => t.FromCustodianId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Custodian>().WithMany().HasForeignKey(t => t.ToCustodianId).OnDelete(DeleteBehavior.Restrict);
    }
}
