using Jisr.Kernel.Ids;
using Jisr.People.Parties;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.People.Referrals;

/// <summary>One organisation asks another to help her (people.md A3.14): proposed → accepted → done, or refused, or
/// revoked. What the receiver may see ends with it.</summary>
internal sealed class Referral
{
    internal const string Table = "people_referral";
    public const string Proposed = "proposed";
    public const string Accepted = "accepted";
    public const string Refused = "refused";
    public const string Done = "done";
    public const string Revoked = "revoked";

    /// <summary>What for, so widely that it tells nothing.</summary>
    public static readonly IReadOnlyList<string> Purposes = ["advice", "health", "papers", "training", "work"];

    public required Guid Id { get; init; }
    public required PartyId PartyId { get; init; }
    public required UnitId FromUnitId { get; init; }

    /// <summary>The organisation that is asked.</summary>
    public required UnitId ToUnitId { get; init; }
    public required string Purpose { get; init; }
    public required string State { get; set; }
    public required DateTimeOffset At { get; init; }
    public AccountId? ProposedBy { get; init; }
    public DateTimeOffset? AnsweredAt { get; set; }
    public AccountId? AnsweredBy { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
}

internal sealed class ReferralTable : IEntityTypeConfiguration<Referral>
{
    public void Configure(EntityTypeBuilder<Referral> table)
    {
        table.ToTable(Referral.Table);
        table.HasKey(r => r.Id);
        table.Property(r => r.Purpose).HasMaxLength(20);
        table.Property(r => r.State).HasMaxLength(10);
        table.HasIndex(r => new { r.PartyId, r.State });
        table.HasIndex(r => new { r.ToUnitId, r.State });
        table.HasOne<Party>().WithMany().HasForeignKey(r => r.PartyId).OnDelete(DeleteBehavior.Restrict);
    }
}
