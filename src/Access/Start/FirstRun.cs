using Jisr.Access.Grants;
using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Modules;
using Jisr.Kernel.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Jisr.Access.Start;

/// <summary>Where nobody is administrator, the server says at its start which code makes the first one. There is no default
/// password. The code comes from the master key and the number of administrators there ever were: the same on all nodes,
/// and worth nothing once it was used.</summary>
internal sealed class StartCode(JisrDb db, Administrators administrators, Sealer sealer, JisrSettings settings)
{
    private const string Alphabet = "23456789BCDFGHJKMNPQRSTVWXZ";

    /// <summary>The file beside the key file that holds the code until it is used.</summary>
    public string File => Path.Combine(settings.DataDirectory, "first-administrator.txt");

    /// <summary>Null when there is an administrator.</summary>
    public async Task<string?> FindAsync(CancellationToken ct) =>
        await administrators.AnyAsync(ct) ? null : Make(await CountAsync(ct));

    public async Task<int> CountAsync(CancellationToken ct) =>
        await db.Set<RoleGrant>().CountAsync(g => g.Role == Roles.Administrator, ct);

    /// <summary>However it was typed: small letters, spaces, dashes.</summary>
    public static string Shape(string? typed) =>
        new([.. (typed ?? "").ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);

    // 20 of 27 signs: 95 bits, in groups of four.
    private string Make(int count)
    {
        var bytes = sealer.Index("access.start", count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var signs = bytes.Take(20).Select((b, i) => Alphabet[(b * 256 + bytes[31 - i]) % Alphabet.Length]).ToArray();
        return string.Join('-', signs.Chunk(4).Select(c => new string(c)));
    }
}

/// <summary>Prints the code when the server starts.</summary>
internal sealed partial class FirstRun(IServiceScopeFactory scopes, JisrSettings settings, ILogger<FirstRun> log)
    : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var start = scope.ServiceProvider.GetRequiredService<StartCode>();
        if (await start.FindAsync(cancellationToken) is not { } code)
        {
            File.Delete(start.File);
            return;
        }
        await File.WriteAllTextAsync(start.File, code + "\n", cancellationToken);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(start.File, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Say(log, (settings.PublicUrl ?? "").TrimEnd('/') + "/start", code);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Nobody is administrator yet. Open {Address} and enter this code once: {Code}"
    )]
    private static partial void Say(ILogger log, string address, string code);
}
