using Jisr.Access.Accounts;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;

namespace Jisr.Access.Outbox;

/// <summary>A tablet is made ready for work without a line. Its token is put into the tablet itself, once.</summary>
internal sealed record AddOutboxDevice(UnitId UnitId, string Name) : ICommand
{
    public static string Kind => "outbox-device.add";

    public static string TokenOf(Sealer sealer, CommandId id) => MadeSecret.Of(sealer, "outbox-device", id);
}

internal sealed class AddOutboxDeviceHandler(JisrDb db, IUnitTree units, Sealer sealer) : IHandle<AddOutboxDevice>
{
    public Task<Reach> ReachAsync(AddOutboxDevice command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(units.Find(command.UnitId) is null ? Reach.Missing : Reach.Unit(command.UnitId));

    public void Check(AddOutboxDevice command, Problems problems, CommandScope scope) =>
        problems.Text("name", command.Name, 60);

    public Task<Outcome> HandleAsync(AddOutboxDevice command, CommandScope scope, CancellationToken ct)
    {
        db.Add(
            new OutboxDevice
            {
                Id = scope.Id.Value,
                Name = command.Name.Trim(),
                UnitId = command.UnitId,
                TokenHash = MadeSecret.Hash(AddOutboxDevice.TokenOf(sealer, scope.Id)),
                CreatedAt = scope.Now,
                CreatedBy = scope.Actor.AccountId,
                State = "active",
            }
        );
        return Task.FromResult<Outcome>(new Outcome.Done { Subject = scope.Id.Value });
    }
}
