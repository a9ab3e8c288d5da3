using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Safety.Numbers;

/// <summary>A text of which its writer says that it holds no number.</summary>
internal sealed class NumberClaim
{
    public const string Table = "safety_number_claim";
    public const string Open = "open";
    public const string Agreed = "agreed";
    public const string Refused = "refused";

    public required Guid Id { get; init; }

    /// <summary>Blind index of the text: the same text is asked about once, wherever it stands.</summary>
    public required byte[] TextKey { get; init; }

    /// <summary>D3, sealed: it may be a number after all. Null once it was decided.</summary>
    public byte[]? TextSealed { get; set; }

    /// <summary>Cached pages that show it.</summary>
    public string? Tag { get; init; }
    public required string State { get; set; }
    public required DateTimeOffset At { get; init; }

    /// <summary>The account that asked; null for a buyer without one.</summary>
    public Guid? ById { get; init; }
    public Guid? DecidedBy { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
}

internal sealed class NumberClaimTable : IEntityTypeConfiguration<NumberClaim>
{
    public void Configure(EntityTypeBuilder<NumberClaim> table)
    {
        table.ToTable(NumberClaim.Table);
        table.HasKey(c => c.Id);
        table.Property(c => c.TextKey).HasMaxLength(32);
        table.Property(c => c.Tag).HasMaxLength(80);
        table.Property(c => c.State).HasMaxLength(10);
        table.HasIndex(c => c.TextKey).IsUnique();
        table.HasIndex(c => new { c.State, c.Id });
    }
}
