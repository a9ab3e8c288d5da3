using Jisr.Market.Orders;
using Jisr.Market.Products;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Market.Runs;

/// <summary>A buyer who wants to be asked is asked about another kind. A yes that comes after the runner left is kept and
/// shown; nothing is given by it until the seller allows it (market.md MK15).</summary>
internal sealed class SubstituteQuestion
{
    public required Guid Id { get; init; }
    public required OrderLineId LineId { get; init; }

    /// <summary>The other kind, and what one of it costs, in the run's currency.</summary>
    public required VariantId VariantId { get; init; }
    public required long UnitMinor { get; init; }
    public required DateTimeOffset At { get; init; }
    public BuyerAnswer Answer { get; set; } = BuyerAnswer.Asked;
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>The answer came after the runner had left.</summary>
    public bool IsLate { get; set; }

    /// <summary>The seller takes a late yes all the same.</summary>
    public bool IsAllowed { get; set; }
}

internal sealed class SubstituteQuestionTable : IEntityTypeConfiguration<SubstituteQuestion>
{
    public void Configure(EntityTypeBuilder<SubstituteQuestion> table)
    {
        table.ToTable("market_substitute_question");
        table.HasKey(q => q.Id);
        table.Property(q => q.Answer).AsCode();
        table.HasOne<OrderLine>().WithMany().HasForeignKey(q => q.LineId);
        table.HasOne<Variant>().WithMany().HasForeignKey(q => q.VariantId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(q => new { q.LineId, q.VariantId }).IsUnique();
        table.HasIndex(q => q.VariantId);
    }
}
