using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Parties;

/// <summary>A worker has spoken with a woman who registered herself (people.md A6): her record stands from now on.</summary>
internal sealed record ConfirmPerson(PartyId PartyId) : ICommand
{
    public static string Kind => "party.confirm";
}

internal sealed class ConfirmPersonHandler(JisrDb db, IUnitTree units) : IHandle<ConfirmPerson>
{
    private (PartyId Id, UnitId Home)? who;

    public async Task<Reach> ReachAsync(ConfirmPerson command, CommandScope scope, CancellationToken ct)
    {
        who = await LivesOn.FindAsync(db, command.PartyId, ct);
        // Nobody confirms herself: her centre does.
        return who is { } w ? Reach.Unit(w.Home) : Reach.Missing;
    }

    public void Check(ConfirmPerson command, Problems problems, CommandScope scope)
    {
        if (scope.Actor.Is(who!.Value.Id))
            problems.Add("partyId", "NOT_FOR_HERSELF");
    }

    public async Task<Outcome> HandleAsync(ConfirmPerson command, CommandScope scope, CancellationToken ct)
    {
        var (id, home) = who!.Value;
        await db.Storage.LockRowAsync(db, "people_party", "id", id.Value, ct);
        var person = await db.Set<Person>().SingleAsync(p => p.PartyId == id, ct);
        // Said twice, or by two workers: the first one counts.
        if (person.ConfirmedAt is null)
        {
            (person.ConfirmedAt, person.ConfirmedBy) = (scope.Now, scope.Actor.AccountId);
            scope.Publish(
                new PersonConfirmed
                {
                    On = units.Today(home),
                    SourceId = id.Value,
                    UnitId = home,
                    PartyId = id,
                    Detail = person.Door,
                }
            );
        }
        return new Outcome.Done { Subject = id.Value };
    }
}
