using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Market.Orders;

/// <summary>A hidden number was shown (safety.md S-10): to whom, of which order, and until when.</summary>
internal sealed class Reveal
{
    /// <summary>How long it may be looked at again.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(14);

    public required Guid Id { get; init; }
    public required OrderId OrderId { get; init; }

    /// <summary>The account that looked; null for the program itself.</summary>
    public Guid? ViewerId { get; init; }
    public required ContactId OwnerId { get; init; }

    /// <summary>What was shown: phone.</summary>
    public required string Field { get; init; }
    public required DateTimeOffset At { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
}

internal sealed class RevealTable : IEntityTypeConfiguration<Reveal>
{
    public void Configure(EntityTypeBuilder<Reveal> table)
    {
        table.ToTable("market_reveal");
        table.HasKey(r => r.Id);
        table.Property(r => r.Field).HasMaxLength(20);
        table.HasOne<Order>().WithMany().HasForeignKey(r => r.OrderId);
        table.HasIndex(r => new { r.OrderId, r.ExpiresAt });
    }
}
