using System.CommandLine;
using Jisr.Kernel.Data;
using Jisr.Kernel.Modules;

namespace Jisr.Verbs;

/// <summary><c>migrate</c>, <c>backup</c>, <c>restore</c>.</summary>
internal static class OperatingVerbs
{
    public static IEnumerable<Verb> Make(JisrHost host) =>
        [new(null, Migrate(host)), new(null, Backup(host)), new(null, Restore(host))];

    private static Command Migrate(JisrHost host)
    {
        var command = new Command("migrate", "Bring the database up to date");
        command.SetAction(
            async (_, ct) =>
            {
                await using var app = host.Builder(quiet: true).Build();
                await host.PrepareAsync(app.Services, migrate: true, ct);
                await Console.Out.WriteLineAsync("The database is up to date.");
                return 0;
            }
        );
        return command;
    }

    private static Command Backup(JisrHost host)
    {
        var file = new Argument<string>("FILE") { Description = "Where the copy goes" };
        var command = new Command("backup", "A consistent copy while the server runs") { file };
        command.SetAction(
            (parsed, ct) =>
                host.RunAsync(
                    async (services, token) =>
                    {
                        await using var scope = services.CreateAsyncScope();
                        var db = scope.ServiceProvider.GetRequiredService<JisrDb>();
                        var path = Path.GetFullPath(parsed.GetRequiredValue(file));
                        await db.Storage.BackupAsync(db, path, token);
                        await Console.Out.WriteLineAsync(
                            $"Copied to {path} ({new FileInfo(path).Length} bytes). The key file is not in it: keep a copy of its own."
                        );
                        return 0;
                    },
                    ct
                )
        );
        return command;
    }

    private static Command Restore(JisrHost host)
    {
        var file = new Argument<string>("FILE") { Description = "The copy to put back" };
        var command = new Command("restore", "Put a copy in place of the database; stop the server first") { file };
        command.SetAction(
            async (parsed, ct) =>
            {
                await using (var app = host.Builder(quiet: true).Build())
                    await app
                        .Services.GetRequiredService<IStorage>()
                        .RestoreAsync(Path.GetFullPath(parsed.GetRequiredValue(file)), ct);
                await Console.Out.WriteLineAsync("Restored. Run `jisr ledger verify` before you open the doors.");
                return 0;
            }
        );
        return command;
    }
}
