using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Jisr.Kernel.Data;

/// <summary>What differs between SQLite and PostgreSQL, and nothing more.</summary>
public interface IStorage
{
    /// <summary>"sqlite" or "postgres".</summary>
    string Name { get; }

    /// <summary>True where UUIDs are stored as 16 bytes.</summary>
    bool StoresIdsAsBytes { get; }

    /// <summary>True where a row that is added to a page writes the whole page.</summary>
    bool WritesWholePages { get; }

    /// <summary>Connection, migrations assembly, interceptors.</summary>
    void Configure(DbContextOptionsBuilder options);

    /// <summary>Mappings that only this database has.</summary>
    void Complete(ModelBuilder model);

    /// <summary>Waits for the turn to write. SQLite has one writer; PostgreSQL lets all in.</summary>
    ValueTask<IAsyncDisposable> WriteTurnAsync(CancellationToken ct);

    /// <summary>Commits without waiting for the disk, before the turn is given on; who answers waits for
    /// <see cref="DurableAsync"/>, which asks the disk once for all that waited. PostgreSQL does the same by itself.</summary>
    Task CommitAsync(DbContext db, CancellationToken ct);

    /// <summary>Begins the transaction that <see cref="CommitAsync"/> ends.</summary>
    Task<IDbContextTransaction> BeginAsync(DbContext db, CancellationToken ct);

    /// <summary>Returns when all that was committed until now outlives a cut of power.</summary>
    Task DurableAsync();

    /// <summary>Locks one row until the transaction ends. <paramref name="table"/> and <paramref name="idColumn"/> are ours, never typed.</summary>
    Task LockRowAsync(DbContext db, string table, string idColumn, Guid id, CancellationToken ct);

    /// <summary>Inserts rows of any tables inside the transaction of a context, without tracking them. Fails as a save
    /// does.</summary>
    Task InsertAsync(DbContext db, IReadOnlyList<object> rows, CancellationToken ct);

    /// <summary>Sets columns of whole numbers in many rows with one statement, by id, inside the transaction of a context.
    /// Names are ours, never typed. Rows that are tracked do not notice.</summary>
    Task SetNumbersAsync(
        DbContext db,
        string table,
        IReadOnlyList<string> columns,
        IReadOnlyList<(Guid Id, long?[] Values)> rows,
        CancellationToken ct
    );

    /// <summary>A transaction that reads the database as it is now, while others go on writing.</summary>
    Task<IAsyncDisposable> SnapshotAsync(DbContext db, CancellationToken ct);

    /// <summary>An id as this database's raw SQL wants it.</summary>
    object RawId(Guid id);

    /// <summary>True when a failed save broke a unique key.</summary>
    bool IsUniqueBreach(Exception e);

    /// <summary>True when trying the same transaction again may succeed.</summary>
    bool IsPassing(Exception e);

    /// <summary>Brings the schema up to date.</summary>
    Task MigrateAsync(DbContext db, CancellationToken ct);

    /// <summary>A consistent copy while writing goes on.</summary>
    Task BackupAsync(DbContext db, string file, CancellationToken ct);

    /// <summary>Puts a copy in place of the database. The server must not run.</summary>
    Task RestoreAsync(string file, CancellationToken ct);

    /// <summary>Full-text search over the folded column.</summary>
    Search.ITextSearch Search(DbContext db);
}
