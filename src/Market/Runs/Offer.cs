using Jisr.Kernel.Ids;
using Jisr.Kernel.Sharing;
using Jisr.Market.Products;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Market.Runs;

/// <summary>What the price may become after the market; an order line keeps the terms it was placed under.</summary>
/// <param name="CeilingMinor">For up to: the highest unit price without asking.</param>
/// <param name="PlusMinor">For market plus: a sum on each unit.</param>
/// <param name="PlusPercent">For market plus: hundredths of a percent on the cost.</param>
internal sealed record PriceTerms(
    PriceRule Rule = PriceRule.Fixed,
    long? CeilingMinor = null,
    long? PlusMinor = null,
    long? PlusPercent = null
);

/// <summary>A variant offered once on a run, at a price of today.</summary>
internal sealed class Offer
{
    public required OfferId Id { get; init; }
    public required RunId RunId { get; init; }
    public required VariantId VariantId { get; init; }
    public required PriceVersionId PriceId { get; set; }
    public required PriceRule PriceRule { get; set; }
    public long? CeilingMinor { get; set; }
    public long? PlusMinor { get; set; }

    /// <summary>Hundredths of a percent.</summary>
    public long? PlusPercent { get; set; }
    public CaseRule CaseRule { get; set; }

    /// <summary>At most so much for all buyers together, in thousandths.</summary>
    public long? MaxTotal { get; set; }

    /// <summary>Where she expects to find it.</summary>
    public StallId? StallId { get; set; }

    public PriceTerms Terms => new(PriceRule, CeilingMinor, PlusMinor, PlusPercent);
}

/// <summary>What a fee is counted on.</summary>
internal enum FeeBasis
{
    PerOrder,
    PerUnit,
    Percent,
}

/// <summary>What a fee is for.</summary>
internal enum FeeKind
{
    Packing,
    Transport,
    Service,
    Fund,
}

/// <summary>A fee that each buyer of a run pays.</summary>
internal sealed class RunFee
{
    public required Guid Id { get; init; }
    public required RunId RunId { get; init; }
    public required FeeKind Kind { get; init; }
    public required FeeBasis Basis { get; init; }

    /// <summary>Minor units; hundredths of a percent of the goods for percent.</summary>
    public required long Amount { get; init; }

    public static RunFee Of(RunId run, FeeWish wish) =>
        new()
        {
            Id = NewId.Next(),
            RunId = run,
            Kind = wish.Kind,
            Basis = wish.Basis,
            Amount = wish.Amount,
        };
}

internal sealed class OfferTable : IEntityTypeConfiguration<Offer>
{
    public void Configure(EntityTypeBuilder<Offer> table)
    {
        table.ToTable("market_offer");
        table.HasKey(o => o.Id);
        table.Property(o => o.PriceRule).AsCode();
        table.Property(o => o.CaseRule).AsCode();
        table.Ignore(o => o.Terms);
        table.HasOne<Run>().WithMany().HasForeignKey(o => o.RunId);
        table.HasOne<Variant>().WithMany().HasForeignKey(o => o.VariantId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<PriceVersion>().WithMany().HasForeignKey(o => o.PriceId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Stall>().WithMany().HasForeignKey(o => o.StallId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(o => new { o.RunId, o.VariantId }).IsUnique();
        table.HasIndex(o => o.VariantId);
        table.HasIndex(o => o.PriceId);
        table.HasIndex(o => o.StallId);
    }
}

internal sealed class RunFeeTable : IEntityTypeConfiguration<RunFee>
{
    public void Configure(EntityTypeBuilder<RunFee> table)
    {
        table.ToTable("market_run_fee", t => t.HasCheckConstraint("ck_market_run_fee_amount", "amount > 0"));
        table.HasKey(f => f.Id);
        table.Property(f => f.Kind).AsCode();
        table.Property(f => f.Basis).AsCode();
        table.HasOne<Run>().WithMany().HasForeignKey(f => f.RunId);
        table.HasIndex(f => f.RunId);
    }
}
