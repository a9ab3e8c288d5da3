using Jisr.Contracts.People;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Text;
using Jisr.People.Parties;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Registration;

/// <summary>Blocks of numbers for devices, and whether a number on a card is one of them and still free.</summary>
internal sealed class DeviceNumbers(JisrDb db, TimeProvider clock) : IMemberNumbers
{
    // More than a device can write in a day; one that asks on and on gets no more.
    private const int MostADay = 20;

    private readonly HashSet<string> taken = new(StringComparer.Ordinal);
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, List<long>> blocks = [];

    public async Task<IReadOnlyList<string>> ReserveAsync(Guid device, CancellationToken ct)
    {
        var now = Clock.Now(clock);
        var dayAgo = now.AddDays(-1);
        await using var turn = await db.Storage.WriteTurnAsync(ct);
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        if (await db.Set<NumberBlock>().CountAsync(b => b.DeviceId == device && b.GivenAt > dayAgo, ct) >= MostADay)
            return [];
        var first = await NextAsync(db, NumberBlock.Size, ct);
        db.Add(
            new NumberBlock
            {
                Id = NewId.Next(),
                DeviceId = device,
                First = first,
                GivenAt = now,
            }
        );
        await db.SaveChangesAsync(ct);
        await tx.CommitAsync(ct);
        return [.. Enumerable.Range(0, NumberBlock.Size).Select(i => MemberNumber.Of(first + i))];
    }

    public async Task<(PartyId Party, string Number)?> HolderOfAsync(string typed, CancellationToken ct)
    {
        if (!MemberNumber.TryRead(typed, out var number))
            return null;
        var named = await db.Set<Party>()
            .AsNoTracking()
            .Where(p => p.Number == number && p.Kind == "person")
            .Select(p => (PartyId?)p.Id)
            .SingleOrDefaultAsync(ct);
        return named is { } party && await LivesOn.FindAsync(db, party, ct) is { } who ? (who.Id, number) : null;
    }

    /// <summary>Reads at once which numbers of a chunk are taken.</summary>
    public async Task ReadAheadAsync(IReadOnlyCollection<string> numbers, CancellationToken ct)
    {
        string[] fresh = [.. numbers.Except(asked, StringComparer.Ordinal)];
        if (fresh.Length == 0)
            return;
        asked.UnionWith(fresh);
        taken.UnionWith(
            await db.Set<Party>().Where(p => fresh.Contains(p.Number)).Select(p => p.Number).ToListAsync(ct)
        );
    }

    /// <summary>Takes the number that stands on her card, when its device could give it and nobody has it.</summary>
    public async Task<bool> TryTakeAsync(string typed, CommandScope scope, CancellationToken ct)
    {
        if (!MemberNumber.TryRead(typed, out var number) || number != typed)
            return false;
        await ReadAheadAsync([number], ct);
        var n = MemberNumber.ValueOf(number);
        // One that is mended at the centre keeps the number that her card has.
        var known = scope.DeviceId is { } device
            ? (await BlocksAsync(device, ct)).Any(f => f <= n && n < f + NumberBlock.Size)
            : scope.Replaces is not null
                && await db.Set<NumberBlock>().AnyAsync(b => b.First <= n && n < b.First + NumberBlock.Size, ct);
        return known && taken.Add(number);
    }

    /// <summary>Counts the running number up; the first of those taken.</summary>
    public static async Task<long> NextAsync(JisrDb db, int count, CancellationToken ct) =>
        (
            await db
                .Database.SqlQueryRaw<long>(
                    "UPDATE people_counter SET next = next + {1} WHERE id = {0} RETURNING next - {1} AS \"Value\"",
                    db.Storage.RawId(NumberCounter.Members),
                    count
                )
                .ToListAsync(ct)
        )[0];

    private async Task<List<long>> BlocksAsync(Guid device, CancellationToken ct) =>
        blocks.TryGetValue(device, out var known)
            ? known
            : blocks[device] = await db.Set<NumberBlock>()
                .Where(b => b.DeviceId == device)
                .Select(b => b.First)
                .ToListAsync(ct);
}
