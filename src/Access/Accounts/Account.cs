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
        table.Property(a => a.ConcurrencyStamp).IsConcurrencyToken();
        table.HasIndex(a => a.NormalizedUserName).IsUnique();
        table.HasIndex(a => a.PartyId).IsUnique();
        // Phones are sealed fields of a party; the account keeps none in the clear.
        table.Ignore(a => a.PhoneNumber);
        table.Ignore(a => a.PhoneNumberConfirmed);
        table.Ignore(a => a.Email);
        table.Ignore(a => a.NormalizedEmail);
        table.Ignore(a => a.EmailConfirmed);
    }
}
