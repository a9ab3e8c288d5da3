using Jisr.Kernel.Access;
using Jisr.Kernel.Audit;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Language;
using Jisr.Kernel.Sealing;
using Jisr.People.Units;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Import;

/// <summary>The result file of a batch, and its refused rows alone.</summary>
internal static class ImportDownloads
{
    private const string Csv = "text/csv; charset=utf-8";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                "/import/people/{id:guid}/result.csv",
                (Guid id, Download download, CancellationToken ct) => download.ResultAsync(id, ct)
            )
            .RequireAuthorization(new PermissionAttribute(PreviewImport.Kind));
        routes
            .MapGet(
                "/import/people/{id:guid}/rejected.csv",
                (Guid id, Download download, CancellationToken ct) => download.RejectedAsync(id, ct)
            )
            .RequireAuthorization(new PermissionAttribute(PreviewImport.Kind));
    }

    internal sealed class Download(
        JisrDb db,
        AccessGate gate,
        ICurrentActor current,
        UnitTree tree,
        Sealer sealer,
        ImportReport report,
        ReadLog log
    )
    {
        public async Task<IResult> ResultAsync(Guid id, CancellationToken ct)
        {
            if (await FindAsync(id, ct) is not { } batch)
                return Results.NotFound();
            var file = RunBatch.FileOf(batch, sealer);
            var answers = RunBatch.AnswersOf(batch, file, tree, sealer);
            var parties = await report.PartiesAsync(answers, ct);
            // Her people leave by this file: no entry in the log, no file.
            await log.WriteAsync(
                ReadAction.Export,
                [.. parties.Values],
                "name,birth,contact,document,place",
                batch.UnitId,
                "import result",
                ct
            );
            return File(await report.ResultAsync(file, answers, parties, Words.Language, ct), "import-result.csv");
        }

        public async Task<IResult> RejectedAsync(Guid id, CancellationToken ct)
        {
            if (await FindAsync(id, ct) is not { } batch)
                return Results.NotFound();
            var file = RunBatch.FileOf(batch, sealer);
            return File(
                report.Rejected(file, RunBatch.AnswersOf(batch, file, tree, sealer), Words.Language),
                "import-rejected.csv"
            );
        }

        private async Task<ImportBatch?> FindAsync(Guid id, CancellationToken ct) =>
            await db.Set<ImportBatch>().AsNoTracking().SingleOrDefaultAsync(b => b.Id == id && b.State == "applied", ct)
                is { } batch
            && gate.May(await current.GetAsync(ct), PreviewImport.Kind, Reach.Unit(batch.UnitId, batch.ProgrammeId))
                ? batch
                : null;

        private static IResult File(string text, string name) =>
            Results.File([.. ImportReport.Encoding.GetPreamble(), .. ImportReport.Encoding.GetBytes(text)], Csv, name);
    }
}
