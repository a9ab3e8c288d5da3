using Jisr.Kernel.Ids;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Access.Accounts;

/// <summary>Somebody who signs in. A member's account has her party; staff may have none.</summary>
internal sealed class Account : IdentityUser<Guid>
{
    /// <summary>The member this account belongs to.</summary>
    public PartyId? PartyId { get; set; }

    /// <summary>How the person is greeted on her own pages; never shown to others.</summary>
    public string DisplayName { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>A suspended or closed account opens nothing.</summary>
    public bool IsClosed { get; set; }

    /// <summary>An account of the demo world, whose password is printed: it opens only while the program serves the demo.</summary>
    public bool IsDemo { get; set; }

    /// <summary>HMAC of the app code that was taken last: a code opens once (ASVS 6.5.1).</summary>
    public byte[]? LastCode { get; set; }
    public DateTimeOffset? LastCodeAt { get; set; }

    /// <summary>The form in which user names are compared.</summary>
    public static string Normal(string userName) => userName.Trim().Normalize().ToUpperInvariant();
}

internal sealed class AccountTable : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> table)
    {
        table.ToTable("access_account");
        table.HasKey(a => a.Id);
        table.Property(a => a.Id).ValueGeneratedNever();
        table.Property(a => a.UserName).HasMaxLength(80);
        table.Property(a => a.NormalizedUserName).HasMaxLength(80);
        table.Property(a => a.DisplayName).HasMaxLength(120);
        table.Property(a => a.LastCode).HasMaxLength(32);
        table.Property(a => a.ConcurrencyStamp).IsConcurrencyToken();
        table.HasIndex(a => a.NormalizedUserName).IsUnique();
        table.HasIndex(a => a.PartyId).IsUnique();
        // Phones are sealed fields of a party; the account keeps none in the clear.
        table.Ignore(a => a.PhoneNumber);
        table.Ignore(a => a.PhoneNumberConfirmed);
        table.Ignore(a => a.Email);
        table.Ignore(a => a.NormalizedEmail);
        table.Ignore(a => a.EmailConfirmed);
        // Identity's own lockout could be used by strangers to shut her out: SignIn/Waits stands in its place.
        table.Ignore(a => a.LockoutEnd);
        table.Ignore(a => a.LockoutEnabled);
        table.Ignore(a => a.AccessFailedCount);
    }
}
