using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Jisr.Kernel.Data;
using Jisr.Kernel.Modules;
using Jisr.Kernel.Search;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace Jisr.Storage.Sqlite;

/// <summary>SQLite in WAL mode: one file, one writer, many readers.</summary>
public sealed class SqliteStorage : IStorage, IDisposable
{
    private const int UniqueKey = 2067;
    private const int PrimaryKey = 1555;

    // One writer at a time anyway: a fair queue in the process beats busy-waiting on the file's lock.
    private readonly SemaphoreSlim writer = new(1, 1);
    private readonly string file;
    private readonly Pragmas pragmas;
    private readonly JournalFlush journal;

    /// <param name="file">Path of the database.</param>
    /// <param name="cache">Megabytes of it that each connection keeps.</param>
    public SqliteStorage(string file, int cache = 16) =>
        (this.file, pragmas, journal) = (file, new Pragmas(cache), new JournalFlush(file + "-wal"));

    public string Name => "sqlite";

    public bool StoresIdsAsBytes => true;

    public bool WritesWholePages => true;

    public void Configure(DbContextOptionsBuilder options) =>
        options
            .UseSqlite(
                new SqliteConnectionStringBuilder
                {
                    DataSource = file,
                    // A shared cache turns waiting into an error.
                    Cache = SqliteCacheMode.Private,
                    ForeignKeys = true,
                    DefaultTimeout = 30,
                }.ToString(),
                o => o.MigrationsAssembly(typeof(SqliteStorage).Assembly)
            )
            .UseSnakeCaseNamingConvention()
            .AddInterceptors(pragmas);

    public void Complete(ModelBuilder model) { }

    public async ValueTask<IAsyncDisposable> WriteTurnAsync(CancellationToken ct)
    {
        await writer.WaitAsync(ct);
        return new Turn(writer);
    }

    public async Task<IDbContextTransaction> BeginAsync(DbContext db, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        Pragmas.FlushLater((SqliteConnection)db.Database.GetDbConnection());
        return await db.Database.BeginTransactionAsync(ct);
    }

    public async Task CommitAsync(DbContext db, CancellationToken ct)
    {
        await db.Database.CommitTransactionAsync(ct);
        journal.Wrote();
    }

    public Task DurableAsync() => journal.DurableAsync();

    // The write turn and BEGIN IMMEDIATE already keep others out.
    public Task LockRowAsync(DbContext db, string table, string idColumn, Guid id, CancellationToken ct) =>
        Task.CompletedTask;

    public async Task InsertAsync(DbContext db, IReadOnlyList<object> rows, CancellationToken ct)
    {
        if (AddedRows.TryInsert(db, rows))
            return;
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
        var text = new StringBuilder("[");
        foreach (var (id, values) in rows)
        {
            text.Append(text.Length == 1 ? "[\"" : ",[\"")
                .Append(Convert.ToHexString(id.ToByteArray(true)))
                .Append('"');
            foreach (var value in values)
                text.Append(',').Append(value?.ToString(CultureInfo.InvariantCulture) ?? "null");
            text.Append(']');
        }
        var sets = columns.Select(c => $"{c} = j.{c}");
        var reads = columns.Select((c, i) => string.Create(CultureInfo.InvariantCulture, $"value->>{i + 1} AS {c}"));
        // Names are constants of ours; the values are one parameter.
#pragma warning disable EF1002
        await db.Database.ExecuteSqlRawAsync(
            $"UPDATE {table} SET {string.Join(", ", sets)} FROM (SELECT unhex(value->>0) AS row_id, {string.Join(", ", reads)} FROM json_each({{0}})) AS j WHERE {table}.id = j.row_id",
            [text.Append(']').ToString()],
            ct
        );
#pragma warning restore EF1002
    }

