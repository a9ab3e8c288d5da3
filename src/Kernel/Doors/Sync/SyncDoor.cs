using System.Buffers.Text;
using System.Security.Cryptography;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Kernel.Doors.Sync;

/// <summary>The outbox door (doors.md §4, §5): opens a batch, applies its records in the order of the device, and keeps
/// what it may not lose. A bad record never stops the next.</summary>
public sealed class SyncDoor(
    JisrDb db,
    OutboxKeys keys,
    ISyncDevices devices,
    SyncSender sender,
    SyncAnswers answers,
    TimeProvider clock
)
{
    /// <summary>Answers in the order of the batch.</summary>
    public async Task<SyncReply> SendAsync(SyncBatch batch, SyncDevice device, CancellationToken ct)
    {
        var now = Clock.Now(clock);
        // A clock that is ahead sends from the future; what it saved is moved back by as much.
        var skew = batch.SentAt is { } sent ? now - sent : TimeSpan.Zero;
        var opened = await OpenAsync(batch, ct);
        var good = opened.Where(o => o.Record is not null).OrderBy(o => o.Blob.Seq).Select(o => o.Record!).ToList();
        var made = await ApplyAsync(good, device, skew, ct);
        await devices.SeenAsync(device.Id, opened.Count - good.Count, ct);
        return new SyncReply(
            batch.Batch,
            [
                .. opened.Select(o =>
                    o.Record is null
                        ? answers.NotKept(o.Blob.Id ?? "", o.Problem!)
                        : answers.Of(o.Blob.Id!, made[new CommandId(o.Record.Id)])
                ),
            ]
        );
    }

    private async Task<List<(SyncBlob Blob, SyncRecord? Record, string? Problem)>> OpenAsync(
        SyncBatch batch,
        CancellationToken ct
    )
    {
        var known = new Dictionary<string, ECParameters?>(StringComparer.Ordinal);
        foreach (var kid in batch.Records.Select(r => r.Kid ?? "").Distinct(StringComparer.Ordinal))
            known[kid] = await keys.FindAsync(kid, ct);
        var opened = new (SyncBlob, SyncRecord?, string?)[batch.Records.Count];
        Parallel.For(
            0,
            opened.Length,
            i =>
            {
                var blob = batch.Records[i];
                if (!Guid.TryParseExact(blob.Id, "D", out var id) || id == Guid.Empty)
                    opened[i] = (blob, null, "ID_SHAPE");
                else if (!Base64Url.IsValid(blob.Blob))
                    opened[i] = (blob, null, "CANNOT_OPEN");
                else
                {
                    var (record, problem) = SyncRecord.Open(
                        known.GetValueOrDefault,
                        blob.Kid ?? "",
                        Base64Url.DecodeFromChars(blob.Blob),
                        id
                    );
                    opened[i] = (blob, record, problem);
                }
            }
        );
        return [.. opened];
    }

    private async Task<Dictionary<CommandId, Answer>> ApplyAsync(
        List<SyncRecord> records,
        SyncDevice device,
        TimeSpan skew,
        CancellationToken ct
    )
    {
        var made = new Dictionary<CommandId, Answer>();
        CommandId[] ids = [.. records.Select(r => new CommandId(r.Id))];
        var kept = (
            await db.Set<WorklistItem>().AsNoTracking().Where(i => ids.Contains(i.CommandId)).ToListAsync(ct)
        ).ToLookup(i => i.CommandId);
        var done = await DoneAsync([.. records.SelectMany(r => r.DependsOn ?? [])], ct);
        var run = new List<Sending>();
        foreach (var record in records)
        {
            var sending = await sender.JudgeAsync(record, device, skew, ct);
            var known = kept[sending.Id].ToList();
            if (known.Find(i => i.ContentHash.AsSpan().SequenceEqual(sending.Hash)) is { } same)
            {
                made[sending.Id] = SyncAnswers.Again(same);
                continue;
            }
            // What was written before its device ended, and is only sent again, is a duplicate and nobody's work.
            if (sending.Verdict?.State == WorklistStates.Quarantined && await sender.IsWrittenAsync(sending.Id, ct))
                sending = sending with { Verdict = null };
            if (known.Count > 0 && sending.Verdict is null)
                sending = sending with { Verdict = Verdict.Open("ID_REUSED") };
            // What is not of the same kind and hand, or waits for one that is about to be sent, begins a new run.
            if (
                run.Count > 0
                && (
                    sending.Command.Kind != run[0].Command.Kind
                    || sending.Writer?.Id != run[0].Writer?.Id
                    || sending.WaitsFor.Any(p => run.Any(r => r.Id == p))
                )
            )
                await FlushAsync(run, made, done, ct);
            if (sending.Verdict is null && sending.WaitsFor.Where(p => !done.Contains(p)).ToList() is { Count: > 0 })
                sending = sending with { Verdict = Verdict.Parked };
            if (sending.Verdict is null)
                run.Add(sending);
            else
                made[sending.Id] = await sender.KeepAsync(sending, ct);
        }
        await FlushAsync(run, made, done, ct);
        await sender.ReleaseAsync([.. made.Where(m => m.Value.IsSettled).Select(m => m.Key)], ct);
        return made;
    }

    private async Task FlushAsync(
        List<Sending> run,
        Dictionary<CommandId, Answer> made,
        HashSet<CommandId> done,
        CancellationToken ct
    )
    {
        foreach (var (sending, answer) in run.Zip(await sender.SendAsync(run, ct)))
        {
            made[sending.Id] = answer;
            if (answer.IsSettled)
                done.Add(sending.Id);
        }
        run.Clear();
    }

    private async Task<HashSet<CommandId>> DoneAsync(CommandId[] parents, CancellationToken ct) =>
        parents.Length == 0 ? [] : await sender.DoneAsync(parents, ct);
}
