using Jisr.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Npgsql;
using NpgsqlTypes;

namespace Jisr.Storage.Postgres;

/// <summary>Inserts many rows by COPY in binary form: no statement for each, no tracking.</summary>
internal static class CopiedRows
{
    /// <summary>False, with nothing written, where a row is of a kind that only the general way knows.</summary>
    public static async Task<bool> TryInsertAsync(DbContext db, IReadOnlyList<object> rows, CancellationToken ct)
    {
        var tables = new Dictionary<Type, Copy>();
        foreach (var row in rows)
            if (!tables.ContainsKey(row.GetType()))
            {
                if (db.Model.FindEntityType(row.GetType()) is not { } type || Copy.Make(type, db) is not { } copy)
                    return false;
                tables[row.GetType()] = copy;
            }
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        try
        {
            // Rows that others point to go first.
            foreach (var table in rows.GroupBy(r => r.GetType()).OrderBy(g => tables[g.Key].Rank))
                await tables[table.Key].RunAsync(connection, table, ct);
        }
        catch (PostgresException e)
        {
            throw new DbUpdateException("Rows were not taken.", e);
        }
        return true;
    }

    private sealed class Copy
    {
        private readonly string sql;
        private readonly (IClrPropertyGetter Getter, ValueConverter? Converter, NpgsqlDbType Type)[] columns;

        private Copy(string sql, (IClrPropertyGetter, ValueConverter?, NpgsqlDbType)[] columns, int rank)
        {
            this.sql = sql;
            this.columns = columns;
            Rank = rank;
        }

        public int Rank { get; }

        public static Copy? Make(IEntityType type, DbContext db)
        {
            var isPlain =
                type.BaseType is null
                && !type.GetDirectlyDerivedTypes().Any()
                && !type.IsOwned()
                && !type.GetComplexProperties().Any()
                && !type.GetSkipNavigations().Any();
            if (!isPlain || type.GetTableName() is not { } table)
                return null;
            var at = StoreObjectIdentifier.Table(table, type.GetSchema());
            // Keys that the database counts up by itself are left to it.
            IProperty[] kept =
            [
                .. type.GetProperties()
                    .Where(p => !(p.ValueGenerated == ValueGenerated.OnAdd && p.ClrType == typeof(long))),
            ];
            if (kept.Any(p => p.ValueGenerated is ValueGenerated.OnAddOrUpdate || p.IsShadowProperty()))
                return null;
            var typed = new List<(IClrPropertyGetter, ValueConverter?, NpgsqlDbType)>();
            foreach (var property in kept)
            {
                if (TypeOf(property.GetRelationalTypeMapping()) is not { } known)
                    return null;
                typed.Add((property.GetGetter(), property.GetTypeMapping().Converter, known));
            }
            var text = db.GetService<ISqlGenerationHelper>();
            var names = kept.Select(p => text.DelimitIdentifier(p.GetColumnName(at)!));
            return new Copy(
                $"COPY {text.DelimitIdentifier(table)} ({string.Join(", ", names)}) FROM STDIN (FORMAT BINARY)",
                [.. typed],
                TableOrder.RankOf(type)
            );
        }

        public async Task RunAsync(NpgsqlConnection connection, IEnumerable<object> rows, CancellationToken ct)
        {
            await using var copy = await connection.BeginBinaryImportAsync(sql, ct);
            foreach (var row in rows)
            {
                await copy.StartRowAsync(ct);
                foreach (var (getter, converter, type) in columns)
                {
                    var value = getter.GetClrValue(row);
                    if (value is not null && converter is not null)
                        value = converter.ConvertToProvider(value);
                    if (value is null)
                        await copy.WriteNullAsync(ct);
                    else
                        await copy.WriteAsync(value, type, ct);
                }
            }
            await copy.CompleteAsync(ct);
        }

        // What COPY writes must be of the column's own type: nothing is converted on the way.
        private static NpgsqlDbType? TypeOf(RelationalTypeMapping mapping) =>
            mapping.StoreTypeNameBase switch
            {
                "uuid" => NpgsqlDbType.Uuid,
                "text" => NpgsqlDbType.Text,
                "character varying" => NpgsqlDbType.Varchar,
                "bytea" => NpgsqlDbType.Bytea,
                "bigint" => NpgsqlDbType.Bigint,
                "integer" => NpgsqlDbType.Integer,
                "smallint" => NpgsqlDbType.Smallint,
                "boolean" => NpgsqlDbType.Boolean,
                "date" => NpgsqlDbType.Date,
                "double precision" => NpgsqlDbType.Double,
                "timestamp with time zone" => NpgsqlDbType.TimestampTz,
                _ => null,
            };
    }
}
