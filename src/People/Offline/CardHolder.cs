using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Text;
using Jisr.People.Parties;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Offline;

/// <summary>Who is meant by the number on a card. A device has no list of names: the number is all it can say of her.</summary>
internal sealed class CardHolder(JisrDb db, AccessGate gate, IUnitTree units)
{
    /// <summary>The woman of the card, where the writer has the right over her; a number of another centre looks like a
    /// number of nobody.</summary>
    public async Task<(PartyId Id, UnitId Home)?> FindAsync(
        string? typed,
        string permission,
        Actor actor,
        CancellationToken ct
    )
    {
        if (!MemberNumber.TryRead(typed, out var number))
            return null;
        var named = await db.Set<Party>()
            .AsNoTracking()
            .Where(p => p.Number == number && p.Kind == "person")
            .Select(p => (PartyId?)p.Id)
            .SingleOrDefaultAsync(ct);
        return
            named is { } party
            && await LivesOn.FindAsync(db, party, ct) is { } who
            && gate.May(actor, permission, PersonRights.ReachOf(who.Id, who.Home, []))
            ? who
            : null;
    }

    /// <summary>Where a command about a card acts: at her centre, or at the writer's where nobody is meant.</summary>
    public Reach ReachOf((PartyId Id, UnitId Home)? who, UnitId writtenAt) =>
        who is { } her ? PersonRights.ReachOf(her.Id, her.Home, [])
        : units.Find(writtenAt) is null ? Reach.Missing
        : Reach.Unit(writtenAt);

    public static void Check(string? number, (PartyId, UnitId)? who, Problems problems)
    {
        if (!MemberNumber.TryRead(number, out _))
            problems.Add("number", "CARD_NUMBER_WRONG");
        else if (who is null)
            problems.Add("number", "MEMBER_UNKNOWN");
    }
}
