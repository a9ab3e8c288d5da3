using Jisr.Kernel.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Market.Orders;

/// <summary>Cash handed over for an order. Its id is that of its journal transaction; an undo is a reversal there.</summary>
internal sealed class Payment
{
    public required PaymentId Id { get; init; }
    public required OrderId OrderId { get; init; }

    /// <summary>The door at which it was handed over; null where the seller took it herself.</summary>
    public StopId? StopId { get; init; }

    /// <summary>What it settles, in the order's currency.</summary>
    public required long Minor { get; init; }

    /// <summary>The order's.</summary>
    public required string Currency { get; init; }

    /// <summary>What was really handed over, where that was of another currency or series.</summary>
    public long? HandedMinor { get; init; }
    public string? HandedCurrency { get; init; }
    public Guid? RateId { get; init; }
    public required DateTimeOffset At { get; init; }
    public DateTimeOffset? UndoneAt { get; set; }

    /// <summary>What was really handed over; null where it is what it settles.</summary>
    public Money? Handed =>
        HandedMinor is { } minor && HandedCurrency is { } key
            ? new Money(minor, Kernel.Values.Currency.Parse(key))
            : null;
}

internal sealed class PaymentTable : IEntityTypeConfiguration<Payment>
{
    public void Configure(EntityTypeBuilder<Payment> table)
    {
        table.ToTable("market_payment", t => t.HasCheckConstraint("ck_market_payment_minor", "minor > 0"));
        table.HasKey(p => p.Id);
        table.Ignore(p => p.Handed);
        table.Property(p => p.Currency).HasMaxLength(10);
        table.HasOne<Order>().WithMany().HasForeignKey(p => p.OrderId);
        table.Property(p => p.HandedCurrency).HasMaxLength(10);
        table.HasOne<Rounds.Stop>().WithMany().HasForeignKey(p => p.StopId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(p => p.OrderId);
        table.HasIndex(p => p.StopId);
    }
}
