using Jisr.Kernel.Data;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Jisr.Testing;

/// <summary>A database of one test: a copy of a template that was migrated once, and dropped afterwards.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static readonly Dictionary<string, string> Templates = [];
    private readonly string kind;
    private readonly string folder;
    private readonly string? name;

    private TestDatabase(string kind, string folder, string? name)
    {
        this.kind = kind;
        this.folder = folder;
        this.name = name;
    }

    /// <summary>The value of <c>Jisr__Database</c>.</summary>
    public string Setting =>
        kind == DatabasesAttribute.Sqlite ? "sqlite:" + Path.Combine(folder, "jisr.db") : On(name!);

    public static async Task<TestDatabase> MakeAsync(string kind, string folder, Func<string, Task> prepare)
    {
        await Gate.WaitAsync();
        try
        {
            if (!Templates.TryGetValue(kind, out var template))
                Templates[kind] = template = await MakeTemplateAsync(kind, prepare);
            if (kind == DatabasesAttribute.Sqlite)
            {
                File.Copy(template, Path.Combine(folder, "jisr.db"));
                return new TestDatabase(kind, folder, null);
            }
            var name = "jisr_t_" + Guid.CreateVersion7().ToString("n");
            await RunAsync($"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY");
            return new TestDatabase(kind, folder, name);
        }
        finally
        {
            Gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (name is null)
            return;
        // Its own pool only: the other tests go on.
        await using (var last = new NpgsqlConnection(On(name)))
            NpgsqlConnection.ClearPool(last);
        await RunAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    }

    private static async Task<string> MakeTemplateAsync(string kind, Func<string, Task> prepare)
    {
        if (kind == DatabasesAttribute.Sqlite)
        {
            var file = Path.Combine(Directory.CreateTempSubdirectory("jisr-template-").FullName, "jisr.db");
            await prepare("sqlite:" + file);
            SqliteConnection.ClearAllPools();
            await using var db = new SqliteConnection($"Data Source={file};Pooling=false");
            await db.OpenAsync();
            await using var checkpoint = db.CreateCommand();
            checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            await checkpoint.ExecuteNonQueryAsync();
            return file;
        }
        var name = "jisr_template_" + Environment.ProcessId;
        await RunAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        await RunAsync($"CREATE DATABASE {name}");
        await prepare(On(name));
        NpgsqlConnection.ClearAllPools();
        return name;
    }

    private static string On(string database) =>
        new NpgsqlConnectionStringBuilder(DatabasesAttribute.PostgresServer)
        {
            Database = database,
            MaxPoolSize = 30,
        }.ToString();

    private static async Task RunAsync(string sql)
    {
        await using var server = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(DatabasesAttribute.PostgresServer) { Pooling = false }.ToString()
        );
        await server.OpenAsync();
        await using var command = new NpgsqlCommand(sql, server);
        await command.ExecuteNonQueryAsync();
    }
}
