using Jisr.Kernel.Ids;
using Jisr.People.Parties;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.People.Openings;

/// <summary>A worker opened the file of another unit's woman, in an emergency and with a reason (doors.md §7, "break the
/// glass"). It lasts three hours and is the owner unit's to see.</summary>
internal sealed class EmergencyOpening
{
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(3);

    public required Guid Id { get; init; }
    public required PartyId PartyId { get; init; }

    /// <summary>Whose woman she was at that moment; it stays so.</summary>
    public required UnitId OwnerUnitId { get; init; }
    public required AccountId AccountId { get; init; }
    public required string Role { get; init; }

    /// <summary>The unit in whose name it was opened.</summary>
    public UnitId? ByUnitId { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset At { get; init; }
    public required DateTimeOffset Until { get; init; }
}

internal sealed class EmergencyOpeningTable : IEntityTypeConfiguration<EmergencyOpening>
{
    public void Configure(EntityTypeBuilder<EmergencyOpening> table)
    {
        table.ToTable("people_opening");
        table.HasKey(o => o.Id);
        table.Property(o => o.Role).HasMaxLength(40);
        table.Property(o => o.Reason).HasMaxLength(BreakGlass.MostReason);
        table.HasIndex(o => new { o.AccountId, o.PartyId });
        table.HasIndex(o => new { o.OwnerUnitId, o.At });
        table.HasOne<Party>().WithMany().HasForeignKey(o => o.PartyId).OnDelete(DeleteBehavior.Restrict);
    }
}
