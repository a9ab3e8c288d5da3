namespace Jisr.Storage.Sqlite;

/// <summary>Asks the disk once for all transactions that were committed while it was busy. SQLite itself asks once for
/// each, inside its only writer's turn: on a disk that needs 4 ms no more than 250 orders a second could be placed.</summary>
internal sealed class JournalFlush(string journal) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private long written;
    private long flushed;

    /// <summary>A transaction was committed, and stands in the journal as far as the system knows.</summary>
    public void Wrote() => Interlocked.Increment(ref written);

    /// <summary>Returns when all that was written until now is on the disk. A fault of the disk is thrown: what was
    /// committed is then not answered, and who sends it again asks the disk again.</summary>
    public Task DurableAsync()
    {
        var mine = Interlocked.Read(ref written);
        return Interlocked.Read(ref flushed) >= mine ? Task.CompletedTask : WaitAsync(mine);
    }

    public void Dispose() => turn.Dispose();

    private async Task WaitAsync(long mine)
    {
        await turn.WaitAsync();
        try
        {
            if (Interlocked.Read(ref flushed) >= mine)
                return;
            var upTo = Interlocked.Read(ref written);
            await Task.Run(Flush);
            Interlocked.Exchange(ref flushed, upTo);
        }
        finally
        {
            turn.Release();
        }
    }

    // Opened each time: when the last connection closes, SQLite flushes the journal into the database and takes the file
    // away, and the next one makes another. No lock of SQLite's lies on this file that closing it could lift.
    private void Flush()
    {
        try
        {
            using var file = File.OpenHandle(
                journal,
                FileMode.Open,
                FileAccess.ReadWrite,
                FileShare.ReadWrite | FileShare.Delete
            );
            RandomAccess.FlushToDisk(file);
        }
        catch (FileNotFoundException)
        {
            // Put into the database already, which SQLite does not do without the disk.
        }
    }
}
