using System.Security.Cryptography;
using System.Text;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Access.Accounts;

/// <summary>A link with which the owner of an account sets her own password; once, within 7 days.</summary>
internal sealed class Invitation
{
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(7);

    public required Guid Id { get; init; }
    public required AccountId AccountId { get; init; }

    /// <summary>SHA-256 of the code in the link; the code itself is kept nowhere.</summary>
    public required byte[] CodeHash { get; init; }
    public AccountId? GivenBy { get; init; }
    public required DateTimeOffset GivenAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; set; }
}

/// <summary>Secrets that a command makes. They come from the command's id and a key outside the database, so that a
/// second tap shows the same one, and neither command nor receipt holds it.</summary>
internal static class MadeSecret
{
    public static string Of(Sealer sealer, string purpose, CommandId id) =>
        WebEncoders.Base64UrlEncode(sealer.Index("access.secret." + purpose, id.ToString()));

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}

internal sealed class InvitationTable : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> table)
    {
        table.ToTable("access_invitation");
        table.HasKey(i => i.Id);
        table.Property(i => i.CodeHash).HasMaxLength(32);
        table.HasIndex(i => i.CodeHash).IsUnique();
        table.HasIndex(i => i.AccountId);
    }
}
