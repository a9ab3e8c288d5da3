using System.Diagnostics;
using Jisr.Kernel.Data;
using Jisr.Kernel.Modules;
using Jisr.Kernel.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Jisr.Storage.Postgres;

/// <summary>PostgreSQL: many writers, several web nodes, a standby.</summary>
public sealed class PostgresStorage(string connection) : IStorage
{
    private static readonly IAsyncDisposable NoTurn = new Free();

    public string Name => "postgres";

    public bool StoresIdsAsBytes => false;

    public bool WritesWholePages => false;

    public void Configure(DbContextOptionsBuilder options) =>
        options
            .UseNpgsql(Prepared(connection), o => o.MigrationsAssembly(typeof(PostgresStorage).Assembly))
            .UseSnakeCaseNamingConvention();

    public void Complete(ModelBuilder model) { }

    // What is asked again and again is read and planned once per connection. Who says another number means it.
    private static string Prepared(string connection)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection);
        if (settings.MaxAutoPrepare == 0)
            settings.MaxAutoPrepare = 200;
        return settings.ToString();
    }

    public ValueTask<IAsyncDisposable> WriteTurnAsync(CancellationToken ct) => ValueTask.FromResult(NoTurn);

    public Task<IDbContextTransaction> BeginAsync(DbContext db, CancellationToken ct) =>
        db.Database.BeginTransactionAsync(ct);

    public Task CommitAsync(DbContext db, CancellationToken ct) => db.Database.CommitTransactionAsync(ct);

    public Task DurableAsync() => Task.CompletedTask;

    public Task LockRowAsync(DbContext db, string table, string idColumn, Guid id, CancellationToken ct) =>
        // Rows that point to this one may still come: a whole FOR UPDATE makes two orders of one shop wait for each other.
        // Names are constants of ours; only the id is a value.
#pragma warning disable EF1002
        db.Database.ExecuteSqlRawAsync($"SELECT 1 FROM {table} WHERE {idColumn} = {{0}} FOR NO KEY UPDATE", [id], ct);
#pragma warning restore EF1002

    public async Task InsertAsync(DbContext db, IReadOnlyList<object> rows, CancellationToken ct)
    {
        if (await CopiedRows.TryInsertAsync(db, rows, ct))
            return;
        // The driver sends all rows of a save in one go.
        db.AddRange(rows);
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    public async Task SetNumbersAsync(
        DbContext db,
        string table,
        IReadOnlyList<string> columns,
        IReadOnlyList<(Guid Id, long?[] Values)> rows,
        CancellationToken ct
    )
    {
        if (rows.Count == 0)
            return;
        object[] values =
        [
            new NpgsqlParameter("ids", rows.Select(r => r.Id).ToArray()),
            .. columns.Select((c, i) => new NpgsqlParameter(c, rows.Select(r => r.Values[i]).ToArray())),
        ];
        // Names are constants of ours; the values are parameters.
#pragma warning disable EF1002
        await db.Database.ExecuteSqlRawAsync(
            $"UPDATE {table} t SET {string.Join(", ", columns.Select(c => $"{c} = j.{c}"))} FROM unnest(@ids, {string.Join(", ", columns.Select(c => "@" + c))}) AS j(row_id, {string.Join(", ", columns)}) WHERE t.id = j.row_id",
            values,
            ct
        );
#pragma warning restore EF1002
    }

    public async Task<IAsyncDisposable> SnapshotAsync(DbContext db, CancellationToken ct) =>
        await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);

    public object RawId(Guid id) => id;

    public bool IsUniqueBreach(Exception e) => Inner(e)?.SqlState == PostgresErrorCodes.UniqueViolation;

    // Two writers in each other's way, or a server that has no room for one more connection just now.
    public bool IsPassing(Exception e) =>
        Inner(e)?.SqlState
            is PostgresErrorCodes.SerializationFailure
                or PostgresErrorCodes.DeadlockDetected
                or PostgresErrorCodes.TooManyConnections
                or PostgresErrorCodes.CannotConnectNow
        || Chain(e).OfType<NpgsqlException>().Any(n => n.InnerException is TimeoutException);

    public async Task MigrateAsync(DbContext db, CancellationToken ct)
    {
        // An empty database has no table of what was done: asking it would log errors that are none.
        await db.GetService<IHistoryRepository>().CreateIfNotExistsAsync(ct);
        // Asked first: comparing the whole model, as migrating does, takes a second of every start.
        if ((await db.Database.GetPendingMigrationsAsync(ct)).Any())
            await db.Database.MigrateAsync(ct);
    }

    public Task BackupAsync(DbContext db, string file, CancellationToken ct) =>
        RunAsync("pg_dump", ["--format=custom", "--no-owner", "--file", file], "nothing was copied", ct);

    public Task RestoreAsync(string file, CancellationToken ct) =>
        RunAsync(
            "pg_restore",
            [
                "--clean",
                "--if-exists",
                "--no-owner",
                "--exit-on-error",
                "--single-transaction",
                "--dbname",
                Settings.Database!,
                file,
            ],
            // One transaction: what was there before is there still.
            "nothing was restored",
            ct
        );

    public ITextSearch Search(DbContext db) => new PostgresTextSearch(db);

    private NpgsqlConnectionStringBuilder Settings => new(connection);

    // The provider wraps what may pass once more, and the save wraps it again: the cause is somewhere inside.
    private static PostgresException? Inner(Exception e) => Chain(e).OfType<PostgresException>().FirstOrDefault();

    private static IEnumerable<Exception> Chain(Exception? e)
    {
        for (; e is not null; e = e.InnerException)
            yield return e;
    }

    private async Task RunAsync(string program, IReadOnlyList<string> arguments, string otherwise, CancellationToken ct)
    {
        var settings = Settings;
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false };
        start.Environment["PGHOST"] = settings.Host;
        start.Environment["PGPORT"] = settings.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        start.Environment["PGUSER"] = settings.Username;
        start.Environment["PGDATABASE"] = settings.Database;
        // By environment, so that it is not seen in the list of processes.
        start.Environment["PGPASSWORD"] = settings.Password;
        using var process = Start(start);
        var errors = await process.StandardError.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        if (process.ExitCode != 0)
            throw new OperatingException($"{program} ended with {process.ExitCode}, {otherwise}: {errors.Trim()}");
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new OperatingException(start.FileName + " is not installed (Debian: postgresql-client).", e);
        }
    }

    private sealed class Free : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
