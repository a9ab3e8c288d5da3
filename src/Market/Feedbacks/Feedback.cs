using Jisr.Market.Orders;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Market.Feedbacks;

/// <summary>How a buyer found it.</summary>
internal enum Grade
{
    Good,
    SoSo,
    Bad,
}

/// <summary>What a buyer says of a line that reached her, once, and one answer of the seller (market.md §10). Who she is
/// stands nowhere in it; numbers and addresses in her words were taken out before they were kept.</summary>
internal sealed class Feedback
{
    public const string Table = "market_feedback";
    public const int MostText = 500;

    public required FeedbackId Id { get; init; }
    public required ShopId ShopId { get; init; }
    public required OrderLineId LineId { get; init; }
    public required Grade Grade { get; init; }
    public string? Text { get; set; }
    public required DateTimeOffset At { get; init; }
    public string? Answer { get; set; }
    public DateTimeOffset? AnsweredAt { get; set; }
}

internal sealed class FeedbackTable : IEntityTypeConfiguration<Feedback>
{
    public void Configure(EntityTypeBuilder<Feedback> table)
    {
        table.ToTable(Feedback.Table);
        table.HasKey(f => f.Id);
        table.Property(f => f.Grade).AsCode();
        // Longer than what is typed: a number that is taken out leaves words in its place.
        table.Property(f => f.Text).HasMaxLength(2 * Feedback.MostText);
        table.Property(f => f.Answer).HasMaxLength(2 * Feedback.MostText);
        table.HasOne<Shop>().WithMany().HasForeignKey(f => f.ShopId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<OrderLine>().WithMany().HasForeignKey(f => f.LineId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(f => f.LineId).IsUnique();
        table.HasIndex(f => new { f.ShopId, f.Id });
    }
}
