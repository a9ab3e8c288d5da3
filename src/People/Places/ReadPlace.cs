using Jisr.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Places;

/// <summary>One place with its dated names and parents.</summary>
internal sealed record PlaceHistory(Place Place, IReadOnlyList<PlaceName> Names, IReadOnlyList<PlaceLink> Links);

/// <summary>Reads a place's own rows; what it is today stands in the <see cref="PlaceBook"/>.</summary>
internal sealed class ReadPlace(JisrDb db)
{
    public async Task<PlaceHistory?> OneAsync(string code, CancellationToken ct)
    {
        var place = await db.Set<Place>().AsNoTracking().SingleOrDefaultAsync(p => p.Code == code, ct);
        if (place is null)
            return null;
        return new PlaceHistory(
            place,
            await db.Set<PlaceName>()
                .AsNoTracking()
                .Where(n => n.PlaceCode == code)
                .OrderByDescending(n => n.From)
                .ToListAsync(ct),
            await db.Set<PlaceLink>()
                .AsNoTracking()
                .Where(n => n.PlaceCode == code)
                .OrderByDescending(n => n.From)
                .ToListAsync(ct)
        );
    }
}
