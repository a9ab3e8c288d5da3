using Jisr.Access.Accounts;
using Jisr.Access.Grants;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Doors.Sync;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Outbox;

/// <summary>Devices and writers as the outbox door asks for them.</summary>
internal sealed class SyncDevices(JisrDb db, TimeProvider clock) : ISyncDevices
{
    public async Task<SyncDevice?> ByTokenAsync(string token, CancellationToken ct)
    {
        var hash = MadeSecret.Hash(token);
        return Facts(await db.Set<OutboxDevice>().AsNoTracking().SingleOrDefaultAsync(d => d.TokenHash == hash, ct));
    }

    public async Task<SyncDevice?> ByIdAsync(Guid id, CancellationToken ct) =>
        Facts(await db.Set<OutboxDevice>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, ct));

    public async Task SeenAsync(Guid device, int notKept, CancellationToken ct)
    {
        var now = Clock.Now(clock);
        await using var turn = await db.Storage.WriteTurnAsync(ct);
        await db.Set<OutboxDevice>()
            .Where(d => d.Id == device)
            .ExecuteUpdateAsync(
                s => s.SetProperty(d => d.LastSeenAt, now).SetProperty(d => d.NotKept, d => d.NotKept + notKept),
                ct
            );
    }

    public async Task<Writer?> WriterAsync(AccountId account, CancellationToken ct)
    {
        if (account == default)
            return Writer.Nobody;
        var known = await db.Set<Account>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == account.Value, ct);
        if (known is null)
            return null;
        var grants = await db.Set<RoleGrant>().AsNoTracking().Where(g => g.AccountId == account).ToListAsync(ct);
        return new Writer(
            account,
            known.PartyId,
            known.IsClosed,
            [
                .. grants.Select(g => new HeldGrant(
                    new Grant(g.Role, g.UnitId, g.Below, g.ProgrammeId, g.From, g.To),
                    g.EndedAt
                )),
            ]
        );
    }

    public async Task EndAsync(Guid thing, DateTimeOffset now, CancellationToken ct)
    {
        foreach (
            var device in await db.Set<OutboxDevice>()
                .Where(d => d.ThingId == thing && d.EndedAt == null)
                .ToListAsync(ct)
        )
            device.End("revoked", now, by: null);
    }

    public async Task<IReadOnlyList<TakenAlong>> AlongAsync(
        Guid device,
        AccountId account,
        AlongThing thing,
        CancellationToken ct
    ) =>
        await db.Set<TakenAlongRow>()
            .AsNoTracking()
            .Where(t => t.DeviceId == device && t.AccountId == account && t.ThingId == thing.Id && t.What == thing.What)
            .OrderBy(t => t.From)
            .Select(t => new TakenAlong(t.From, t.Until))
            .ToListAsync(ct);

    private static SyncDevice? Facts(OutboxDevice? device) =>
        device is null
            ? null
            : new SyncDevice(device.Id, device.UnitId, device.EndedAt)
            {
                OwnerId = device.OwnerId,
                ThingId = device.ThingId,
            };
}
