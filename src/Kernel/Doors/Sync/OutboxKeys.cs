using System.Globalization;
using System.Security.Cryptography;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Kernel.Doors.Sync;

/// <summary>The public half of the key in use: 65 bytes, base64url.</summary>
public sealed record ShellKey(string Kid, string Raw);

/// <summary>Keys that devices seal for: a new one each year; old ones open for 180 days more, then they leave
/// (doors.md §6.3).</summary>
public sealed class OutboxKeys(IServiceScopeFactory scopes, Sealer sealer, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);
    private static readonly TimeSpan OpensLonger = TimeSpan.FromDays(180);

    // Other nodes may make a key: what is known here is looked up again after a while.
    private static readonly TimeSpan Known = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim one = new(1, 1);
    private volatile Ring? ring;

    /// <summary>The key that new records are sealed for.</summary>
    public async Task<ShellKey> CurrentAsync(CancellationToken ct = default) => (await ReadAsync(ct)).Current;

    /// <summary>The private key of a kid, or null when there is none any more.</summary>
    public async Task<ECParameters?> FindAsync(string kid, CancellationToken ct = default) =>
        (await ReadAsync(ct)).Open.TryGetValue(kid, out var key) ? key : null;

    /// <summary>A new key from now on.</summary>
    public async Task<ShellKey> RotateAsync(CancellationToken ct = default)
    {
        await using (var scope = scopes.CreateAsyncScope())
            await MakeAsync(scope.ServiceProvider.GetRequiredService<JisrDb>(), ct);
        ring = null;
        return await CurrentAsync(ct);
    }

    public void Dispose() => one.Dispose();

    private async Task<Ring> ReadAsync(CancellationToken ct)
    {
        var now = Clock.Now(clock);
        if (ring is { } known && now - known.At < Known && now >= known.At)
            return known;
        await one.WaitAsync(ct);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<JisrDb>();
            var keys = await ListAsync(db, ct);
            if (keys.Count == 0 || now - keys[^1].MadeAt >= Year)
            {
                await MakeAsync(db, ct);
                keys = await ListAsync(db, ct);
            }
            await DropOldAsync(db, keys, now, ct);
            var newest = keys[^1];
            return ring = new Ring(
                now,
                new ShellKey(newest.Kid, System.Buffers.Text.Base64Url.EncodeToString(newest.Public)),
                keys.Where(k => k.Private is not null).ToDictionary(k => k.Kid, k => Opened(k), StringComparer.Ordinal)
            );
        }
        finally
        {
            one.Release();
        }
    }

    private static Task<List<OutboxKey>> ListAsync(JisrDb db, CancellationToken ct) =>
        db.Set<OutboxKey>().AsNoTracking().OrderBy(k => k.MadeAt).ThenBy(k => k.Id).ToListAsync(ct);

    private async Task MakeAsync(JisrDb db, CancellationToken ct)
    {
        using var pair = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var q = pair.ExportParameters(includePrivateParameters: false).Q;
        var now = Clock.Now(clock);
        var id = NewId.Next();
        await using var turn = await db.Storage.WriteTurnAsync(ct);
        db.Add(
            new OutboxKey
            {
                Id = id,
                Kid =
                    now.ToString("yyyyMMdd", CultureInfo.InvariantCulture)
                    + "-"
                    + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(3)),
                Public = [4, .. q.X!, .. q.Y!],
                Private = sealer.Seal(
                    Convert.ToBase64String(pair.ExportPkcs8PrivateKey()),
                    OutboxKey.Table,
                    "private",
                    id
                ),
                MadeAt = now,
            }
        );
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    // A key leaves 180 days after the next one came.
    private static async Task DropOldAsync(JisrDb db, List<OutboxKey> keys, DateTimeOffset now, CancellationToken ct)
    {
        for (var i = 0; i + 1 < keys.Count; i++)
        {
            if (keys[i].Private is null || now - keys[i + 1].MadeAt < OpensLonger)
                continue;
            var id = keys[i].Id;
            keys[i].Private = null;
            await using var turn = await db.Storage.WriteTurnAsync(ct);
            await db.Set<OutboxKey>()
                .Where(k => k.Id == id)
                .ExecuteUpdateAsync(k => k.SetProperty(x => x.Private, (byte[]?)null), ct);
        }
    }

    private ECParameters Opened(OutboxKey key)
    {
        using var pair = ECDiffieHellman.Create();
        pair.ImportPkcs8PrivateKey(
            Convert.FromBase64String(sealer.Open(key.Private!, OutboxKey.Table, "private", key.Id)),
            out _
        );
        return pair.ExportParameters(includePrivateParameters: true);
    }

    private sealed record Ring(DateTimeOffset At, ShellKey Current, IReadOnlyDictionary<string, ECParameters> Open);
}