    public async Task<IAsyncDisposable> SnapshotAsync(DbContext db, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        // Deferred: a reader in WAL mode keeps nobody from writing.
        var tx = ((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true);
        return (await db.Database.UseTransactionAsync(tx, ct))!;
    }

    public object RawId(Guid id) => id.ToByteArray(true);

    public bool IsUniqueBreach(Exception e) => Inner(e) is { SqliteExtendedErrorCode: UniqueKey or PrimaryKey };

    public bool IsPassing(Exception e) => Inner(e) is { SqliteErrorCode: 5 or 6 };

    public async Task MigrateAsync(DbContext db, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        // Asked first: comparing the whole model, as migrating does, takes a second of every start.
        if (!(await db.Database.GetPendingMigrationsAsync(ct)).Any())
            return;
        if (File.Exists(file) && (await db.Database.GetAppliedMigrationsAsync(ct)).Any())
            await BackupAsync(db, file + ".before-migrating", ct);
        await db.Database.MigrateAsync(ct);
    }

    public async Task BackupAsync(DbContext db, string file, CancellationToken ct)
    {
        var partial = file + ".partial";
        if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(file))))
            throw new OperatingException($"There is no folder for {file}: nothing was copied.");
        File.Delete(partial);
        await db.Database.ExecuteSqlAsync(FormattableStringFactory.Create("VACUUM INTO {0}", partial), ct);
        File.Move(partial, file, overwrite: true);
    }

    public async Task RestoreAsync(string file, CancellationToken ct)
    {
        await CheckAsync(file, ct);
        SqliteConnection.ClearAllPools();
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(this.file))!);
        var partial = this.file + ".partial";
        File.Copy(file, partial, overwrite: true);
        File.Delete(this.file + "-wal");
        File.Delete(this.file + "-shm");
        File.Move(partial, this.file, overwrite: true);
        // A copy keeps no write-ahead log, and who opens it first may open it for reading only, which cannot begin one.
        await using var put = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = this.file, Pooling = false }.ToString()
        );
        await put.OpenAsync(ct);
        await using var log = put.CreateCommand();
        log.CommandText = "PRAGMA journal_mode=WAL";
        await log.ExecuteNonQueryAsync(ct);
    }

    public ITextSearch Search(DbContext db) => new SqliteTextSearch(db);

    public void Dispose()
    {
        writer.Dispose();
        journal.Dispose();
    }

    // Not every file that SQLite opens is a copy of ours: an empty one is a database to it.
    private static async Task CheckAsync(string file, CancellationToken ct)
    {
        if (!File.Exists(file))
            throw new OperatingException($"There is no file {file}: nothing was restored.");
        try
        {
            await using var copy = new SqliteConnection(
                new SqliteConnectionStringBuilder
                {
                    DataSource = file,
                    Mode = SqliteOpenMode.ReadOnly,
                    Pooling = false,
                }.ToString()
            );
            await copy.OpenAsync(ct);
            await using var check = copy.CreateCommand();
            check.CommandText = "SELECT count(*) FROM kernel_command_receipt; PRAGMA integrity_check";
            await using var reader = await check.ExecuteReaderAsync(ct);
            if (await reader.NextResultAsync(ct) && await reader.ReadAsync(ct) && reader.GetString(0) == "ok")
                return;
        }
        catch (SqliteException e)
        {
            throw NoCopy(file, e);
        }
        throw NoCopy(file, null);
    }

    private static OperatingException NoCopy(string file, Exception? why)
    {
        var message = $"{file} is no copy of a Jisr database, or it is damaged: nothing was restored.";
        return why is null ? new OperatingException(message) : new OperatingException(message, why);
    }

    private static SqliteException? Inner(Exception e) => e as SqliteException ?? e.InnerException as SqliteException;

    private sealed class Turn(SemaphoreSlim writer) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            writer.Release();
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>Set once per connection of the pool: they stay with it while it is lent out again and again.</summary>
    private sealed class Pragmas(int cache) : DbConnectionInterceptor
    {
        private static readonly ConditionalWeakTable<object, StrongBox<bool>> Lazy = [];

        // FULL: an accepted command outlives a cut of power, not only of the process. A page of the journal is 4 KiB: what
        // is changed again and again by long work is put in its place a few times only.
        private readonly string text = string.Create(
            CultureInfo.InvariantCulture,
            $"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000; PRAGMA temp_store=MEMORY; PRAGMA cache_size={-1000 * cache}; PRAGMA wal_autocheckpoint={256 * cache};"
        );

        /// <summary>The next transactions of this context are flushed by <see cref="JournalFlush"/>. Only between
        /// transactions.</summary>
        public static void FlushLater(SqliteConnection connection)
        {
            Run(connection, "PRAGMA synchronous=NORMAL");
            Lazy.GetOrCreateValue(connection.Handle!).Value = true;
        }

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            var handle = ((SqliteConnection)connection).Handle!;
            if (!Lazy.TryGetValue(handle, out var isLazy))
                Run(connection, text);
            else if (isLazy.Value)
                Run(connection, "PRAGMA synchronous=FULL");
            Lazy.GetOrCreateValue(handle).Value = false;
        }

        public override Task ConnectionOpenedAsync(
            DbConnection connection,
            ConnectionEndEventData eventData,
            CancellationToken cancellationToken = default
        )
        {
            // The driver waits for nothing anyway.
            ConnectionOpened(connection, eventData);
            return Task.CompletedTask;
        }

        // Each opening hands twenty functions of the provider to SQLite, and each closing takes them away: a context keeps
        // its connection until it ends. Between two statements that locks nobody out.
        public override InterceptionResult ConnectionClosing(
            DbConnection connection,
            ConnectionEventData eventData,
            InterceptionResult result
        ) => InterceptionResult.Suppress();

        public override ValueTask<InterceptionResult> ConnectionClosingAsync(
            DbConnection connection,
            ConnectionEventData eventData,
            InterceptionResult result
        ) => ValueTask.FromResult(InterceptionResult.Suppress());

        private static void Run(DbConnection connection, string text)
        {
            using var command = connection.CreateCommand();
            command.CommandText = text;
            command.ExecuteNonQuery();
        }
    }
}
