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
/// <param name="Id">Of the file.</param>
/// <param name="Kind">voice, picture.</param>
/// <param name="Hash">SHA-256 of the file as it is kept, to be compared with a copy (S-8).</param>
internal sealed record ReportFile(Guid Id, string Kind, byte[] Hash)
{
    /// <summary>The hash as programs that check files write it.</summary>
    public string HashText => Convert.ToHexStringLower(Hash);
}

/// <summary>What was told and sent. Each read of a file is written down first.</summary>
internal sealed class ReportFolder(JisrDb db, ReportKey key, IUnitDirectory units)
{
    public const int PageSize = 20;

    /// <summary>The words of the lead and of those who joined it, the first first, and on the last page those of an appeal;
    /// and after which report the next page starts.</summary>
    public async Task<(List<string> Texts, Guid? Next)> TextsAsync(Report lead, Guid? after, CancellationToken ct)
    {
        var all = db.Set<Report>().AsNoTracking().Where(r => r.Id == lead.Id || r.LeadId == lead.Id);
        if (after is { } last && await all.SingleOrDefaultAsync(r => r.Id == last, ct) is { } from)
            all = all.Where(r => r.At > from.At || (r.At == from.At && r.Id > from.Id));
        var rows = await all.Where(r => r.TextSealed != null)
            .OrderBy(r => r.At)
            .ThenBy(r => r.Id)
            .Take(PageSize + 1)
            .ToListAsync(ct);
        var texts = new List<string>();
        foreach (var row in rows.Take(PageSize))
            texts.Add((await key.OpenAsync(row.TextSealed, "text_sealed", row.Id, ct))!);
        if (rows.Count > PageSize)
            return (texts, rows[PageSize - 1].Id);
        if (await key.OpenAsync(lead.AppealSealed, "appeal_sealed", lead.Id, ct) is { } appeal)
            texts.Add(appeal);
        return (texts, null);
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

    /// <summary>Files of a case in the order they came, and after which one the next page starts.</summary>
    public async Task<(IReadOnlyList<ReportFile> Files, Guid? Next)> FilesAsync(
        Guid lead,
        Guid? after,
        CancellationToken ct
    )
    {
        var all =
            from file in db.Set<Evidence>().AsNoTracking()
            join report in db.Set<Report>() on file.ReportId equals report.Id
            where (report.Id == lead || report.LeadId == lead) && file.ErasedAt == null
            select new
            {
                file.Id,
                file.Kind,
                file.FileHash,
                file.At,
            };
        if (after is { } last && await all.SingleOrDefaultAsync(f => f.Id == last, ct) is { } from)
            all = all.Where(f => f.At > from.At || (f.At == from.At && f.Id > from.Id));
        var rows = await all.OrderBy(f => f.At).ThenBy(f => f.Id).Take(PageSize + 1).ToListAsync(ct);
        ReportFile[] files = [.. rows.Take(PageSize).Select(f => new ReportFile(f.Id, f.Kind, f.FileHash))];
        return (files, rows.Count > PageSize ? files[^1].Id : null);
    }

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
