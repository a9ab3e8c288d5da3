using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Access.Sessions;

/// <summary>A phone or computer on which this account has signed in: strangers who try her name elsewhere do not slow her
/// down here. A household's phone may be known to several accounts.</summary>
internal sealed class SignInDevice
{
    public required Guid Id { get; init; }
    public required AccountId AccountId { get; init; }

    /// <summary>SHA-256 of the key in the device's cookie (128 bits or more).</summary>
    public required byte[] KeyHash { get; init; }

    /// <summary>own or centre.</summary>
    public required string Kind { get; init; }

    /// <summary>Kind of browser and machine, for her own list.</summary>
    public string? Label { get; set; }
    public required DateTimeOffset LastSeenAt { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }
}

internal sealed class SignInDeviceTable : IEntityTypeConfiguration<SignInDevice>
{
    public void Configure(EntityTypeBuilder<SignInDevice> table)
    {
        table.ToTable("access_sign_in_device");
        table.HasKey(d => d.Id);
        table.Property(d => d.KeyHash).HasMaxLength(32);
        table.Property(d => d.Kind).HasMaxLength(10);
        table.Property(d => d.Label).HasMaxLength(60);
        table.HasIndex(d => new { d.KeyHash, d.AccountId }).IsUnique();
        table.HasIndex(d => d.AccountId);
    }
}
