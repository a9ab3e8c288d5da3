using System.Text.RegularExpressions;
using Jisr.Contracts.People;
using Jisr.Kernel.Data;
using Jisr.Kernel.Doors.Sync;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Kept;

/// <summary>Of kept commands about a woman who is made nameless only the kind and the days stay; what still waited is
/// waited for no more. The hash stays: the same record is not kept again.</summary>
internal sealed partial class ForgetKept(JisrDb db, Worklist worklist) : IForgetPerson
{
    // What is kept is sealed, so that whom it is about is read once for all whom one run forgets.
    private ILookup<Guid, Guid>? about;

    public async Task ForgetAsync(PartyId party, DateTimeOffset now, CancellationToken ct)
    {
        about ??= await ReadAsync(ct);
        Guid[] ids = [.. about[party.Value].Distinct()];
        foreach (var item in await db.Set<WorklistItem>().AsNoTracking().Where(i => ids.Contains(i.Id)).ToListAsync(ct))
        {
            var open = item.State is WorklistStates.Open or WorklistStates.Parked or WorklistStates.Quarantined;
            var content = worklist.Emptied(item);
            var state = open ? WorklistStates.Dismissed : item.State;
            var closed = item.ClosedAt ?? now;
            await db.Set<WorklistItem>()
                .Where(i => i.Id == item.Id)
                .ExecuteUpdateAsync(
                    s =>
                        s.SetProperty(i => i.Content, content)
                            .SetProperty(i => i.Reason, (byte[]?)null)
                            .SetProperty(i => i.State, state)
                            .SetProperty(i => i.ClosedAt, closed),
                    ct
                );
        }
    }

    private async Task<ILookup<Guid, Guid>> ReadAsync(CancellationToken ct)
    {
        var found = new List<(Guid About, Guid Item)>();
        await foreach (var item in db.Set<WorklistItem>().AsNoTracking().AsAsyncEnumerable().WithCancellation(ct))
        {
            // A registration is the record that it makes.
            found.Add((item.CommandId.Value, item.Id));
            foreach (Match id in AnyId().Matches(worklist.Open(item).Payload.GetRawText()))
                found.Add((Guid.Parse(id.Value), item.Id));
        }
        return found.ToLookup(f => f.About, f => f.Item);
    }

    [GeneratedRegex(
        "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex AnyId();
}
