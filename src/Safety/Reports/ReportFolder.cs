using System.Globalization;
using System.Text;
using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Language;
using Jisr.Kernel.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Safety.Reports;

/// <summary>A file of a case, as its page names it.</summary>
internal sealed record ReportFile(Guid Id, string Kind);

/// <summary>What was told and sent. Each read of a file is written down first.</summary>
internal sealed class ReportFolder(JisrDb db, ReportKey key, IUnitDirectory units)
{
    private const int MostTexts = 20;

    /// <summary>The words of the lead and of those who joined it, and of an appeal.</summary>
    public async Task<List<string>> TextsAsync(Report lead, CancellationToken ct)
    {
        var rows = await db.Set<Report>()
            .AsNoTracking()
            .Where(r => (r.Id == lead.Id || r.LeadId == lead.Id) && r.TextSealed != null)
            .OrderBy(r => r.At)
            .Take(MostTexts)
            .ToListAsync(ct);
        var texts = new List<string>();
        foreach (var row in rows)
            texts.Add((await key.OpenAsync(row.TextSealed, "text_sealed", row.Id, ct))!);
        if (await key.OpenAsync(lead.AppealSealed, "appeal_sealed", lead.Id, ct) is { } appeal)
            texts.Add(appeal);
        return texts;
    }

    /// <summary>The organisations whose people it names, in the language of the screen.</summary>
    public async Task<IReadOnlyList<string>> NamedAsync(Report lead, CancellationToken ct)
    {
        var named = await db.Set<ExcludedUnit>()
            .AsNoTracking()
            .Where(e => e.ReportId == lead.Id)
            .Select(e => e.UnitId)
            .ToListAsync(ct);
        return named.Count == 0
            ? []
            : [.. (await units.AllAsync(ct)).Where(u => named.Contains(u.Id)).Select(u => u.Name(Words.Language))];
    }

    public Task<string?> ContactAsync(Report report, CancellationToken ct) =>
        key.OpenAsync(report.ContactSealed, "contact_sealed", report.Id, ct);

    public async Task<IReadOnlyList<ReportFile>> FilesAsync(Guid lead, CancellationToken ct) =>
        await (
            from file in db.Set<Evidence>().AsNoTracking()
            join report in db.Set<Report>() on file.ReportId equals report.Id
            where (report.Id == lead || report.LeadId == lead) && file.ErasedAt == null
            orderby file.At
            select new ReportFile(file.Id, file.Kind)
        )
            .Take(MostTexts)
            .ToListAsync(ct);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/protection/evidence/{id:guid}", FileAsync)
            .RequireAuthorization(new PermissionAttribute(ReportDesk.See))
            .ExcludeFromDescription();
        routes
            .MapGet("/protection/file", ListAsync)
            .RequireAuthorization(new PermissionAttribute(ReportDesk.See))
            .ExcludeFromDescription();
    }

    private static async Task<IResult> FileAsync(Guid id, HttpContext http, JisrDb db, ReportDesk desk, ReportKey key)
    {
        var ct = http.RequestAborted;
        var file = await db.Set<Evidence>().AsNoTracking().SingleOrDefaultAsync(e => e.Id == id, ct);
        if (file is not { ErasedAt: null })
            return Results.NotFound();
        var own = await db.Set<Report>().AsNoTracking().SingleAsync(r => r.Id == file.ReportId, ct);
        if (await desk.FindAsync(own.LeadId ?? own.Id, ct) is null)
            return Results.NotFound();
        await desk.NoteAsync(own.Id, id, ct);
        return Results.Bytes(await key.OpenFileAsync(file, ct), file.MediaType);
    }

    // Days and counts: never what was told, by whom or about whom.
    private static async Task<IResult> ListAsync(HttpContext http, ReportDesk desk)
    {
        var waiting = await desk.WaitingAsync(http.RequestAborted);
        var counts = await desk.CountsAsync([.. waiting.Select(r => r.Id)], http.RequestAborted);
        var text = new StringBuilder(CsvCell.Row("queue", "state", "day", "reports"));
        foreach (var report in waiting)
            text.Append(
                CsvCell.Row(
                    report.Queue,
                    report.State,
                    report.At.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    counts[report.Id].ToString(CultureInfo.InvariantCulture)
                )
            );
        return Results.File(Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8", "reports.csv");
    }
}
