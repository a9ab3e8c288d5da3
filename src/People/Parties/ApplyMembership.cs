using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.People.Programmes;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Parties;

/// <summary>She asks to join a programme. After a closed membership it is a new one.</summary>
internal sealed record ApplyMembership(PartyId PartyId, ProgrammeId ProgrammeId) : ICommand
{
    public static string Kind => "membership.apply";
}

internal sealed class ApplyMembershipHandler(JisrDb db, IUnitTree units) : IHandle<ApplyMembership>
{
    public Task<Reach> ReachAsync(ApplyMembership command, CommandScope scope, CancellationToken ct) =>
        PersonRights.ReachAsync(db, command.PartyId, ct);

    public async Task<Outcome> HandleAsync(ApplyMembership command, CommandScope scope, CancellationToken ct)
    {
        command = command with { PartyId = (await LivesOn.FindAsync(db, command.PartyId, ct))!.Value.Id };
        await db.Storage.LockRowAsync(db, "people_party", "id", command.PartyId.Value, ct);
        var programme = await db.Set<Programme>()
            .AsNoTracking()
            .SingleOrDefaultAsync(p => p.Id == command.ProgrammeId, ct);
        var home = await db.Set<Party>().Where(p => p.Id == command.PartyId).Select(p => p.HomeUnitId).SingleAsync(ct);
        if (programme is null)
            return Outcome.No("PROGRAMME_UNKNOWN", "programmeId");
        var open = await db.Set<Membership>()
            .Where(m => m.PartyId == command.PartyId && m.ProgrammeId == command.ProgrammeId && m.IsOpen)
            .Select(m => (Guid?)m.Id)
            .SingleOrDefaultAsync(ct);
        if (open is { } there)
            return new Outcome.There(there);
        if (!programme.RunsOn(units.Today(home)))
            return Outcome.No("PROGRAMME_OVER", "programmeId");
        var self = scope.Actor.Is(command.PartyId);
        if (self && !programme.TakesAlone)
            return Outcome.No("APPLY_AT_YOUR_CENTRE", "programmeId");
        var membership = new Membership
        {
            Id = scope.Id.Value,
            PartyId = command.PartyId,
            ProgrammeId = command.ProgrammeId,
            State = "applied",
            IsOpen = true,
            Since = scope.Now,
            Door = self ? "self" : "assisted",
            ConfirmedBy = self ? null : scope.Actor.AccountId,
        };
        db.Add(membership);
        db.Add(
            new MembershipEvent
            {
                Id = NewId.Next(),
                MembershipId = membership.Id,
                ToState = "applied",
                At = scope.Now,
                By = scope.Actor.AccountId,
            }
        );
        scope.Publish(
            new MembershipChanged
            {
                On = units.Today(home),
                SourceId = membership.Id,
                UnitId = home,
                ProgrammeId = command.ProgrammeId,
                PartyId = command.PartyId,
                Detail = "applied",
            }
        );
        return new Outcome.Done { Subject = membership.Id };
    }
}
