using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Matching;

/// <summary>The open links of a pair, as people make and undo them.</summary>
internal sealed class PairLinks(JisrDb db, IUnitTree units)
{
    /// <summary>A person says that both are one woman: what was provisional is hers to answer for from now on.</summary>
    public async Task SayAsync(PossibleMatch match, UnitId home, CommandScope scope, CancellationToken ct)
    {
        var links = await OpenAsync(match.Id, ct);
        if (links.Count == 0)
            SameWoman.Link(match, scope.Actor.AccountId, units.Today(home), home, db, scope);
        else
            links[0].By = scope.Actor.AccountId;
    }

    /// <summary>They are two: they count apart at once.</summary>
    public async Task UndoAsync(PossibleMatch match, UnitId home, CommandScope scope, CancellationToken ct)
    {
        foreach (var link in await OpenAsync(match.Id, ct))
            link.Undo(scope.Actor.AccountId, units.Today(home), home, scope);
    }

    private Task<List<SameWoman>> OpenAsync(Guid match, CancellationToken ct) =>
        db.Set<SameWoman>().Where(l => l.MatchId == match && l.UndoneAt == null).ToListAsync(ct);
}
