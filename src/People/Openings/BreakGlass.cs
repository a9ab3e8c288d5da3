using Jisr.Contracts.Access;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.People.Parties;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Openings;

/// <summary>Opens one woman's file of another unit for three hours. She is named by the number on her card: who does not
/// stand before her cannot look for her.</summary>
internal sealed record BreakGlass(string Number, string Reason) : ICommand
{
    public const int LeastLetters = 20;
    public const int MostReason = 300;

    public static string Kind => "glass.break";
}

internal sealed class BreakGlassHandler(JisrDb db, IMemberNames names, PersonDoor doors, AccessGate gate)
    : IHandle<BreakGlass>
{
    // Nobody's data in particular: that it is another unit's is the very point.
    public Task<Reach> ReachAsync(BreakGlass command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(Reach.Anywhere);

    public void Check(BreakGlass command, Problems problems, CommandScope scope)
    {
        problems.Text("number", command.Number, 40);
        problems.Text("reason", command.Reason, BreakGlass.MostReason);
        if (command.Reason.Count(char.IsLetter) < BreakGlass.LeastLetters)
            problems.Add("reason", "REASON_TOO_SHORT", ("least", BreakGlass.LeastLetters));
    }

    public async Task<Outcome> HandleAsync(BreakGlass command, CommandScope scope, CancellationToken ct)
    {
        if (await names.FindAsync(command.Number, ct) is not [var party])
            return Outcome.No("CARD_NUMBER_UNKNOWN", "number");
        var home = await db.Set<Party>()
            .AsNoTracking()
            .Where(p => p.Id == party && p.State == "active")
            .Select(p => (UnitId?)p.HomeUnitId)
            .SingleOrDefaultAsync(ct);
        if (home is not { } owner)
            return Outcome.No("CARD_NUMBER_UNKNOWN", "number");
        if (await PersonRights.MayAsync(db, gate, scope.Actor, PersonRights.See, party, owner, ct))
            return Outcome.No("OPENS_ALREADY", "number");
        if (scope.Actor.AccountId is not { } me)
            return Outcome.No("SIGN_IN_FIRST");
        var grant = scope.Actor.Grants.FirstOrDefault(g => doors.MayBreak(g.Role));
        db.Add(
            new EmergencyOpening
            {
                Id = scope.Id.Value,
                PartyId = party,
                OwnerUnitId = owner,
                AccountId = me,
                Role = grant?.Role ?? Roles.CentreWorker,
                ByUnitId = grant?.UnitId,
                Reason = command.Reason.Trim(),
                At = scope.Now,
                Until = scope.Now + EmergencyOpening.Lasts,
            }
        );
        return new Outcome.Done { Subject = party.Value };
    }
}
