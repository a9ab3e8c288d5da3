using System.Security.Cryptography;
using Jisr.Kernel.Data;
using Jisr.Kernel.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Access.SignIn;

/// <summary>Wrong tries at one name from one device, known only by an HMAC of both: names that nobody has are counted
/// just the same.</summary>
internal sealed class Wait
{
    public required Guid Id { get; init; }
    public int Fails { get; set; }
    public DateTimeOffset? Until { get; set; }
    public required DateTimeOffset LastAt { get; set; }
}

/// <summary>S-27: after wrong tries a wait of 1, 2, 4 … 32 minutes with jitter. The first two are free: fingers slip.
/// A try is counted before it is looked at, so that a hundred at once are no way around.</summary>
internal sealed class Waits(JisrDb db, Sealer sealer, TimeProvider clock)
{
    private const int Free = 2;
    private const int MostMinutes = 32;
    private static readonly TimeSpan Forget = TimeSpan.FromHours(24);

    /// <summary>Null when the try may go on; otherwise how long she must wait.</summary>
    public async Task<TimeSpan?> TakeAsync(string what, string who, string device, CancellationToken ct = default)
    {
        var id = Key(what, who, device);
        var now = Clock.Now(clock);
        await using var turn = await db.Storage.WriteTurnAsync(ct);
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        await db.Set<Wait>().Where(w => w.LastAt < now - Forget).ExecuteDeleteAsync(ct);
        await db.Database.ExecuteSqlRawAsync(
            "INSERT INTO access_wait (id, fails, last_at) VALUES ({0}, 0, {1}) ON CONFLICT DO NOTHING",
            [db.Storage.RawId(id), now.UtcDateTime],
            ct
        );
        await db.Storage.LockRowAsync(db, "access_wait", "id", id, ct);
        var wait = await db.Set<Wait>().AsNoTracking().SingleAsync(w => w.Id == id, ct);
        if (wait.Until is { } until && until > now)
            return until - now;
        var fails = wait.Fails + 1;
        DateTimeOffset? next =
            fails > Free ? now + Jitter(Math.Min(MostMinutes, 1 << Math.Min(10, fails - Free - 1))) : null;
        await db.Set<Wait>()
            .Where(w => w.Id == id)
            .ExecuteUpdateAsync(
                s => s.SetProperty(w => w.Fails, fails).SetProperty(w => w.Until, next).SetProperty(w => w.LastAt, now),
                ct
            );
        await tx.CommitAsync(ct);
        return null;
    }

    /// <summary>The try was right: earlier ones are forgotten.</summary>
    public async Task ClearAsync(string what, string who, string device, CancellationToken ct = default)
    {
        var id = Key(what, who, device);
        await using var turn = await db.Storage.WriteTurnAsync(ct);
        await db.Set<Wait>().Where(w => w.Id == id).ExecuteDeleteAsync(ct);
    }

    private Guid Key(string what, string who, string device) =>
        new(sealer.Index("access.wait", what + "\0" + who + "\0" + device).AsSpan(0, 16), bigEndian: true);

    // Up to a tenth longer, so that many who wait do not come back in one beat.
    private static TimeSpan Jitter(int minutes) =>
        TimeSpan.FromMinutes(minutes) + TimeSpan.FromSeconds(RandomNumberGenerator.GetInt32(minutes * 6 + 1));
}

internal sealed class WaitTable : IEntityTypeConfiguration<Wait>
{
    public void Configure(EntityTypeBuilder<Wait> table)
    {
        table.ToTable("access_wait");
        table.HasKey(w => w.Id);
        table.HasIndex(w => w.LastAt);
    }
}
