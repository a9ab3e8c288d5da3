using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Access.Accounts;

/// <summary>The tables of Identity's schema version 3 that its user store reads; roles are ours (Grants).</summary>
internal sealed class PasskeyTable : IEntityTypeConfiguration<IdentityUserPasskey<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserPasskey<Guid>> table)
    {
        table.ToTable("access_passkey");
        table.HasKey(p => p.CredentialId);
        table.Property(p => p.CredentialId).HasMaxLength(1024);
        table.OwnsOne(p => p.Data).ToJson();
        table.HasIndex(p => p.UserId);
        table.HasOne<Account>().WithMany().HasForeignKey(p => p.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>App keys (sealed) and recovery codes (hashed) of an account.</summary>
internal sealed class SecretTable : IEntityTypeConfiguration<IdentityUserToken<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> table)
    {
        table.ToTable("access_secret");
        table.HasKey(t => new
        {
            t.UserId,
            t.LoginProvider,
            t.Name,
        });
        table.Property(t => t.LoginProvider).HasMaxLength(60);
        table.Property(t => t.Name).HasMaxLength(60);
        table.HasOne<Account>().WithMany().HasForeignKey(t => t.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ClaimTable : IEntityTypeConfiguration<IdentityUserClaim<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserClaim<Guid>> table)
    {
        table.ToTable("access_claim");
        table.HasKey(c => c.Id);
        table.HasIndex(c => c.UserId);
        table.HasOne<Account>().WithMany().HasForeignKey(c => c.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class LoginTable : IEntityTypeConfiguration<IdentityUserLogin<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> table)
    {
        table.ToTable("access_login");
        table.HasKey(l => new { l.LoginProvider, l.ProviderKey });
        table.Property(l => l.LoginProvider).HasMaxLength(60);
        table.Property(l => l.ProviderKey).HasMaxLength(200);
        table.HasIndex(l => l.UserId);
        table.HasOne<Account>().WithMany().HasForeignKey(l => l.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
