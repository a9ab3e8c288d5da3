using System.Text.Json;
using Jisr.Kernel.Audit;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Values;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Kernel.Commands;

/// <summary>Takes what was typed about a subject out of the answers in the receipts of its commands: both values of a
/// conflict and the values of notes. The receipts stay, with their hashes: a repeat is known again.</summary>
public static class ForgetAnswers
{
    /// <summary>Inside the transaction of the caller. A conflict names its subject only in the address of its page, and
    /// every receipt must be read for it: <paramref name="hadConflicts"/> says whether there was one.</summary>
    public static async Task OfAsync(JisrDb db, Guid subject, bool hadConflicts, CancellationToken ct)
    {
        var own = db.Set<AuditRow>().Where(a => a.SubjectId == subject).Select(a => a.CommandId);
        var receipts = await db.Set<CommandReceipt>()
            .AsNoTracking()
            .Where(r => own.Contains(r.Id))
            .Select(r => new { r.Id, r.Answer })
            .ToListAsync(ct);
        if (hadConflicts)
        {
            var id = subject.ToString();
            receipts.AddRange(
                await db.Set<CommandReceipt>()
                    .AsNoTracking()
                    .Where(r => r.Result == "conflict" && r.Answer.Contains(id))
                    .Select(r => new { r.Id, r.Answer })
                    .ToListAsync(ct)
            );
        }
        foreach (var receipt in receipts)
        {
            // A receipt that was only just taken has no answer yet.
            if (receipt.Answer.Length == 0)
                continue;
            var answer = JsonSerializer.Deserialize<Answer>(receipt.Answer, CanonicalJson.Options)!;
            if (answer.Conflict is null && answer.Reasons.All(r => r.Args is null))
                continue;
            var bare = JsonSerializer.Serialize(Bare(answer), CanonicalJson.Options);
            await db.Set<CommandReceipt>()
                .Where(r => r.Id == receipt.Id)
                .ExecuteUpdateAsync(s => s.SetProperty(r => r.Answer, bare), ct);
        }
    }

    private static Answer Bare(Answer answer) =>
        answer with
        {
            Conflict = answer.Conflict is { } c ? c with { Base = null, Theirs = null, Yours = null } : null,
            Reasons = [.. answer.Reasons.Select(r => r with { Args = null })],
        };
}
