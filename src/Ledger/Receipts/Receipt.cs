using Jisr.Contracts.Ledger;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Ledger.Receipts;

/// <summary>Every hand-over of cash or goods, confirmed by both sides (O-3). A numbered paper book maps to its id.</summary>
internal sealed class Receipt
{
    internal const string Table = "ledger_receipt";
    public const string Pin = "pin";
    public const string SignaturePhoto = "signature-photo";
    public const string Witness = "witness";

    /// <summary>How a side may say yes: signed in as herself, a signature on paper, somebody who saw it.</summary>
    public static readonly IReadOnlyList<string> Ways = [Pin, SignaturePhoto, Witness];

    public required Guid Id { get; init; }

    /// <summary>The transaction; it may still wait for a second person.</summary>
    public required JournalTxId TxId { get; init; }
    public required BookId BookId { get; init; }
    public required UnitId UnitId { get; init; }

    /// <summary>The member who receives, where it is one.</summary>
    public PartyId? PayeeId { get; init; }

    /// <summary>What it is about: payout, cash, goods.</summary>
    public required string SourceKind { get; init; }
    public required Guid SourceId { get; init; }
    public string? PaperNo { get; set; }
    public string? PayerConfirm { get; set; }
    public Guid? PayerBy { get; set; }
    public DateTimeOffset? PayerAt { get; set; }
    public string? PayeeConfirm { get; set; }
    public Guid? PayeeBy { get; set; }
    public DateTimeOffset? PayeeAt { get; set; }
    public required DateTimeOffset At { get; init; }

    public bool IsWhole => PayerConfirm is not null && PayeeConfirm is not null;
}

internal sealed class ReceiptTable : IEntityTypeConfiguration<Receipt>
{
    public void Configure(EntityTypeBuilder<Receipt> table)
    {
        table.ToTable(Receipt.Table);
        table.HasKey(r => r.Id);
        table.Property(r => r.Id).ValueGeneratedNever();
        table.Property(r => r.SourceKind).HasMaxLength(10);
        table.Property(r => r.PaperNo).HasMaxLength(20);
        table.Property(r => r.PayerConfirm).HasMaxLength(20);
        table.Property(r => r.PayeeConfirm).HasMaxLength(20);
        table.Ignore(r => r.IsWhole);
        table.HasIndex(r => r.SourceId);
        table.HasIndex(r => r.TxId);
        // A number of the paper book stands for one hand-over.
        table.HasIndex(r => new { r.BookId, r.PaperNo }).IsUnique();
    }
}
