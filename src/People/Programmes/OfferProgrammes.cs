using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Language;
using Jisr.People.Registration;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Programmes;

/// <summary>A programme that a woman may join at a desk today.</summary>
/// <param name="Id">The programme.</param>
/// <param name="Name">In the language of the screen.</param>
/// <param name="Notice">Version of the notice that is read out for it.</param>
/// <param name="Units">Those of the asked units that offer it.</param>
internal sealed record OfferedProgramme(ProgrammeId Id, string Name, string Notice, IReadOnlyList<UnitId> Units);

/// <summary>Which programmes run at which units. A unit offers what it carries itself or what a unit above it carries; what
/// nobody carries is offered everywhere.</summary>
internal sealed class OfferProgrammes(JisrDb db, IUnitTree tree)
{
    /// <summary>Programmes that run today at one of the units, by their code, and <paramref name="also"/>, which was chosen
    /// before.</summary>
    public async Task<IReadOnlyList<OfferedProgramme>> AtAsync(
        IReadOnlyList<UnitId> units,
        CancellationToken ct,
        ProgrammeId? also = null
    )
    {
        var programmes = await db.Set<Programme>().AsNoTracking().OrderBy(p => p.Code).ToListAsync(ct);
        var partners = (await db.Set<ProgrammePartner>().AsNoTracking().ToListAsync(ct)).ToLookup(p => p.ProgrammeId);
        return
        [
            .. programmes
                .Select(p => new OfferedProgramme(
                    p.Id,
                    Words.Pick(Words.Language, p.NameAr, p.NameFr, p.NameEn),
                    p.NoticeVersion ?? ConsentRules.Notice,
                    [.. units.Where(u => p.Id == also || (p.RunsOn(tree.Today(u)) && IsCarriedAt(u, partners[p.Id])))]
                ))
                .Where(o => o.Units.Count > 0),
        ];
    }

    /// <summary>Version of the notice for those who join a programme, or none.</summary>
    public async Task<string> NoticeOfAsync(ProgrammeId? programme, CancellationToken ct) =>
        (
            programme is { } id
                ? await db.Set<Programme>().Where(p => p.Id == id).Select(p => p.NoticeVersion).SingleOrDefaultAsync(ct)
                : null
        ) ?? ConsentRules.Notice;

    private bool IsCarriedAt(UnitId unit, IEnumerable<ProgrammePartner> partners)
    {
        var today = tree.Today(unit);
        var now = partners.Where(p => p.From <= today && !(p.To < today)).ToList();
        return now.Count == 0 || now.Exists(p => tree.IsAtOrBelow(unit, p.UnitId));
    }
}
