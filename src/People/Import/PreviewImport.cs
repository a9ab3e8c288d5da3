using System.Security.Cryptography;
using System.Text.Json;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.People.Programmes;
using Jisr.People.Units;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Import;

/// <summary>A file is brought: read and kept, and nobody is registered by it yet.</summary>
internal sealed record PreviewImport(UnitId UnitId, string Source, byte[] File, ProgrammeId? ProgrammeId = null)
    : ICommand
{
    public static string Kind => "import.preview";

    /// <summary>What a page takes: the server reads it whole while she waits.</summary>
    public const long MostBytes = 8L * 1024 * 1024;
}

internal sealed class PreviewImportHandler(JisrDb db, UnitTree tree, Sealer sealer) : IHandle<PreviewImport>
{
    private ImportFile? read;

    public Task<Reach> ReachAsync(PreviewImport command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(
            tree.Find(command.UnitId) is null || command.UnitId == UnitId.Root
                ? Reach.Missing
                : Reach.Unit(command.UnitId, command.ProgrammeId)
        );

    public void Check(PreviewImport command, Problems problems, CommandScope scope)
    {
        try
        {
            read = ImportFile.Read(command.File, PreviewImport.MostBytes);
        }
        catch (UnreadableFileException e)
        {
            problems.Add(e.Problem);
        }
    }

    public async Task<Outcome> HandleAsync(PreviewImport command, CommandScope scope, CancellationToken ct)
    {
        if (command.ProgrammeId is { } programme && !await db.Set<Programme>().AnyAsync(p => p.Id == programme, ct))
            return Outcome.No("PROGRAMME_UNKNOWN", "programme");
        var file = read ?? ImportFile.Read(command.File, PreviewImport.MostBytes);
        // The same headings from the same unit mean what a person said the last time.
        var key = ImportMap.KeyOf(file.Columns);
        if (
            await db.Set<ImportMap>()
                .AsNoTracking()
                .SingleOrDefaultAsync(m => m.UnitId == command.UnitId && m.Headings == key, ct) is
            { } known
        )
            file = ImportMap.Apply(file, known.Read());
        db.Add(
            new ImportBatch
            {
                Id = scope.Id.Value,
                UnitId = command.UnitId,
                ProgrammeId = command.ProgrammeId,
                Source = NameOf(command.Source),
                FileHash = SHA256.HashData(command.File),
                Rows = file.Rows.Count,
                Columns = string.Join(',', file.Columns),
                State = "previewed",
                By = scope.Actor.AccountId,
                At = scope.Now,
                File = sealer.Seal(
                    JsonSerializer.Serialize(file, CanonicalJson.Options),
                    ImportBatch.Table,
                    "file",
                    scope.Id.Value
                ),
            }
        );
        return new Outcome.Done { Subject = scope.Id.Value };
    }

    // Browsers of old send the whole path of the sender's disk.
    private static string NameOf(string source)
    {
        var name = source.Split('/', '\\')[^1];
        name = Kernel.Text.ArabicText.StripInvisible(name).Trim();
        return name.Length == 0 ? "–"
            : name.Length > 200 ? name[..200]
            : name;
    }
}
