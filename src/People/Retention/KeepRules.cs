using Jisr.Kernel.Audit;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.People.Import;
using Jisr.People.Parties;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Retention;

/// <summary>What each rule does. Runs inside the transaction of the command.</summary>
internal sealed class KeepRules(JisrDb db, Forgetting forgetting)
{
    // So many in one transaction; the rest comes the next day.
    private const int Most = 500;
    private static readonly string[] Beyond = ["enrolled", "paused", "completed", "exited"];

    /// <summary>How many were due and done; for a rule that asks for a review, how many wait for one.</summary>
    public async Task<int> ApplyAsync(string dataClass, DateOnly before, DateTimeOffset now, CancellationToken ct)
    {
        var at = new DateTimeOffset(before.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        return dataClass switch
        {
            RetentionRule.NeverEnrolled => await AnonymiseAsync(at, now, ct),
            RetentionRule.Contacts => await DropContactsAsync(at, ct),
            RetentionRule.ImportFiles => await db.Set<ImportBatch>().Where(b => b.At < at).ExecuteDeleteAsync(ct),
            RetentionRule.Consents => await DropConsentsAsync(at, ct),
            RetentionRule.ReadLog => await db.Set<ReadLogRow>().CountAsync(r => r.At < at, ct),
            _ => 0,
        };
    }

    // She asked to join, or registered alone and nobody ever spoke with her; she was never taken in, and nothing of hers was
    // touched since.
    private async Task<int> AnonymiseAsync(DateTimeOffset before, DateTimeOffset now, CancellationToken ct)
    {
        var due = await Untouched(before)
            .Where(p =>
                db.Set<Membership>().Any(m => m.PartyId == p.Id)
                || db.Set<Person>().Any(n => n.PartyId == p.Id && n.Door == "self" && n.ConfirmedAt == null)
            )
            .Where(p =>
                !db.Set<Membership>()
                    .Any(m =>
                        m.PartyId == p.Id
                        && (
                            Beyond.Contains(m.State)
                            || db.Set<MembershipEvent>()
                                .Any(e => e.MembershipId == m.Id && (e.At >= before || Beyond.Contains(e.ToState)))
                        )
                    )
            )
            .OrderBy(p => p.Id)
            .Select(p => p.Id)
            .Take(Most)
            .ToListAsync(ct);
        var done = 0;
        foreach (var party in due)
        {
            // What was merged into her record says who she is as well.
            var records = await LivesOn.RecordsAsync(db, party, ct);
            // Who sells is no mere applicant, whatever her programme says.
            if (await forgetting.SellsAsync(records, ct))
                continue;
            foreach (var record in records)
                await forgetting.ForgetAsync(record, now, ct);
            done++;
        }
        return done;
    }

    private async Task<int> DropContactsAsync(DateTimeOffset before, CancellationToken ct)
    {
        var due = await Untouched(before)
            .Where(p => !db.Set<Membership>().Any(m => m.PartyId == p.Id && (m.IsOpen || m.Since >= before)))
            .Where(p => db.Set<ContactPoint>().Any(c => c.PartyId == p.Id && c.Value != null))
            .OrderBy(p => p.Id)
            .Select(p => p.Id)
            .Take(Most)
            .ToListAsync(ct);
        await db.Set<ContactPoint>().Where(c => due.Contains(c.PartyId) && c.Value != null).ExecuteDeleteAsync(ct);
        return due.Count;
    }

    // The newest answer of a purpose counts and stays; those before it go.
    private Task<int> DropConsentsAsync(DateTimeOffset before, CancellationToken ct) =>
        db.Set<Consent>()
            .Where(c =>
                c.At < before
                && db.Set<Consent>().Any(n => n.PartyId == c.PartyId && n.Purpose == c.Purpose && n.At > c.At)
            )
            .ExecuteDeleteAsync(ct);

    private IQueryable<Party> Untouched(DateTimeOffset before) =>
        db.Set<Party>()
            .AsNoTracking()
            .Where(p => p.Kind == "person" && p.State == "active" && p.CreatedAt < before)
            .Where(p => !db.Set<FieldChange>().Any(c => c.PartyId == p.Id && c.At >= before))
            .Where(p => !db.Set<Consent>().Any(c => c.PartyId == p.Id && c.At >= before))
            .Where(p => !db.Set<Person>().Any(n => n.PartyId == p.Id && n.ConfirmedAt >= before));
}
