using System.CommandLine;
using System.Data.Common;
using System.Text.Json;
using Jisr.Contracts.Ledger;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Modules;
using Jisr.Kernel.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Verbs;

/// <summary><c>migrate</c>, <c>backup</c>, <c>restore</c>, <c>keys rotate</c>. Exit 0: done; 1: not done, and why.</summary>
internal static class OperatingVerbs
{
    public static IEnumerable<Verb> Make(JisrHost host) =>
        [
            new(null, Migrate(host)),
            new(null, Backup(host)),
            new(null, Restore(host)),
            new("log", LogVerbs.Verify(host)),
            new("keys", Rotate(host)),
            new("keys", KeyVerbs.Sheets(host)),
            new("keys", KeyVerbs.FromSheets(host)),
        ];

    private static Command Migrate(JisrHost host)
    {
        var json = Json();
        var command = new Command("migrate", "Bring the database up to date") { json };
        command.SetAction(
            (parsed, ct) =>
                SayAsync(
                    parsed.GetValue(json),
                    async () =>
                    {
                        await using var app = host.Builder(quiet: true).Build();
                        var pending = await PendingAsync(app.Services, ct);
                        await host.PrepareAsync(app.Services, migrate: true, ct);
                        return (
                            pending == 0
                                ? "The database was up to date."
                                : $"The database is up to date: {pending} migrations were run.",
                            new { applied = pending, pending = 0 }
                        );
                    }
                )
        );
        return command;
    }

    private static Command Backup(JisrHost host)
    {
        var file = new Argument<string>("FILE") { Description = "Where the copy goes" };
        var json = Json();
        var command = new Command("backup", "A consistent copy while the server runs") { file, json };
        command.SetAction(
            (parsed, ct) =>
                SayAsync(
                    parsed.GetValue(json),
                    async () =>
                    {
                        var path = Path.GetFullPath(parsed.GetRequiredValue(file));
                        var broken = 0;
                        await host.RunAsync(
                            async (services, token) =>
                            {
                                // Before the copy, so that it carries what was found; a copy of broken books is kept too.
                                broken = await services.GetRequiredService<IBooksCheck>().CheckAsync("backup", token);
                                await using var scope = services.CreateAsyncScope();
                                var db = scope.ServiceProvider.GetRequiredService<JisrDb>();
                                await db.Storage.BackupAsync(db, path, token);
                                return 0;
                            },
                            ct
                        );
                        var bytes = new FileInfo(path).Length;
                        return (
                            $"Copied to {path} ({bytes} bytes). The key file is not in it: keep a copy of its own."
                                + (
                                    broken == 0
                                        ? ""
                                        : $" The books do not hold: {broken} findings, see `jisr ledger verify`."
                                ),
                            new
                            {
                                file = path,
                                bytes,
                                broken,
                            }
                        );
                    }
                )
        );
        return command;
    }

    private static Command Restore(JisrHost host)
    {
        var file = new Argument<string>("FILE") { Description = "The copy to put back" };
        var json = Json();
        var command = new Command("restore", "Put a copy in place of the database; stop the server first")
        {
            file,
            json,
        };
        command.SetAction(
            (parsed, ct) =>
                SayAsync(
                    parsed.GetValue(json),
                    async () =>
                    {
                        var path = Path.GetFullPath(parsed.GetRequiredValue(file));
                        await using var app = host.Builder(quiet: true).Build();
                        await app.Services.GetRequiredService<IStorage>().RestoreAsync(path, ct);
                        // The next start checks the books before anybody writes.
                        var settings = app.Services.GetRequiredService<JisrSettings>();
                        Directory.CreateDirectory(settings.DataDirectory);
                        await File.WriteAllTextAsync(settings.RestoredMark, Path.GetFileName(path), ct);
                        return (
                            "Restored. The next start checks the books first; if they do not hold, nothing can be written. `jisr ledger verify` says what is wrong.",
                            new { file = path }
                        );
                    }
                )
        );
        return command;
    }

    private static Command Rotate(JisrHost host)
    {
        var json = Json();
        var command = new Command("rotate", "Seal new values with a fresh key; restart the server afterwards") { json };
        command.SetAction(
            (parsed, ct) =>
                SayAsync(
                    parsed.GetValue(json),
                    async () =>
                    {
                        await using var app = host.Builder(quiet: true).Build();
                        var path = app.Services.GetRequiredService<JisrSettings>().KeyFileOrDefault;
                        var id = KeyFile.Rotate(path);
                        await KeyVerbs.RewrapAsync(app.Services, path, ct);
                        return (
                            $"Key {id} seals from the next start on; the server seals earlier values anew while it runs, and they stay readable meanwhile. Copy {path} to its backup now.",
                            new { keyId = id, file = path }
                        );
                    }
                )
        );
        return command;
    }

    internal static Option<bool> Json() => new("--json") { Description = "One line of JSON instead of a sentence" };

    private static async Task<int> PendingAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JisrDb>();
        // SQLite makes the folder when it migrates; until then nothing at all was run.
        return await db.Database.CanConnectAsync(ct)
            ? (await db.Database.GetPendingMigrationsAsync(ct)).Count()
            : db.Database.GetMigrations().Count();
    }

    // The answer to standard output, what went wrong to the other stream: as a sentence, or for a script.
    internal static async Task<int> SayAsync(bool json, Func<Task<(string Sentence, object Data)>> work)
    {
        try
        {
            var (sentence, data) = await work();
            await Console.Out.WriteLineAsync(json ? JsonSerializer.Serialize(data, CanonicalJson.Options) : sentence);
            return 0;
        }
        catch (Exception e) when (e is OperatingException or DbException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(
                json ? JsonSerializer.Serialize(new { error = e.Message }, CanonicalJson.Options) : e.Message
            );
            return 1;
        }
    }
}
