using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Modules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Ledger.Verify;

/// <summary>Checks all books in a reading of its own and keeps the result.</summary>
internal sealed class BooksChecker(IServiceScopeFactory scopes, CommandPipeline pipeline) : IBooksCheck
{
    public Task<int> CheckAsync(string why, CancellationToken ct) => CheckAsync(why, NewId.Next(), ct);

    /// <param name="id">The command's id: one check a night, whichever node comes first.</param>
    public async Task<int> CheckAsync(string why, Guid id, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JisrDb>();
        // Another node, or this one before it was started again, was here this night: the books are not walked twice.
        if (await db.Set<BooksCheck>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is { } known)
            return known.Problems;
        var verify = new VerifyBooks(db);
        var report = await verify.CheckAsync(null, null, [], ct);
        await pipeline.SendAsync(
            new Envelope<NoteCheck>(new CommandId(id), new NoteCheck(why, report)),
            Actor.System,
            Door.System,
            ct
        );
        return report.Problems.Count;
    }

    /// <summary>LA21: a copy was put back. Its books are checked before anybody writes; where they do not hold, nobody
    /// does.</summary>
    public static async Task AfterRestoreAsync(IServiceProvider services, CancellationToken ct)
    {
        var mark = services.GetRequiredService<JisrSettings>().RestoredMark;
        if (!File.Exists(mark))
            return;
        if (await services.GetRequiredService<IBooksCheck>().CheckAsync(BooksCheck.Restore, ct) > 0)
            services.GetRequiredService<ReadOnlySite>().TurnOn();
        else
            File.Delete(mark);
    }
}
