using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.People.Consents;
using Jisr.People.Parties;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Following;

/// <summary>Her centre asks an association (or itself) to stay in touch with her.</summary>
internal sealed record StartFollowing(PartyId PartyId, UnitId OrganisationId, DateOnly? NextContactDue = null)
    : ICommand
{
    public static string Kind => "accompaniment.start";
}

/// <summary>A worker of the organisation says: I follow her from now on.</summary>
internal sealed record TakeFollowing(Guid AccompanimentId) : ICommand
{
    public static string Kind => "accompaniment.take";
}

/// <summary>It ends, and with it what the organisation may see of her.</summary>
internal sealed record EndFollowing(Guid AccompanimentId) : ICommand
{
    public static string Kind => "accompaniment.end";
}

internal sealed class StartFollowingHandler(JisrDb db, IUnitTree units) : IHandle<StartFollowing>
{
    private UnitId home;

    public async Task<Reach> ReachAsync(StartFollowing command, CommandScope scope, CancellationToken ct)
    {
        var found = await db.Set<Party>()
            .AsNoTracking()
            .Where(p => p.Id == command.PartyId && p.Kind == "person" && p.State == "active")
            .Select(p => (UnitId?)p.HomeUnitId)
            .SingleOrDefaultAsync(ct);
        home = found ?? default;
        return found is { } unit ? Reach.Unit(unit) : Reach.Missing;
    }

    public void Check(StartFollowing command, Problems problems, CommandScope scope)
    {
        if (units.Find(command.OrganisationId) is null)
            problems.Add("organisationId", "CHOOSE_ONE");
        FollowingRules.CheckDue(command.NextContactDue, units.Today(home), problems);
    }

    public async Task<Outcome> HandleAsync(StartFollowing command, CommandScope scope, CancellationToken ct)
    {
        await db.Storage.LockRowAsync(db, "people_party", "id", command.PartyId.Value, ct);
        if (await db.IsWithheldAsync(command.PartyId, command.OrganisationId, ct))
            return Outcome.No("SHE_WITHHELD_IT", "organisationId");
        if (
            await db.Set<Accompaniment>()
                .AnyAsync(
                    a => a.PartyId == command.PartyId && a.OrganisationId == command.OrganisationId && a.To == null,
                    ct
                )
        )
            return Outcome.No("FOLLOWED_ALREADY", "organisationId");
        db.Add(
            new Accompaniment
            {
                Id = scope.Id.Value,
                PartyId = command.PartyId,
                OrganisationId = command.OrganisationId,
                From = units.Today(home),
                NextContactDue = command.NextContactDue,
            }
        );
        return new Outcome.Done { Subject = scope.Id.Value };
    }
}

internal sealed class TakeFollowingHandler(JisrDb db) : IHandle<TakeFollowing>
{
    private Accompaniment? known;

    public async Task<Reach> ReachAsync(TakeFollowing command, CommandScope scope, CancellationToken ct)
    {
        known = (await FollowingRules.FindAsync(db, command.AccompanimentId, ct))?.Row;
        return known is { To: null } ? Reach.Unit(known.OrganisationId) : Reach.Missing;
    }

    public async Task<Outcome> HandleAsync(TakeFollowing command, CommandScope scope, CancellationToken ct)
    {
        await db.Entry(known!).ReloadAsync(ct);
        if (known!.To is not null)
            return Outcome.No("FOLLOWING_ENDED");
        known.WorkerId = scope.Actor.AccountId;
        return new Outcome.Done { Subject = known.Id };
    }
}

internal sealed class EndFollowingHandler(JisrDb db, IUnitTree units) : IHandle<EndFollowing>
{
    private Accompaniment? known;
    private UnitId home;

    public async Task<Reach> ReachAsync(EndFollowing command, CommandScope scope, CancellationToken ct)
    {
        var row = await FollowingRules.FindAsync(db, command.AccompanimentId, ct);
        if (row is null)
            return Reach.Missing;
        (known, home) = row.Value;
        // Her centre and the organisation may both end it.
        return Reach.Any(Reach.Unit(home), Reach.Unit(known.OrganisationId));
    }

    public async Task<Outcome> HandleAsync(EndFollowing command, CommandScope scope, CancellationToken ct)
    {
        await db.Entry(known!).ReloadAsync(ct);
        if (known!.To is not null)
            return Outcome.No("FOLLOWING_ENDED");
        known.To = units.Today(home);
        known.NextContactDue = null;
        return new Outcome.Done { Subject = known.Id };
    }
}

/// <summary>What the acts of following have in common.</summary>
internal static class FollowingRules
{
    // Further ahead is a slip of the finger.
    private const int MostDaysAhead = 366;

    public static void CheckDue(DateOnly? due, DateOnly today, Problems problems)
    {
        if (due < today || due > today.AddDays(MostDaysAhead))
            problems.Add("nextContactDue", "DUE_WITHIN_A_YEAR");
    }

    public static async Task<(Accompaniment Row, UnitId Home)?> FindAsync(JisrDb db, Guid id, CancellationToken ct)
    {
        var row = await (
            from a in db.Set<Accompaniment>()
            join p in db.Set<Party>() on a.PartyId equals p.Id
            where a.Id == id
            select new { a, p.HomeUnitId }
        ).SingleOrDefaultAsync(ct);
        return row is null ? null : (row.a, row.HomeUnitId);
    }
}
