using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Access.Grants;

/// <summary>Role × unit (with or without those below) × programme, from a day to a day: none without an end.</summary>
internal sealed class RoleGrant
{
    public required Guid Id { get; init; }
    public required AccountId AccountId { get; init; }
    public required string Role { get; init; }
    public required UnitId UnitId { get; init; }
    public required bool Below { get; init; }
    public ProgrammeId? ProgrammeId { get; init; }
    public required DateOnly From { get; init; }

    /// <summary>Last day, as the unit counts days; at most 12 months after <see cref="From"/>.</summary>
    public required DateOnly To { get; init; }
    public AccountId? GivenBy { get; init; }
    public required DateTimeOffset GivenAt { get; init; }

    /// <summary>Set when somebody ended it early: it opens nothing from that moment on.</summary>
    public DateTimeOffset? EndedAt { get; set; }
    public AccountId? EndedBy { get; set; }
}

internal sealed class RoleGrantTable : IEntityTypeConfiguration<RoleGrant>
{
    public void Configure(EntityTypeBuilder<RoleGrant> table)
    {
        table.ToTable("access_role_grant");
        table.HasKey(g => g.Id);
        table.Property(g => g.Role).HasMaxLength(30);
        table.HasIndex(g => g.AccountId);
        table.HasIndex(g => g.UnitId);
        table.HasIndex(g => g.Role);
    }
}
