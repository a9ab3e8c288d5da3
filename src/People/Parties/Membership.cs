using Jisr.Kernel.Ids;
using Jisr.People.Programmes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.People.Parties;

/// <summary>Her standing in one programme (people.md A4).</summary>
internal sealed class Membership
{
    public required Guid Id { get; init; }
    public required PartyId PartyId { get; init; }
    public required ProgrammeId ProgrammeId { get; init; }
    public required string State { get; set; }

    /// <summary>False in not-eligible, completed, exited, withdrawn: a new application is a new row.</summary>
    public required bool IsOpen { get; set; }
    public required DateTimeOffset Since { get; set; }

    /// <summary>assisted, self, import.</summary>
    public required string Door { get; init; }
    public AccountId? ConfirmedBy { get; set; }
}

/// <summary>One change of her standing: who, when, why. Added, never edited.</summary>
internal sealed class MembershipEvent
{
    internal const string Table = "people_membership_event";
    public required Guid Id { get; init; }
    public required Guid MembershipId { get; init; }
    public string? FromState { get; init; }
    public required string ToState { get; init; }
    public required DateTimeOffset At { get; init; }
    public AccountId? By { get; init; }

    /// <summary>A code of <see cref="MembershipReasons.All"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>What was said beside it, sealed.</summary>
    public byte[]? Note { get; set; }
}

internal sealed class MembershipTable : IEntityTypeConfiguration<Membership>
{
    public void Configure(EntityTypeBuilder<Membership> table)
    {
        table.ToTable("people_membership");
        table.HasKey(m => m.Id);
        table.Property(m => m.State).HasMaxLength(20);
        table.Property(m => m.Door).HasMaxLength(10);
        table.HasOne<Party>().WithMany().HasForeignKey(m => m.PartyId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Programme>().WithMany().HasForeignKey(m => m.ProgrammeId).OnDelete(DeleteBehavior.Restrict);
        // At most one open membership of a woman in a programme.
        table.HasIndex(m => new { m.PartyId, m.ProgrammeId }).IsUnique().HasFilter("is_open");
    }
}

internal sealed class MembershipEventTable : IEntityTypeConfiguration<MembershipEvent>
{
    public void Configure(EntityTypeBuilder<MembershipEvent> table)
    {
        table.ToTable(MembershipEvent.Table);
        table.HasKey(e => e.Id);
        table.Property(e => e.FromState).HasMaxLength(20);
        table.Property(e => e.ToState).HasMaxLength(20);
        table.Property(e => e.Reason).HasMaxLength(40);
        table.HasOne<Membership>().WithMany().HasForeignKey(e => e.MembershipId).OnDelete(DeleteBehavior.Restrict);
    }
}
