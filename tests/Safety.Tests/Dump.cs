using System.Data.Common;
using System.Text;
using Jisr.Kernel.Data;
using Jisr.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Safety.Tests;

/// <summary>Everything that stands in a database, read as a thief would: table by table, without our code.</summary>
internal sealed class Dump
{
    private readonly List<(string Table, string Column, byte[] Value)> cells = [];

    public static async Task<Dump> OfAsync(JisrApp jisr)
    {
        var dump = new Dump();
        await using var scope = jisr.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JisrDb>();
        await db.Database.OpenConnectionAsync();
        var connection = db.Database.GetDbConnection();
        var tables = await ReadAsync(
            connection,
            db.Storage.Name == "sqlite"
                ? "SELECT name FROM sqlite_master WHERE type = 'table'"
                : "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()",
            r => r.GetString(0)
        );
        foreach (var table in tables)
            await ReadAsync(
                connection,
                $"SELECT * FROM \"{table}\"",
                row =>
                {
                    for (var i = 0; i < row.FieldCount; i++)
                        if (!row.IsDBNull(i))
                            dump.cells.Add((table, row.GetName(i), Bytes(row.GetValue(i))));
                    return 0;
                }
            );
        dump.cells.Count.ShouldBeGreaterThan(100);
        return dump;
    }

    /// <summary>Tables and columns in which a text stands.</summary>
    public IReadOnlyList<string> With(string text) => Where(Encoding.UTF8.GetBytes(text));

    /// <summary>Tables and columns in which an id stands, as bytes or as text; one entry a cell.</summary>
    public IReadOnlyList<string> With(Guid id) =>
        [.. Where(id.ToByteArray(bigEndian: true)), .. Where(Encoding.UTF8.GetBytes(id.ToString()))];

    /// <summary>Tables and columns of values that a key sealed: version 1, the key's id, and long enough to hold a nonce
    /// and a tag.</summary>
    public IReadOnlyList<string> SealedWith(byte key) =>
        [
            .. cells
                .Where(c =>
                    c.Value.Length > 33 && c.Value.AsSpan(0, 5).SequenceEqual((ReadOnlySpan<byte>)[1, 0, 0, 0, key])
                )
                .Select(c => c.Table + "." + c.Column),
        ];

    private List<string> Where(byte[] part) =>
        [.. cells.Where(c => c.Value.AsSpan().IndexOf(part) >= 0).Select(c => c.Table + "." + c.Column).Order()];

    private static byte[] Bytes(object value) =>
        value switch
        {
            byte[] bytes => bytes,
            Guid id => id.ToByteArray(bigEndian: true),
            string text => Encoding.UTF8.GetBytes(text),
            _ => Encoding.UTF8.GetBytes(
                Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? ""
            ),
        };

    private static async Task<List<T>> ReadAsync<T>(DbConnection connection, string sql, Func<DbDataReader, T> read)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var rows = await command.ExecuteReaderAsync();
        var all = new List<T>();
        while (await rows.ReadAsync())
            all.Add(read(rows));
        return all;
    }
}
