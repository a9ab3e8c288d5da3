using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Forms;

/// <summary>A kept form is put aside, with the reason: it was filled in twice, or on trial.</summary>
internal sealed record DismissRecord(Guid RecordId, string Reason) : ICommand
{
    public static string Kind => "form.dismiss";
}

internal sealed class DismissRecordHandler(JisrDb db) : IHandle<DismissRecord>
{
    public async Task<Reach> ReachAsync(DismissRecord command, CommandScope scope, CancellationToken ct) =>
        await db.Set<FormRecord>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == command.RecordId, ct) is { } record
            ? Reach.Unit(record.UnitId)
            : Reach.Missing;

    public void Check(DismissRecord command, Problems problems, CommandScope scope) =>
        problems.Text("reason", command.Reason, 200);

    public async Task<Outcome> HandleAsync(DismissRecord command, CommandScope scope, CancellationToken ct)
    {
        var record = await db.Set<FormRecord>().SingleAsync(r => r.Id == command.RecordId, ct);
        if (record.State != "kept")
            return Outcome.No("FORM_SETTLED");
        record.State = "dismissed";
        record.Reason = command.Reason.Trim();
        return new Outcome.Done { Subject = record.Id };
    }
}
