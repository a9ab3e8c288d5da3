using System.Text.Json;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.People.Import;
using Jisr.People.Programmes;
using Jisr.People.Units;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Forms;

/// <summary>A form made outside is brought: read and kept, and nobody fills it in yet. Bringing a version again before
/// it is published puts the new file in its place.</summary>
internal sealed record BringForm(UnitId UnitId, byte[] File, ProgrammeId? ProgrammeId = null) : ICommand
{
    public static string Kind => "form.bring";
}

internal sealed class BringFormHandler(JisrDb db, UnitTree tree) : IHandle<BringForm>
{
    private FormDefinition? read;

    public Task<Reach> ReachAsync(BringForm command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(
            tree.Find(command.UnitId) is null ? Reach.Missing : Reach.Unit(command.UnitId, command.ProgrammeId)
        );

    public void Check(BringForm command, Problems problems, CommandScope scope)
    {
        try
        {
            read = XlsFormReader.Read(command.File);
        }
        catch (UnreadableFileException e)
        {
            problems.Add(e.Problem);
        }
    }

    public async Task<Outcome> HandleAsync(BringForm command, CommandScope scope, CancellationToken ct)
    {
        if (command.ProgrammeId is { } programme && !await db.Set<Programme>().AnyAsync(p => p.Id == programme, ct))
            return Outcome.No("PROGRAMME_UNKNOWN", "programme");
        var form = read ?? XlsFormReader.Read(command.File);
        var others = await db.Set<OutsideForm>().Where(f => f.FormId == form.FormId).ToListAsync(ct);
        if (others.Exists(f => f.UnitId != command.UnitId))
            return Outcome.No("FORM_ID_TAKEN", "file");
        if (others.Find(f => f.Version == form.Version) is { } same)
        {
            if (same.State == "published")
                return Outcome.No("FORM_VERSION_TAKEN", "file");
            db.Remove(same);
            await db.SaveChangesAsync(ct);
        }
        db.Add(
            new OutsideForm
            {
                Id = scope.Id.Value,
                FormId = form.FormId.Length > 64 ? form.FormId[..64] : form.FormId,
                Version = form.Version.Length > 40 ? form.Version[..40] : form.Version,
                Title = form.Title.Length > 200 ? form.Title[..200] : form.Title,
                UnitId = command.UnitId,
                ProgrammeId = command.ProgrammeId,
                State = "brought",
                By = scope.Actor.AccountId,
                At = scope.Now,
                Definition = JsonSerializer.Serialize(form, CanonicalJson.Options),
                Map = "",
            }
        );
        return new Outcome.Done { Subject = scope.Id.Value };
    }
}
