using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Text;
using Jisr.People.Parties;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Groups;

/// <summary>A woman joins a household or an organisation. She is named by the number on her card, so that nobody is
/// searched for by name here.</summary>
internal sealed record LinkParty(PartyId GroupId, string Number, IReadOnlyList<string> Roles, DateOnly? From = null)
    : ICommand
{
    public static string Kind => "party.link";
}

/// <summary>She leaves it; the row keeps its days.</summary>
internal sealed record UnlinkParty(Guid LinkId, DateOnly? To = null) : ICommand
{
    public static string Kind => "party.unlink";
}

internal sealed class LinkPartyHandler(JisrDb db, AccessGate gate, IUnitTree units) : IHandle<LinkParty>
{
    private Party? group;
    private Party? person;

    public async Task<Reach> ReachAsync(LinkParty command, CommandScope scope, CancellationToken ct)
    {
        group = await db.Set<Party>()
            .AsNoTracking()
            .SingleOrDefaultAsync(p => p.Id == command.GroupId && p.Kind != "person" && p.State == "active", ct);
        if (group is null)
            return Reach.Missing;
        var number = MemberNumber.TryRead(command.Number, out var read) ? read : "";
        person = await db.Set<Party>()
            .AsNoTracking()
            .SingleOrDefaultAsync(p => p.Number == number && p.Kind == "person" && p.State == "active", ct);
        // A number of another centre looks like a number of nobody.
        if (person is not null && !gate.May(scope.Actor, PersonRights.See, Reach.Unit(person.HomeUnitId)))
            person = null;
        return Reach.Unit(group.HomeUnitId);
    }

    public void Check(LinkParty command, Problems problems, CommandScope scope)
    {
        if (string.IsNullOrWhiteSpace(command.Number))
            problems.Add("number", "REQUIRED");
        else if (person is null)
            problems.Add("number", "MEMBER_UNKNOWN");
        if (command.Roles.Count == 0 || command.Roles.Any(r => !GroupCodes.RolesOf(group!.Kind).Contains(r)))
            problems.Add("roles", "CHOOSE_ONE");
        if (command.From > units.Today(group!.HomeUnitId))
            problems.Add("from", "DAY_TO_COME");
    }

    public async Task<Outcome> HandleAsync(LinkParty command, CommandScope scope, CancellationToken ct)
    {
        await db.Storage.LockRowAsync(db, "people_party", "id", command.GroupId.Value, ct);
        var open = await db.Set<PartyLink>().Where(l => l.GroupId == command.GroupId && l.To == null).ToListAsync(ct);
        if (open.Exists(l => l.PersonId == person!.Id))
            return Outcome.No("LINKED_ALREADY", "number");
        var head = group!.Kind == GroupCodes.Household && command.Roles.Contains("head");
        if (head && open.Exists(l => l.IsHead))
            return Outcome.No("HEAD_TAKEN", "roles");
        db.Add(
            new PartyLink
            {
                Id = scope.Id.Value,
                GroupId = command.GroupId,
                PersonId = person!.Id,
                Roles = string.Join(',', command.Roles.Distinct(StringComparer.Ordinal)),
                IsHead = head,
                From = command.From ?? units.Today(group.HomeUnitId),
            }
        );
        return new Outcome.Done { Subject = scope.Id.Value };
    }
}

internal sealed class UnlinkPartyHandler(JisrDb db, IUnitTree units) : IHandle<UnlinkParty>
{
    private (PartyLink Link, UnitId Home)? known;

    public async Task<Reach> ReachAsync(UnlinkParty command, CommandScope scope, CancellationToken ct)
    {
        var row = await (
            from link in db.Set<PartyLink>()
            join g in db.Set<Party>() on link.GroupId equals g.Id
            where link.Id == command.LinkId
            select new { link, g.HomeUnitId }
        ).SingleOrDefaultAsync(ct);
        if (row is null)
            return Reach.Missing;
        known = (row.link, row.HomeUnitId);
        return Reach.Unit(row.HomeUnitId);
    }

    public void Check(UnlinkParty command, Problems problems, CommandScope scope)
    {
        var (link, home) = known!.Value;
        if (command.To < link.From)
            problems.Add("to", "ENDS_BEFORE_IT_BEGINS");
        if (command.To > units.Today(home))
            problems.Add("to", "DAY_TO_COME");
    }

    public async Task<Outcome> HandleAsync(UnlinkParty command, CommandScope scope, CancellationToken ct)
    {
        var (link, home) = known!.Value;
        await db.Entry(link).ReloadAsync(ct);
        if (link.To is not null)
            return Outcome.No("LINK_ENDED");
        link.To = command.To ?? units.Today(home);
        return new Outcome.Done { Subject = link.Id };
    }
}
