using Jisr.Market.Products;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Market.Runs;

/// <summary>What became of a line at the market.</summary>
internal enum BuyDecision
{
    Open,
    Done,
    Short,
    None,
}

/// <summary>What must be bought of a variant. Frozen when the run closes; a late order alone changes it, in sight.</summary>
internal sealed class BuyLine
{
    public required BuyLineId Id { get; init; }
    public required RunId RunId { get; init; }
    public required VariantId VariantId { get; init; }
    public required long Asked { get; set; }
    public required long Tolerance { get; set; }
    public required long ToBuy { get; set; }

    /// <summary>How much of what is asked came late.</summary>
    public long Late { get; set; }
    public required DateTimeOffset FrozenAt { get; init; }
    public BuyDecision Decision { get; set; }
}

/// <summary>How a buy was paid.</summary>
internal enum PaidBy
{
    Purse,
    StallCredit,
    OwnMoney,
}

/// <summary>What was bought. Insert only: a mistake is a row that turns another round, once. Its id is its command's, so
/// that a phone may send it twice, and that of its journal transaction.</summary>
internal sealed class BuyEntry
{
    public required BuyEntryId Id { get; init; }
    public required BuyLineId BuyLineId { get; init; }

    /// <summary>What was really bought: the line's own variant, or another kind.</summary>
    public required VariantId VariantId { get; init; }
    public StallId? StallId { get; init; }

    /// <summary>Below 0 in a row that turns another round.</summary>
    public required long Qty { get; init; }

    /// <summary>Total paid; below 0 in a row that turns another round, 0 for a gift.</summary>
    public required long PaidMinor { get; init; }
    public required PaidBy PaidBy { get; init; }
    public required DateTimeOffset At { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public Guid? By { get; init; }
    public Guid? DeviceId { get; init; }
    public string? Note { get; init; }
    public BuyEntryId? ReversesId { get; init; }
}

/// <summary>What a run cost besides goods: the bus, bags. Insert only, like a buy.</summary>
internal sealed class RunExpense
{
    public required Guid Id { get; init; }
    public required RunId RunId { get; init; }
    public required long Minor { get; init; }
    public required string What { get; init; }
    public required DateTimeOffset At { get; init; }
    public Guid? ReversesId { get; init; }
}

internal sealed class BuyLineTable : IEntityTypeConfiguration<BuyLine>
{
    public void Configure(EntityTypeBuilder<BuyLine> table)
    {
        table.ToTable(
            "market_buy_line",
            t => t.HasCheckConstraint("ck_market_buy_line_qty", "asked >= 0 AND tolerance >= 0 AND to_buy >= 0")
        );
        table.HasKey(l => l.Id);
        table.Property(l => l.Decision).AsCode();
        table.HasOne<Run>().WithMany().HasForeignKey(l => l.RunId);
        table.HasOne<Variant>().WithMany().HasForeignKey(l => l.VariantId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(l => new { l.RunId, l.VariantId }).IsUnique();
        table.HasIndex(l => l.VariantId);
    }
}

internal sealed class BuyEntryTable : IEntityTypeConfiguration<BuyEntry>
{
    public void Configure(EntityTypeBuilder<BuyEntry> table)
    {
        table.ToTable(
            "market_buy_entry",
            t =>
                t.HasCheckConstraint(
                    "ck_market_buy_entry_sign",
                    "(reverses_id IS NULL AND qty > 0 AND paid_minor >= 0) OR (reverses_id IS NOT NULL AND qty < 0 AND paid_minor <= 0)"
                )
        );
        table.HasKey(e => e.Id);
        table.Property(e => e.PaidBy).AsCode();
        table.Property(e => e.Note).HasMaxLength(200);
        table.HasOne<BuyLine>().WithMany().HasForeignKey(e => e.BuyLineId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Variant>().WithMany().HasForeignKey(e => e.VariantId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Stall>().WithMany().HasForeignKey(e => e.StallId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<BuyEntry>().WithMany().HasForeignKey(e => e.ReversesId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(e => e.ReversesId).IsUnique();
        table.HasIndex(e => e.BuyLineId);
        table.HasIndex(e => new { e.VariantId, e.At });
        table.HasIndex(e => e.StallId);
    }
}

internal sealed class RunExpenseTable : IEntityTypeConfiguration<RunExpense>
{
    public void Configure(EntityTypeBuilder<RunExpense> table)
    {
        table.ToTable("market_run_expense");
        table.HasKey(e => e.Id);
        table.Property(e => e.What).HasMaxLength(120);
        table.HasOne<Run>().WithMany().HasForeignKey(e => e.RunId);
        table.HasOne<RunExpense>().WithMany().HasForeignKey(e => e.ReversesId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(e => e.ReversesId).IsUnique();
        table.HasIndex(e => e.RunId);
    }
}
