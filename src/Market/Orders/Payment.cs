using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Market.Orders;

/// <summary>Cash handed over for an order. Its id is that of its journal transaction; an undo is a reversal there.</summary>
internal sealed class Payment
{
    public required PaymentId Id { get; init; }
    public required OrderId OrderId { get; init; }
    public required long Minor { get; init; }
    public required string Currency { get; init; }
    public required DateTimeOffset At { get; init; }
    public DateTimeOffset? UndoneAt { get; set; }
}

internal sealed class PaymentTable : IEntityTypeConfiguration<Payment>
{
    public void Configure(EntityTypeBuilder<Payment> table)
    {
        table.ToTable("market_payment", t => t.HasCheckConstraint("ck_market_payment_minor", "minor > 0"));
        table.HasKey(p => p.Id);
        table.Property(p => p.Currency).HasMaxLength(10);
        table.HasOne<Order>().WithMany().HasForeignKey(p => p.OrderId);
        table.HasIndex(p => p.OrderId);
    }
}
