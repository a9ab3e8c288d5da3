using Jisr.Market.Orders;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Market.Rounds;

/// <summary>What came of a stop: waiting → one of the others.</summary>
internal enum StopResult
{
    Waiting,
    Done,
    Part,
    Failed,
    Skipped,
}

/// <summary>Why nothing was handed over: the closed list of market.md §4.</summary>
internal enum FailReason
{
    NotHome,
    NoAnswer,
    RefusedPrice,
    RefusedItem,
    WrongAddress,
    RoadClosed,
    Unsafe,
    AskedLater,
}

/// <summary>One door of a round: an order that is brought there.</summary>
internal sealed class Stop
{
    public const int MostWindow = 40;
    public const int MostNote = 200;

    public required StopId Id { get; init; }
    public required RoundId RoundId { get; init; }
    public required OrderId OrderId { get; init; }
    public required int Position { get; set; }

    /// <summary>When she is expected there, in words.</summary>
    public string? Window { get; set; }

    /// <summary>What she owes in all at this door, in the order's currency; 0 where she has credit.</summary>
    public long CashDueMinor { get; set; }
    public StopResult Result { get; set; }
    public FailReason? Reason { get; set; }

    /// <summary>What the courier adds; it is about goods and doors, and stands nowhere but here.</summary>
    public string? Note { get; set; }
    public DateTimeOffset? At { get; set; }

    /// <summary>What was handed over or refused stands. Who was not home may be found later on the same round.</summary>
    public bool HasFinalResult =>
        !(
            Result is StopResult.Waiting or StopResult.Skipped
            || (Result == StopResult.Failed && Reason is not (FailReason.RefusedPrice or FailReason.RefusedItem))
        );
}

internal sealed class StopTable : IEntityTypeConfiguration<Stop>
{
    public void Configure(EntityTypeBuilder<Stop> table)
    {
        table.ToTable(
            "market_stop",
            t =>
                t.HasCheckConstraint(
                    "ck_market_stop_result",
                    "(result = 'failed') = (reason IS NOT NULL) AND (result = 'waiting') = (at IS NULL) AND cash_due_minor >= 0"
                )
        );
        table.HasKey(s => s.Id);
        table.Ignore(s => s.HasFinalResult);
        table.Property(s => s.Window).HasMaxLength(Stop.MostWindow);
        table.Property(s => s.Result).AsCode();
        table.Property(s => s.Reason).AsCode();
        table.Property(s => s.Note).HasMaxLength(Stop.MostNote);
        table.HasOne<Round>().WithMany().HasForeignKey(s => s.RoundId);
        table.HasOne<Order>().WithMany().HasForeignKey(s => s.OrderId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(s => new { s.RoundId, s.OrderId }).IsUnique();
        // A bag is on one round at a time.
        table.HasIndex(s => s.OrderId).IsUnique().HasFilter("result = 'waiting'");
        table.HasIndex(s => new { s.OrderId, s.At });
    }
}
