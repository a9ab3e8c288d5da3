using System.CommandLine;
using Jisr.Kernel.Data;
using Jisr.Kernel.Modules;
using Jisr.Kernel.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Verbs;

/// <summary><c>keys sheets</c> and <c>keys from-sheets</c>: the master key on two sheets of paper, held by two people
/// (S-38).</summary>
internal static class KeyVerbs
{
    public static Command Sheets(JisrHost host)
    {
        var command = new Command(
            "sheets",
            "Print the key file as two sheets; both together make it, one alone is nothing"
        );
        command.SetAction(
            (_, _) =>
                OperatingVerbs.SayAsync(
                    json: false,
                    async () =>
                    {
                        await using var app = host.Builder(quiet: true).Build();
                        var path = app.Services.GetRequiredService<JisrSettings>().KeyFileOrDefault;
                        var (first, second) = KeySheets.Split(KeyFile.Whole(path));
                        return (
                            $"Sheet 1 of 2 (one person)\n{first}\n\nSheet 2 of 2 (another person)\n{second}\n\n"
                                + "Print each alone, then clear this screen. Put back with: jisr keys from-sheets",
                            new { sheets = 2 }
                        );
                    }
                )
        );
        return command;
    }

    public static Command FromSheets(JisrHost host)
    {
        var command = new Command(
            "from-sheets",
            "Make the key file from two sheets, read from standard input, one a line"
        );
        command.SetAction(
            (_, ct) =>
                OperatingVerbs.SayAsync(
                    json: false,
                    async () =>
                    {
                        await using var app = host.Builder(quiet: true).Build();
                        var path = app.Services.GetRequiredService<JisrSettings>().KeyFileOrDefault;
                        // Never as arguments: those stand in the shell's history and in the list of processes.
                        var first = await Console.In.ReadLineAsync(ct) ?? "";
                        var second = await Console.In.ReadLineAsync(ct) ?? "";
                        KeyFile.PutBack(path, KeySheets.Join(first, second));
                        return ($"The key file stands at {path}.", new { file = path });
                    }
                )
        );
        return command;
    }

    /// <summary>The keys of classes are wrapped with the new key at once (S-37).</summary>
    public static async Task RewrapAsync(IServiceProvider services, string path, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JisrDb>();
        // A new installation has no database yet, and so no key of a class.
        if (await db.Database.CanConnectAsync(ct) && !(await db.Database.GetPendingMigrationsAsync(ct)).Any())
            await ClassKeys.RewrapAsync(db, new Sealer(KeyFile.Open(path, mayMake: false)), ct);
    }
}
