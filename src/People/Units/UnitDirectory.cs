using Jisr.Contracts.People;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.People.Programmes;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Units;

/// <summary>Answers what other modules ask about units and programmes.</summary>
internal sealed class UnitDirectory(JisrDb db) : IUnitDirectory
{
    public async Task<UnitId?> ByCodeAsync(string code, CancellationToken ct) =>
        (await db.Set<OrgUnit>().AsNoTracking().SingleOrDefaultAsync(u => u.Code == code, ct))?.Id;

    public async Task<IReadOnlyList<UnitInfo>> AllAsync(CancellationToken ct) =>
        await (
            from unit in db.Set<OrgUnit>().AsNoTracking()
            join name in db.Set<OrgUnitName>() on unit.Id equals name.UnitId
            where name.To == null && unit.ClosedOn == null
            orderby unit.Code
            select new UnitInfo(unit.Id, unit.Code, unit.Kind, unit.PlaceCode, name.Ar, name.Fr, name.En)
        ).ToListAsync(ct);

    public async Task<ProgrammeId?> ProgrammeByCodeAsync(string code, CancellationToken ct) =>
        (await db.Set<Programme>().AsNoTracking().SingleOrDefaultAsync(p => p.Code == code, ct))?.Id;

    public async Task<IReadOnlyList<ProgrammeInfo>> ProgrammesAsync(CancellationToken ct) =>
        await db.Set<Programme>()
            .AsNoTracking()
            .OrderBy(p => p.Code)
            .Select(p => new ProgrammeInfo(p.Id, p.Code, p.NameAr, p.NameFr ?? p.NameAr, p.NameEn ?? p.NameAr))
            .ToListAsync(ct);
}
