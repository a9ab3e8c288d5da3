using Jisr.Access.Accounts;
using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Outbox;

/// <summary>A member makes her own phone ready for work without a line: the market hour, an order she hears at the door. It
/// writes as she does and as nobody else; what cannot be written waits for her, not for a centre.</summary>
internal sealed record AddOwnPhone(string Name) : ICommand
{
    /// <summary>Phones in use at once.</summary>
    public const int Most = 5;

    public static string Kind => "own-phone.add";
}

internal sealed class AddOwnPhoneHandler(JisrDb db, Sealer sealer, IPartyDirectory people) : IHandle<AddOwnPhone>
{
    public Task<Reach> ReachAsync(AddOwnPhone command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(scope.Actor is { AccountId: not null, PartyId: { } party } ? Reach.Self(party) : Reach.Missing);

    public void Check(AddOwnPhone command, Problems problems, CommandScope scope) =>
        problems.Text("name", command.Name, 60);

    public async Task<Outcome> HandleAsync(AddOwnPhone command, CommandScope scope, CancellationToken ct)
    {
        var owner = scope.Actor.AccountId!.Value;
        if (
            await db.Set<OutboxDevice>().CountAsync(d => d.OwnerId == owner && d.State == "active", ct)
            >= AddOwnPhone.Most
        )
            return Outcome.No("PHONES_MANY");
        db.Add(
            new OutboxDevice
            {
                Id = scope.Id.Value,
                Name = command.Name.Trim(),
                UnitId = await people.HomeUnitAsync(scope.Actor.PartyId!.Value, ct) ?? UnitId.Root,
                OwnerId = owner,
                TokenHash = MadeSecret.Hash(AddOutboxDevice.TokenOf(sealer, scope.Id)),
                CreatedAt = scope.Now,
                CreatedBy = owner,
                State = "active",
            }
        );
        return new Outcome.Done { Subject = scope.Id.Value };
    }
}
