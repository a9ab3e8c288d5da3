using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Access.Tokens;

/// <summary>Lets a program act for its owner at the API: with the permissions she chose, and never more than she has at
/// that moment.</summary>
internal sealed class ApiToken
{
    public const string Prefix = "jisr_";

    public required Guid Id { get; init; }
    public required AccountId AccountId { get; init; }
    public required string Name { get; init; }

    /// <summary>SHA-256 of the token; the token itself is shown once.</summary>
    public required byte[] KeyHash { get; init; }

    /// <summary>Permissions, joined by spaces.</summary>
    public required string Scopes { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last day (UTC).</summary>
    public required DateOnly Until { get; init; }
    public DateTimeOffset? LastUsedAt { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>The token that a command made.</summary>
    public static string TextOf(Sealer sealer, CommandId id) =>
        Prefix + Accounts.MadeSecret.Of(sealer, "api-token", id);
}

internal sealed class ApiTokenTable : IEntityTypeConfiguration<ApiToken>
{
    public void Configure(EntityTypeBuilder<ApiToken> table)
    {
        table.ToTable("access_api_token");
        table.HasKey(t => t.Id);
        table.Property(t => t.Name).HasMaxLength(60);
        table.Property(t => t.KeyHash).HasMaxLength(32);
        table.HasIndex(t => t.KeyHash).IsUnique();
        table.HasIndex(t => t.AccountId);
    }
}
