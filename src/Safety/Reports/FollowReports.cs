using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Safety.Reports;

/// <summary>What a reporter sees of her report.</summary>
internal sealed record Followed(DateTimeOffset At, string State, string? Statement, bool MayAppeal, string Ticket);

/// <summary>Opens a report by its four words; after five wrong ones an address waits an hour (S-4).</summary>
internal sealed class FollowReports(JisrDb db, ReportKey key, TimeProvider clock)
{
    /// <summary>The report, or null; waits: true when this address must wait, whatever it typed.</summary>
    public async Task<(Followed? Report, bool Waits)> FindAsync(string? typed, string address, CancellationToken ct)
    {
        var now = Clock.Now(clock);
        var from = await key.AddressAsync(address, ct);
        var since = now - ReportRules.Wait;
        if (await db.Set<WordTry>().CountAsync(t => t.AddressIndex == from && t.At > since, ct) >= ReportRules.Tries)
            return (null, true);
        if (
            await key.IndexOfAsync(typed, ct) is { } index
            && await db.Set<Report>().AsNoTracking().SingleOrDefaultAsync(r => r.WordsIndex == index, ct) is { } own
        )
            return (await ShowAsync(own, now, ct), false);
        await using var turn = await db.Storage.WriteTurnAsync(ct);
        var old = now.AddDays(-1);
        await db.Set<WordTry>().Where(t => t.At < old).ExecuteDeleteAsync(ct);
        db.Add(
            new WordTry
            {
                Id = NewId.Next(),
                AddressIndex = from,
                At = now,
            }
        );
        await db.SaveChangesAsync(ct);
        return (null, false);
    }

    private async Task<Followed> ShowAsync(Report own, DateTimeOffset now, CancellationToken ct)
    {
        var lead = own.LeadId is { } first
            ? await db.Set<Report>().AsNoTracking().SingleAsync(r => r.Id == first, ct)
            : own;
        return new Followed(
            own.At,
            lead.State,
            await key.OpenAsync(lead.StatementSealed, "statement_sealed", lead.Id, ct),
            lead.State == "decided" && now <= lead.DecidedAt + ReportRules.AppealWithin,
            await key.TicketAsync(own.Id, now, ct)
        );
    }
}
