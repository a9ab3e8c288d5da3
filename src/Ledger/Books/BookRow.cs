using Jisr.Contracts.Ledger;
using Jisr.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Books;

/// <summary>Opens the book where it is new, and keeps all other writers of it out until the end.</summary>
internal sealed class BookRow(JisrDb db)
{
    public async Task<Book> LockAsync(BookId id, CancellationToken ct)
    {
        if (!await db.Set<Book>().AnyAsync(b => b.Id == id, ct))
            await db.Database.ExecuteSqlRawAsync(
                """
                INSERT INTO ledger_book (id, head_seq, head_hash, head_at) VALUES ({0}, 0, {1}, {2})
                ON CONFLICT DO NOTHING
                """,
                [db.Storage.RawId(id.Value), Chain.Genesis(id), DateTimeOffset.UnixEpoch.UtcDateTime],
                ct
            );
        await db.Storage.LockRowAsync(db, "ledger_book", "id", id.Value, ct);
        return await db.Set<Book>().SingleAsync(b => b.Id == id, ct);
    }
}
