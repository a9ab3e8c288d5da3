using Jisr.Kernel.Access;
using Jisr.Kernel.Audit;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.People.Openings;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Parties;

/// <summary>The one way to a woman's file: the right is asked, and the look is written down before anything is shown.
/// A file that is not hers to see is answered like one that is not there, and that is written down too.</summary>
internal sealed class PersonDoor(
    JisrDb db,
    AccessGate gate,
    ICurrentActor current,
    ReadLog log,
    Permissions permissions,
    OpenedFiles opened
)
{
    /// <summary>By what the last file was opened, where it was not by her unit's own right.</summary>
    public Opening? Through { get; private set; }

    /// <summary>The home unit of the person, or null: refused or missing.</summary>
    public async Task<UnitId?> OpenAsync(
        PartyId party,
        ReadAction action,
        string fieldGroups,
        CancellationToken ct,
        string permission = PersonRights.See,
        string? reason = null,
        bool orOpened = false
    )
    {
        var actor = await current.GetAsync(ct);
        var home = await db.Set<Party>()
            .AsNoTracking()
            .Where(p => p.Id == party && p.Kind == "person" && p.State != "anonymised")
            .Select(p => (UnitId?)p.HomeUnitId)
            .SingleOrDefaultAsync(ct);
        var may = home is { } unit && await MayAsync(permission, party, unit, ct);
        // What opens beside the rights of a role opens this page alone; the reason stands with every look.
        Through = !may && orOpened && home is not null ? await opened.OfAsync(actor, party, ct) : null;
        if (Through is not null)
        {
            may = true;
            reason = Through.By + (Through.Id is { } id ? ": " + id : "");
        }
        await log.WriteAsync(
            may ? action : ReadAction.Refused,
            home is null ? [] : [party],
            fieldGroups,
            ActsAt(actor, permission),
            reason,
            ct
        );
        return may ? home : null;
    }

    /// <summary>True when a role may open a file in an emergency.</summary>
    public bool MayBreak(string role) => permissions.Has(BreakGlass.Kind, role);

    /// <summary>True when this field group may be shown; asked beside the page's own right.</summary>
    public async Task<bool> MayAsync(string permission, PartyId party, UnitId home, CancellationToken ct) =>
        await PersonRights.MayAsync(db, gate, await current.GetAsync(ct), permission, party, home, ct);

    /// <summary>The unit in whose name she looks.</summary>
    public UnitId? ActsAt(Actor actor, string permission) =>
        gate.UnitsWith(actor, permission) is [var first, ..] ? first.Unit : null;
}
