using System.CommandLine;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Modules;
using Jisr.Kernel.Sealing;
using Jisr.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration.Memory;

namespace Jisr;

/// <summary>Builds the program's services once, for the server and for verbs alike.</summary>
internal sealed class JisrHost(ModuleList modules) : IVerbHost
{
    public static readonly Option<string?> Data = new("--data")
    {
        Description = "The data directory (Jisr__DataDirectory)",
        Recursive = true,
    };

    public static readonly Option<string?> Database = new("--database")
    {
        Description = "sqlite:PATH or a PostgreSQL connection string (Jisr__Database)",
        Recursive = true,
    };

    public static readonly Option<string?> KeyFile = new("--key-file")
    {
        Description = "The master key's file (Jisr__KeyFile)",
        Recursive = true,
    };

    private readonly Dictionary<string, string?> settings = new(StringComparer.Ordinal);

    /// <summary>Takes the options that stand above configuration.</summary>
    public void Read(ParseResult parsed)
    {
        if (parsed.GetValue(Data) is { } data)
            settings["Jisr:DataDirectory"] = data;
        if (parsed.GetValue(Database) is { } database)
            settings["Jisr:Database"] = database;
        if (parsed.GetValue(KeyFile) is { } key)
            settings["Jisr:KeyFile"] = key;
    }

    /// <summary>All services; nothing has run yet.</summary>
    public WebApplicationBuilder Builder(bool quiet = false, params string[] webArgs)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                Args = webArgs,
                ContentRootPath = AppContext.BaseDirectory,
                ApplicationName = "jisr",
            }
        );
        builder.Configuration.AddInMemoryCollection(settings);
        if (quiet)
            builder.Configuration.Sources.Insert(
                0,
                new MemoryConfigurationSource { InitialData = [new("Jisr:PageCacheMegabytes", "128")] }
            );
        // Under `dotnet run` the modules' files are found by the build's manifest, in every environment.
        builder.WebHost.UseStaticWebAssets();
        // A verb's output is its answer, for scripts to read: what is logged goes to the other stream.
        if (quiet)
            builder
                .Logging.SetMinimumLevel(LogLevel.Warning)
                .AddConsole(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.AddJisr(modules);
        return builder;
    }

    public async Task<int> RunAsync(Func<IServiceProvider, CancellationToken, Task<int>> work, CancellationToken ct)
    {
        await using var app = Builder(quiet: true).Build();
        await PrepareAsync(app.Services, migrate: null, ct);
        return await work(app.Services, ct);
    }

    /// <summary><see cref="OpenAsync"/>, then <see cref="PrepareModulesAsync"/>.</summary>
    public async Task PrepareAsync(IServiceProvider services, bool? migrate, CancellationToken ct)
    {
        await OpenAsync(services, migrate, ct);
        await PrepareModulesAsync(services, ct);
    }

    /// <summary>Brings the reference data of every module up to date.</summary>
    public async Task PrepareModulesAsync(IServiceProvider services, CancellationToken ct)
    {
        foreach (var module in modules.All)
            await module.PrepareAsync(services, ct);
    }

    /// <summary>Brings the database up to date. SQLite does it by itself; PostgreSQL has its own <c>migrate</c> run,
    /// because several nodes may start at once.</summary>
    public async Task OpenAsync(IServiceProvider services, bool? migrate, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JisrDb>();
        if (migrate ?? (db.Storage.Name == "sqlite" || services.GetRequiredService<JisrSettings>().MigrateAtStart))
            await db.Storage.MigrateAsync(db, ct);
        else if ((await db.Database.GetPendingMigrationsAsync(ct)).Any())
            throw new OperatingException("The database is older than the program: run `jisr migrate` first.");
        var key = services.GetRequiredService<JisrSettings>().KeyFileOrDefault;
        if (!File.Exists(key) && await db.Set<CommandReceipt>().AnyAsync(ct))
            throw new OperatingException(
                $"The key file {key} is missing. Without it sealed fields cannot be read: put it back from its own backup."
            );
        // A new database has its key from its first verb on, whether or not that verb seals anything. Nobody else makes one.
        _ = Kernel.Sealing.KeyFile.Open(key, mayMake: true);
    }
}
