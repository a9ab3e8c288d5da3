using Jisr.Access.Accounts;
using Jisr.Access.Pins;
using Jisr.Access.Sheets;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Resets;

/// <summary>She forgot her PIN and stands at the centre: the first worker writes it down.</summary>
internal sealed record StartReset(PartyId PartyId) : ICommand
{
    public static string Kind => "pin-reset.start";
}

internal sealed class StartResetHandler(
    JisrDb db,
    MemberUnits units,
    MemberRecords records,
    PinBook pins,
    AccessGate gate
) : IHandle<StartReset>
{
    public async Task<Reach> ReachAsync(StartReset command, CommandScope scope, CancellationToken ct) =>
        await units.OfAsync(command.PartyId, ct) is { } unit ? Reach.Unit(unit) : Reach.Missing;

    public void Check(StartReset command, Problems problems, CommandScope scope)
    {
        if (scope.Actor.Is(command.PartyId))
            problems.Add("partyId", "NOT_FOR_HERSELF");
    }

    public async Task<Outcome> HandleAsync(StartReset command, CommandScope scope, CancellationToken ct)
    {
        var account = await records.AccountAsync(command.PartyId, ct);
        if (account is null or { IsClosed: true } || !await pins.HasAsync(account.Id, ct))
            return Outcome.No("NO_PIN_YET", "partyId");
        var unit = (await units.OfAsync(command.PartyId, ct))!.Value;
        await db.Storage.LockRowAsync(db, "access_account", "id", account.Id, ct);
        var id = new AccountId(account.Id);
        var since = scope.Now - ResetRequest.Waits;
        if (
            await db.Set<ResetRequest>()
                .AnyAsync(r => r.AccountId == id && r.State == ResetRequest.Started && r.StartedAt > since, ct)
        )
            return Outcome.No("RESET_WAITS", "partyId");
        db.Add(
            new ResetRequest
            {
                Id = scope.Id.Value,
                AccountId = id,
                PartyId = command.PartyId,
                UnitId = unit,
                StartedBy = scope.Actor.AccountId ?? default,
                StartedAs = ResetDuties.RolesFor(gate, scope.Actor, StartReset.Kind, unit) is [var role, ..]
                    ? role
                    : "system",
                StartedAt = scope.Now,
                State = ResetRequest.Started,
            }
        );
        return new Outcome.Done { Subject = scope.Id.Value };
    }
}

/// <summary>In which of her roles somebody acts at a unit.</summary>
internal static class ResetDuties
{
    public static IReadOnlyList<string> RolesFor(AccessGate gate, Actor actor, string permission, UnitId unit) =>
        [
            .. actor
                .Grants.Where(g => gate.May(actor with { Grants = [g] }, permission, Reach.Unit(unit)))
                .Select(g => g.Role)
                .Distinct(),
        ];
}
