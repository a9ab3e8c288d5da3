using Jisr.Kernel.Ids;
using Jisr.Market.Products;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Market.Links;

/// <summary>A short link that leads to a shop or one of its products, and says who brought the buyer (promotion.md L-1).
/// Its id is that of the command by which the seller agreed to the percentage.</summary>
internal sealed class TrackedLink
{
    public const string Table = "market_link";

    /// <summary>Of 10,000. More than half of the goods is a slip of the finger.</summary>
    public const int MostBps = 5_000;
    public const int MostMark = 24;

    public required LinkId Id { get; init; }
    public required ShopId ShopId { get; init; }
    public required PartyId PromoterId { get; init; }

    /// <summary>How the seller knows her: the number on her card or the code of her shop.</summary>
    public required string PromoterMark { get; set; }

    /// <summary>In the one code space of market.md §6.8.</summary>
    public required string Code { get; init; }

    /// <summary>What she gets of the goods, of 10,000; an order keeps that of its own hour.</summary>
    public required int Bps { get; init; }

    /// <summary>Null: the whole shop.</summary>
    public VariantId? VariantId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>What the link leads to, so that one promoter has one living link to one thing.</summary>
    public required Guid TargetId { get; init; }
}

internal sealed class TrackedLinkTable : IEntityTypeConfiguration<TrackedLink>
{
    public void Configure(EntityTypeBuilder<TrackedLink> table)
    {
        table.ToTable(
            TrackedLink.Table,
            t => t.HasCheckConstraint("ck_market_link_bps", $"bps > 0 AND bps <= {TrackedLink.MostBps}")
        );
        table.HasKey(l => l.Id);
        table.Property(l => l.PromoterMark).HasMaxLength(TrackedLink.MostMark);
        table.Property(l => l.Code).HasMaxLength(6);
        table.HasOne<Shop>().WithMany().HasForeignKey(l => l.ShopId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Variant>().WithMany().HasForeignKey(l => l.VariantId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(l => l.Code).IsUnique();
        table.HasIndex(l => new { l.TargetId, l.PromoterId }).IsUnique().HasFilter("ended_at IS NULL");
        table.HasIndex(l => new { l.ShopId, l.CreatedAt });
        table.HasIndex(l => l.PromoterId);
        table.HasIndex(l => l.VariantId);
    }
}
