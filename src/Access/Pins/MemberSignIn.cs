using Jisr.Access.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Access.Pins;

/// <summary>How a member's account is opened: her PIN, and what waits after it was reset.</summary>
internal sealed class MemberSignIn
{
    /// <summary>The account's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>By Identity's hasher. Never the account's password: a PIN opens nothing alone.</summary>
    public string? PinHash { get; set; }
    public DateTimeOffset? PinSetAt { get; set; }

    /// <summary>Money waits until then after a reset (S-26).</summary>
    public DateTimeOffset? PayoutsHeldUntil { get; set; }
}

internal sealed class MemberSignInTable : IEntityTypeConfiguration<MemberSignIn>
{
    public void Configure(EntityTypeBuilder<MemberSignIn> table)
    {
        table.ToTable("access_member_sign_in");
        table.HasKey(s => s.Id);
        table.Property(s => s.Id).ValueGeneratedNever();
        table.Property(s => s.PinHash).HasMaxLength(200);
        table.HasOne<Account>().WithOne().HasForeignKey<MemberSignIn>(s => s.Id).OnDelete(DeleteBehavior.Cascade);
    }
}
