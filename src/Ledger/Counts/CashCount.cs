using System.Text.Json;
using Jisr.Contracts.Ledger;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Ledger.Counts;

/// <summary>So many notes of one worth.</summary>
/// <param name="Minor">Worth of one note, in minor units.</param>
internal sealed record CountedNote(long Minor, int Number);

/// <summary>What lay in a box when somebody counted it (ledger.md §11), against what the books say.</summary>
internal sealed class CashCount
{
    internal const string Table = "ledger_cash_count";
    public const string Draft = "draft";
    public const string Confirmed = "confirmed";

    public required Guid Id { get; init; }

    /// <summary>A custodian, or the purse of a seller, which has no row.</summary>
    public required Guid CustodianId { get; init; }
    public required BookId BookId { get; init; }

    /// <summary>The custodian's unit; null for a seller's own purse.</summary>
    public UnitId? UnitId { get; init; }

    /// <summary>Currency key.</summary>
    public required string Unit { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Minor units; shown only after the count is typed.</summary>
    public required long Expected { get; init; }

    /// <summary>Minor units.</summary>
    public required long Counted { get; init; }

    /// <summary>The notes as JSON; an empty list where only the sum was typed.</summary>
    public required string Notes { get; init; }
    public Guid? FirstCounter { get; init; }
    public Guid? SecondCounter { get; set; }
    public required string State { get; set; }
    public string? Reason { get; set; }

    /// <summary>The posting of the difference; null when there is none.</summary>
    public JournalTxId? TxId { get; set; }

    /// <summary>Daily anchor of the book when the count was confirmed, as it is printed on the sheet.</summary>
    public string? Anchor { get; set; }
    public DateTimeOffset? ConfirmedAt { get; set; }

    /// <summary>Above 0: there is more than the books say.</summary>
    public long Difference => Counted - Expected;

    public IReadOnlyList<CountedNote> ReadNotes() =>
        JsonSerializer.Deserialize<List<CountedNote>>(Notes, CanonicalJson.Options)!;
}

internal sealed class CashCountTable : IEntityTypeConfiguration<CashCount>
{
    public void Configure(EntityTypeBuilder<CashCount> table)
    {
        table.ToTable(CashCount.Table);
        table.HasKey(c => c.Id);
        table.Property(c => c.Id).ValueGeneratedNever();
        table.Property(c => c.Unit).HasMaxLength(8);
        table.Property(c => c.Notes).HasMaxLength(2000);
        table.Property(c => c.State).HasMaxLength(10);
        table.Property(c => c.Reason).HasMaxLength(200);
        table.Property(c => c.Anchor).HasMaxLength(64);
        table.Ignore(c => c.Difference);
        table.HasIndex(c => new
        {
            c.CustodianId,
            c.Unit,
            c.At,
        });
    }
}
