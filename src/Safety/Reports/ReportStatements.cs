using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Safety.Reports;

/// <summary>What the other side of a report is told: what was decided, never who told it.</summary>
internal sealed class ReportStatements(JisrDb db, ReportKey key)
{
    public async Task<IReadOnlyList<string>> OfAsync(PartyId owner, CancellationToken ct)
    {
        var rows = await db.Set<Report>()
            .AsNoTracking()
            .Where(r => r.OtherPartyId == owner && r.LeadId == null && r.OtherStatementSealed != null)
            .OrderByDescending(r => r.DecidedAt)
            .Take(25)
            .ToListAsync(ct);
        var texts = new List<string>();
        foreach (var row in rows)
            texts.Add((await key.OpenAsync(row.OtherStatementSealed, "other_statement_sealed", row.Id, ct))!);
        return texts;
    }
}
