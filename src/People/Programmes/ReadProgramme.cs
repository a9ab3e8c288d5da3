using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Language;
using Jisr.People.Parties;
using Jisr.People.Units;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Programmes;

/// <summary>A programme on the list and on its page.</summary>
internal sealed record ProgrammeView(
    ProgrammeId Id,
    string Code,
    string NameAr,
    string? NameFr,
    string? NameEn,
    DateOnly From,
    DateOnly? To,
    int Members
)
{
    public string Name => Words.Pick(Words.Language, NameAr, NameFr, NameEn);
}

/// <summary>A unit that carries or carried a programme.</summary>
internal sealed record PartnerView(Guid Id, UnitOn? Unit, string Code, string Role, DateOnly From, DateOnly? To);

/// <summary>Reads programmes with the number of those who belong to them today; never who they are.</summary>
internal sealed class ReadProgramme(JisrDb db, UnitsAsAt history, IUnitTree tree)
{
    public async Task<IReadOnlyList<ProgrammeView>> AllAsync(CancellationToken ct) =>
        await Views(db.Set<Programme>().OrderByDescending(p => p.From).ThenBy(p => p.Code)).ToListAsync(ct);

    /// <summary>Those that run on a day.</summary>
    public async Task<IReadOnlyList<ProgrammeView>> RunningAsync(DateOnly day, CancellationToken ct) =>
        [.. (await AllAsync(ct)).Where(p => p.From <= day && !(p.To < day))];

    /// <summary>The row itself; null where there is none.</summary>
    public static Task<Programme?> RowAsync(JisrDb db, string code, CancellationToken ct) =>
        db.Set<Programme>().AsNoTracking().SingleOrDefaultAsync(p => p.Code == code, ct);

    public Task<ProgrammeView?> OneAsync(string code, CancellationToken ct) =>
        Views(db.Set<Programme>().Where(p => p.Code == code)).SingleOrDefaultAsync(ct);

    public async Task<IReadOnlyList<PartnerView>> PartnersAsync(ProgrammeId programme, CancellationToken ct)
    {
        var units = (await history.OnAsync(tree.Today(UnitId.Root), ct)).ToDictionary(u => u.Id);
        var rows = await (
            from partner in db.Set<ProgrammePartner>().AsNoTracking()
            join unit in db.Set<OrgUnit>() on partner.UnitId equals unit.Id
            where partner.ProgrammeId == programme
            orderby partner.To != null, partner.From, unit.Code
            select new { partner, unit.Code }
        ).ToListAsync(ct);
        return
        [
            .. rows.Select(r => new PartnerView(
                r.partner.Id,
                units.GetValueOrDefault(r.partner.UnitId),
                r.Code,
                r.partner.Role,
                r.partner.From,
                r.partner.To
            )),
        ];
    }

    private IQueryable<ProgrammeView> Views(IQueryable<Programme> programmes) =>
        programmes
            .AsNoTracking()
            .Select(p => new ProgrammeView(
                p.Id,
                p.Code,
                p.NameAr,
                p.NameFr,
                p.NameEn,
                p.From,
                p.To,
                db.Set<Membership>().Count(m => m.ProgrammeId == p.Id && m.IsOpen)
            ));
}
