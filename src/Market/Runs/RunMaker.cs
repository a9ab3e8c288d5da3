using Jisr.Market.Products;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Market.Runs;

/// <summary>A shop whose goods may be offered in a joint run of another.</summary>
internal sealed class RunMaker
{
    public const string Table = "market_run_maker";

    public required RunId RunId { get; init; }
    public required ShopId ShopId { get; init; }
    public required DateTimeOffset InvitedAt { get; init; }
}

/// <summary>What a maker says she really has of her own goods for a joint run: the weight that came out, or nothing. Append
/// only; the newest holds.</summary>
internal sealed class MakerWord
{
    public const string Table = "market_maker_word";

    public required Guid Id { get; init; }
    public required RunId RunId { get; init; }
    public required VariantId VariantId { get; init; }

    /// <summary>Thousandths; 0 where she has none.</summary>
    public required long Has { get; init; }
    public required DateTimeOffset At { get; init; }
}

internal sealed class RunMakerTable : IEntityTypeConfiguration<RunMaker>
{
    public void Configure(EntityTypeBuilder<RunMaker> table)
    {
        table.ToTable(RunMaker.Table);
        table.HasKey(m => new { m.RunId, m.ShopId });
        table.HasOne<Run>().WithMany().HasForeignKey(m => m.RunId);
        table.HasOne<Shop>().WithMany().HasForeignKey(m => m.ShopId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(m => m.ShopId);
    }
}

internal sealed class MakerWordTable : IEntityTypeConfiguration<MakerWord>
{
    public void Configure(EntityTypeBuilder<MakerWord> table)
    {
        table.ToTable(MakerWord.Table, t => t.HasCheckConstraint("ck_market_maker_word_has", "has >= 0"));
        table.HasKey(w => w.Id);
        table.HasOne<Run>().WithMany().HasForeignKey(w => w.RunId);
        table.HasOne<Variant>().WithMany().HasForeignKey(w => w.VariantId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(w => new
        {
            w.RunId,
            w.VariantId,
            w.At,
        });
        table.HasIndex(w => w.VariantId);
    }
}
