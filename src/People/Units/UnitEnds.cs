using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.People.Programmes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.People.Units;

/// <summary>A unit went on as another, by a split or a merge.</summary>
internal sealed class UnitHeir
{
    public required Guid Id { get; init; }
    public required UnitId FromUnit { get; init; }
    public required UnitId ToUnit { get; init; }

    /// <summary>Share of the old unit that went there, in 1/10,000.</summary>
    public required int Share { get; init; }
    public required DateTimeOffset At { get; init; }
}

internal sealed class UnitHeirTable : IEntityTypeConfiguration<UnitHeir>
{
    public void Configure(EntityTypeBuilder<UnitHeir> table)
    {
        table.ToTable("people_unit_heir");
        table.HasKey(h => h.Id);
        table.HasIndex(h => h.FromUnit);
        table.HasIndex(h => h.ToUnit);
        table.HasOne<OrgUnit>().WithMany().HasForeignKey(h => h.FromUnit).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<OrgUnit>().WithMany().HasForeignKey(h => h.ToUnit).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>What splits and merges share.</summary>
internal static class UnitEnds
{
    /// <summary>Why a unit cannot end on the day before <paramref name="on"/>, or null.</summary>
    public static async Task<Outcome?> RefusalAsync(
        JisrDb db,
        UnitsAsAt history,
        UnitTree tree,
        OrgUnit unit,
        DateOnly on,
        CancellationToken ct
    )
    {
        if (unit.OpenedOn is null || on <= unit.OpenedOn)
            return Outcome.No("CLOSED_BEFORE_OPENED", "on");
        if ((await history.OnAsync(tree.Today(unit.Id), ct)).Any(u => u.ParentId == unit.Id))
            return Outcome.No("UNIT_HAS_UNITS");
        var last = await db.Set<UnitEvent>().Where(e => e.UnitId == unit.Id).MaxAsync(e => (DateOnly?)e.On, ct);
        return last >= on ? Outcome.No("CHANGED_SINCE", "on") : null;
    }

    public static UnitHeir Heir(CommandScope scope, UnitId from, UnitId to, int share) =>
        new()
        {
            Id = NewId.Next(),
            FromUnit = from,
            ToUnit = to,
            Share = share,
            At = scope.Now,
        };

    /// <summary>The programmes that the old ones carried are carried by the new ones from the day on.</summary>
    public static async Task ProgrammesAsync(
        JisrDb db,
        IReadOnlyCollection<UnitId> old,
        IReadOnlyCollection<UnitId> heirs,
        DateOnly on,
        CancellationToken ct
    )
    {
        var carried = await db.Set<ProgrammePartner>()
            .Where(p => old.Contains(p.UnitId) && p.To == null)
            .ToListAsync(ct);
        foreach (var (programme, role) in carried.Select(p => (p.ProgrammeId, p.Role)).Distinct())
            db.AddRange(
                heirs.Select(h => new ProgrammePartner
                {
                    Id = NewId.Next(),
                    ProgrammeId = programme,
                    UnitId = h,
                    Role = role,
                    From = on,
                })
            );
        foreach (var partner in carried)
            partner.To = on.AddDays(-1);
    }
}
