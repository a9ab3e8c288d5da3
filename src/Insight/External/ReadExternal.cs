using Jisr.Kernel.Data;
using Jisr.Kernel.Values;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Insight.External;

/// <summary>One number from elsewhere as pages and files show it.</summary>
internal sealed record ExternalLine(
    string Name,
    string Place,
    DateOnly On,
    Quantity Value,
    string Unit,
    string Meaning,
    string Source
);

/// <summary>Reads the numbers from elsewhere; one that was put right stands with its newest value only.</summary>
internal sealed class ReadExternal(JisrDb db)
{
    /// <summary>Lines of one look; a country has its own.</summary>
    public const int Most = 500;

    /// <summary>Those of a country and its areas; all without one.</summary>
    public async Task<IReadOnlyList<ExternalLine>> ReadAsync(string? country, CancellationToken ct)
    {
        var rows = db.Set<ExternalFigure>().AsNoTracking();
        if (country is not null)
            rows = rows.Where(f => f.Place.StartsWith(country));
        var newest = await rows.Where(f =>
                !db.Set<ExternalFigure>()
                    .Any(n =>
                        n.Name == f.Name
                        && n.Place == f.Place
                        && n.On == f.On
                        && n.Meaning == f.Meaning
                        && n.EnteredAt > f.EnteredAt
                    )
            )
            .OrderBy(f => f.Place)
            .ThenBy(f => f.Name)
            .ThenByDescending(f => f.On)
            .ThenByDescending(f => f.Meaning)
            .Take(Most)
            .ToListAsync(ct);
        return
        [
            .. newest.Select(f => new ExternalLine(
                f.Name,
                f.Place,
                f.On,
                new Quantity(f.ValueE3),
                f.Unit,
                f.Meaning,
                f.Source
            )),
        ];
    }
}
