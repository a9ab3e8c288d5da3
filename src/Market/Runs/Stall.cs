using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Market.Runs;

/// <summary>A place to walk to and buy from. It is its seller's and stays from run to run.</summary>
internal sealed class Stall
{
    public const int MostName = 60;
    public const int MostPlace = 120;
    public const int MostTerms = 200;

    public required StallId Id { get; init; }

    /// <summary>Whose list of stalls it stands in.</summary>
    public required PartyId PartyId { get; init; }
    public required string Name { get; set; }
    public string? Place { get; set; }
    public string? Landmark { get; set; }

    /// <summary>Where she passes it on her way.</summary>
    public int WalkingOrder { get; set; }

    /// <summary>D3, sealed.</summary>
    public byte[]? PhoneSealed { get; set; }

    /// <summary>What was agreed about paying later.</summary>
    public string? CreditTerms { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>She buys there no more; what was bought there stays.</summary>
    public DateTimeOffset? ClosedAt { get; set; }
}

internal sealed class StallTable : IEntityTypeConfiguration<Stall>
{
    public void Configure(EntityTypeBuilder<Stall> table)
    {
        table.ToTable("market_stall");
        table.HasKey(s => s.Id);
        table.Property(s => s.Name).HasMaxLength(Stall.MostName);
        table.Property(s => s.Place).HasMaxLength(Stall.MostPlace);
        table.Property(s => s.Landmark).HasMaxLength(Stall.MostPlace);
        table.Property(s => s.CreditTerms).HasMaxLength(Stall.MostTerms);
        table.HasIndex(s => new { s.PartyId, s.WalkingOrder });
    }
}
