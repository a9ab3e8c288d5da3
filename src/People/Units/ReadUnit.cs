using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Language;
using Jisr.People.Programmes;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Units;

/// <summary>What the page of one unit shows.</summary>
internal sealed record UnitView(
    OrgUnit Unit,
    UnitOn Now,
    UnitOn? Parent,
    IReadOnlyList<UnitOn> Below,
    IReadOnlyList<OrgUnitName> Names,
    IReadOnlyList<OrgUnitPlace> Places,
    IReadOnlyList<(DateOnly From, DateOnly? To, string? Name)> Parents,
    IReadOnlyList<UnitProgramme> Programmes,
    string? Phone,
    string? PhoneOf,
    IReadOnlyList<(UnitOn Unit, int Share, bool IsHeir)> Kin
);

/// <summary>A programme that a unit carries.</summary>
internal sealed record UnitProgramme(string Code, string NameAr, string? NameFr, string? NameEn, string Role)
{
    public string Name => Words.Pick(Words.Language, NameAr, NameFr, NameEn);
}

/// <summary>Reads one unit with its history, open or closed.</summary>
internal sealed class ReadUnit(JisrDb db, UnitsAsAt history, UnitDirectory directory, IUnitTree tree)
{
    public async Task<UnitView?> OneAsync(string code, CancellationToken ct)
    {
        var unit = await db.Set<OrgUnit>()
            .AsNoTracking()
            .SingleOrDefaultAsync(u => u.Code == code && u.Id != UnitId.Root, ct);
        if (unit is null)
            return null;
        // A closed unit is shown as it was on its last day.
        var all = await history.OnAsync(unit.ClosedOn ?? tree.Today(UnitId.Root), planned: unit.OpenedOn is null, ct);
        if (all.FirstOrDefault(u => u.Id == unit.Id) is not { } now)
            return null;
        var names = await db.Set<OrgUnitName>()
            .AsNoTracking()
            .Where(n => n.UnitId == unit.Id)
            .OrderByDescending(n => n.From)
            .ToListAsync(ct);
        var places = await db.Set<OrgUnitPlace>()
            .AsNoTracking()
            .Where(n => n.UnitId == unit.Id)
            .OrderByDescending(n => n.From)
            .ToListAsync(ct);
        var links = await db.Set<UnitLink>()
            .AsNoTracking()
            .Where(n => n.UnitId == unit.Id)
            .OrderByDescending(n => n.From)
            .ToListAsync(ct);
        var programmes = await (
            from partner in db.Set<ProgrammePartner>().AsNoTracking()
            join programme in db.Set<Programme>() on partner.ProgrammeId equals programme.Id
            where partner.UnitId == unit.Id && partner.To == null
            orderby programme.Code, partner.Role
            select new UnitProgramme(programme.Code, programme.NameAr, programme.NameFr, programme.NameEn, partner.Role)
        ).ToListAsync(ct);
        var phone = await directory.NearestPhoneAsync(unit.Id, ct);
        return new UnitView(
            unit,
            now,
            all.FirstOrDefault(u => u.Id == now.ParentId),
            [.. all.Where(u => u.ParentId == unit.Id)],
            names,
            places,
            [.. links.Select(l => (l.From, l.To, all.FirstOrDefault(u => u.Id == l.ParentId)?.Name(Words.Language)))],
            programmes,
            phone?.Phone,
            phone is { } p && p.From != unit.Id ? all.FirstOrDefault(u => u.Id == p.From)?.Name(Words.Language) : null,
            await KinAsync(unit.Id, ct)
        );
    }

    // The units it came from or went on as, each as it was on its last day or is today.
    private async Task<IReadOnlyList<(UnitOn Unit, int Share, bool IsHeir)>> KinAsync(UnitId unit, CancellationToken ct)
    {
        var kin = new List<(UnitOn, int, bool)>();
        var heirs = await db.Set<UnitHeir>()
            .AsNoTracking()
            .Where(h => h.FromUnit == unit || h.ToUnit == unit)
            .ToListAsync(ct);
        foreach (var heir in heirs)
        {
            var isHeir = heir.FromUnit == unit;
            var other = isHeir ? heir.ToUnit : heir.FromUnit;
            var row = await db.Set<OrgUnit>().AsNoTracking().SingleAsync(u => u.Id == other, ct);
            var then = await history.OnAsync(row.ClosedOn ?? tree.Today(UnitId.Root), ct);
            if (then.FirstOrDefault(u => u.Id == other) is { } found)
                kin.Add((found, heir.Share, isHeir));
        }
        return kin;
    }
}
