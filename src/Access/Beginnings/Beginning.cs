using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Access.Beginnings;

/// <summary>A code with which she chooses her PIN herself: on a card when she is new, by word of mouth after a reset.</summary>
internal sealed class Beginning
{
    public const string First = "first";
    public const string Reset = "reset";
    public static readonly TimeSpan FirstLasts = TimeSpan.FromDays(7);
    public static readonly TimeSpan ResetLasts = TimeSpan.FromMinutes(15);

    public required Guid Id { get; init; }
    public required AccountId AccountId { get; init; }

    /// <summary>first or reset.</summary>
    public required string Why { get; init; }

    /// <summary>SHA-256 of the code; the code itself is kept nowhere.</summary>
    public required byte[] CodeHash { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; set; }
}

internal sealed class BeginningTable : IEntityTypeConfiguration<Beginning>
{
    public void Configure(EntityTypeBuilder<Beginning> table)
    {
        table.ToTable("access_beginning");
        table.HasKey(b => b.Id);
        table.Property(b => b.Why).HasMaxLength(10);
        table.Property(b => b.CodeHash).HasMaxLength(32);
        table.HasIndex(b => b.CodeHash).IsUnique();
        table.HasIndex(b => b.AccountId);
    }
}
