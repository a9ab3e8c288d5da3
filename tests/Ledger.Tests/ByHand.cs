using Jisr.Contracts.Ledger;
using Jisr.Testing;

namespace Jisr.Ledger.Tests;

/// <summary>SQL by hand, as an accident or an attacker with the database's password would write it.</summary>
internal sealed class ByHand(JisrApp jisr, string database)
{
    private bool IsSqlite => database == DatabasesAttribute.Sqlite;

    public string Id(Guid id) => IsSqlite ? $"X'{id:N}'" : $"'{id}'";

    public string Bytes(byte[] bytes) =>
        IsSqlite ? $"X'{Convert.ToHexString(bytes)}'" : $"decode('{Convert.ToHexStringLower(bytes)}', 'hex')";

    public Task RunAsync(string sql) => jisr.ExecuteAsync(sql);

    /// <summary>Takes the guards away first, which the application's own user could not.</summary>
    public async Task TamperAsync(params string[] statements)
    {
        await FreeAsync("ledger_entry", "ledger_journal_tx");
        foreach (var sql in statements)
            await jisr.ExecuteAsync(sql);
    }

    /// <summary>Takes the guards off tables that only grow.</summary>
    public async Task FreeAsync(params string[] tables)
    {
        foreach (var table in tables)
        foreach (
            var sql in IsSqlite
                ? new[] { $"DROP TRIGGER IF EXISTS {table}_no_update", $"DROP TRIGGER IF EXISTS {table}_no_delete" }
                : [$"ALTER TABLE {table} DISABLE TRIGGER ALL"]
        )
            await jisr.ExecuteAsync(sql);
    }

    /// <summary>An account with an id of our choice, as the vectors of the specification have them.</summary>
    public Task AccountAsync(Guid id, BookId book, AccountRef account, string normal) =>
        RunAsync(
            $"""
            INSERT INTO ledger_account (id, book_id, owner_kind, owner_id, purpose, unit, normal_side, may_go_negative)
            VALUES ({Id(id)}, {Id(book.Value)}, '{account.Owner}', {Id(account.OwnerId)}, '{account.Purpose}',
              '{account.Unit}', '{normal}', {(IsSqlite ? "0" : "false")})
            """
        );

    public Task BookAsync(BookId book, byte[] genesis) =>
        RunAsync(
            $"""
            INSERT INTO ledger_book (id, head_seq, head_hash, head_at)
            VALUES ({Id(book.Value)}, 0, {Bytes(genesis)}, '1970-01-01 00:00:00')
            """
        );
}
