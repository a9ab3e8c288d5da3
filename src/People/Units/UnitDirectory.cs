using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.People.Programmes;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Units;

/// <summary>Answers what other modules ask about units and programmes.</summary>
internal sealed class UnitDirectory(JisrDb db, UnitsAsAt history, IUnitTree tree) : IUnitDirectory
{
    public async Task<UnitId?> ByCodeAsync(string code, CancellationToken ct) =>
        (await db.Set<OrgUnit>().AsNoTracking().SingleOrDefaultAsync(u => u.Code == code, ct))?.Id;

    public async Task<IReadOnlyList<UnitInfo>> AllAsync(CancellationToken ct) =>
        [
            .. (await history.OnAsync(tree.Today(UnitId.Root), ct)).Select(u => new UnitInfo(
                u.Id,
                u.Code,
                u.Kind,
                u.PlaceCode,
                u.NameAr,
                u.NameFr,
                u.NameEn
            )),
        ];

    public async Task<ProgrammeId?> ProgrammeByCodeAsync(string code, CancellationToken ct) =>
        (await db.Set<Programme>().AsNoTracking().SingleOrDefaultAsync(p => p.Code == code, ct))?.Id;

    public async Task<IReadOnlyList<ProgrammeInfo>> ProgrammesAsync(CancellationToken ct) =>
        await db.Set<Programme>()
            .AsNoTracking()
            .OrderBy(p => p.Code)
            .Select(p => new ProgrammeInfo(p.Id, p.Code, p.NameAr, p.NameFr ?? p.NameAr, p.NameEn ?? p.NameAr))
            .ToListAsync(ct);

    public async Task<string?> PhoneOfAsync(UnitId unit, CancellationToken ct) =>
        (await NearestPhoneAsync(unit, ct))?.Phone;

    /// <summary>The number and the unit that has it: the unit itself, or the nearest one above.</summary>
    public async Task<(UnitId From, string Phone)?> NearestPhoneAsync(UnitId unit, CancellationToken ct)
    {
        var phones = await db.Set<OrgUnit>()
            .AsNoTracking()
            .Where(u => u.Phone != null)
            .ToDictionaryAsync(u => u.Id, u => u.Phone!, ct);
        var parents = (await history.OnAsync(tree.Today(UnitId.Root), ct)).ToDictionary(u => u.Id, u => u.ParentId);
        for (UnitId? at = unit; at is { } id; at = parents.TryGetValue(id, out var above) ? above : null)
            if (phones.TryGetValue(id, out var phone))
                return (id, phone);
        return null;
    }
}
