using System.Data;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Jisr.Storage.Sqlite;

/// <summary>Inserts many rows by statements that are prepared once a connection. SQLite spends more time on reading the
/// text of an INSERT than on doing it, and the general way reads it anew for every row.</summary>
internal sealed class AddedRows
{
    private static readonly ConditionalWeakTable<SqliteConnection, AddedRows> OfConnection = [];

    private readonly Dictionary<IEntityType, Insert?> inserts = [];
    private readonly List<(Insert Insert, EntityEntry Entry)> rows = [];

    /// <summary>False, with nothing written, where something else than plain new rows waits.</summary>
    public static bool TrySave(DbContext db)
    {
        if (
            db.Database.CurrentTransaction?.GetDbTransaction()
            is not SqliteTransaction { Connection: { } connection } tx
        )
            return false;
        return OfConnection.GetValue(connection, _ => new AddedRows()).Save(db, tx);
    }

    private bool Save(DbContext db, SqliteTransaction tx)
    {
        rows.Clear();
        foreach (var entry in db.ChangeTracker.Entries())
        {
            if (entry.State is EntityState.Unchanged or EntityState.Detached)
                continue;
            if (entry.State != EntityState.Added || InsertOf(entry.Metadata, db) is not { } insert)
                return false;
            rows.Add((insert, entry));
        }
        // Rows that others point to go first. The sort is stable, so rows of one table keep their order.
        foreach (var (insert, entry) in rows.OrderBy(r => r.Insert.Rank))
            insert.Run(entry.CurrentValues, tx);
        return true;
    }

    private Insert? InsertOf(IEntityType type, DbContext db)
    {
        if (inserts.TryGetValue(type, out var known))
            return known;
        return inserts[type] = Insert.Make(type, db);
    }

    private sealed class Insert
    {
        private readonly SqliteCommand command;
        private readonly (IProperty Property, ValueConverter? Converter)[] columns;

        private Insert(SqliteCommand command, (IProperty, ValueConverter?)[] columns, int rank)
        {
            this.command = command;
            this.columns = columns;
            Rank = rank;
        }

        public int Rank { get; }

        public static Insert? Make(IEntityType type, DbContext db)
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
            // Keys that SQLite counts up by itself are left to it.
            (IProperty Property, ValueConverter? Converter)[] kept =
            [
                .. type.GetProperties()
                    .Where(p => !(p.ValueGenerated == ValueGenerated.OnAdd && p.ClrType == typeof(long)))
                    .Select(p => (p, p.GetTypeMapping().Converter)),
            ];
            if (
                kept.Any(c =>
                    c.Property.ValueGenerated is ValueGenerated.OnAddOrUpdate || c.Property.IsShadowProperty()
                )
            )
                return null;
            var sql = db.GetSqlHelper();
            var names = kept.Select(c => sql.DelimitIdentifier(c.Property.GetColumnName(at)!));
            var insert = (SqliteCommand)db.Database.GetDbConnection().CreateCommand();
            insert.CommandText =
                $"INSERT INTO {sql.DelimitIdentifier(table)} ({string.Join(", ", names)}) VALUES ({string.Join(", ", kept.Select((_, i) => "@p" + i))})";
            for (var i = 0; i < kept.Length; i++)
                insert.Parameters.Add(new SqliteParameter("@p" + i, null));
            return new Insert(insert, kept, RankOf(type, []));
        }

        public void Run(PropertyValues values, SqliteTransaction tx)
        {
            command.Transaction = tx;
            for (var i = 0; i < columns.Length; i++)
            {
                var value = values[columns[i].Property];
                if (value is not null && columns[i].Converter is { } converter)
                    value = converter.ConvertToProvider(value);
                command.Parameters[i].Value = value ?? DBNull.Value;
            }
            if (command.ExecuteNonQuery() != 1)
                throw new DBConcurrencyException("A row was not written.");
        }

        // How many tables stand above this one.
        private static int RankOf(IEntityType type, HashSet<IEntityType> seen)
        {
            if (!seen.Add(type))
                return 0;
            var rank = type.GetForeignKeys()
                .Where(f => f.PrincipalEntityType != type)
                .Select(f => RankOf(f.PrincipalEntityType, seen) + 1)
                .DefaultIfEmpty(0)
                .Max();
            seen.Remove(type);
            return rank;
        }
    }
}

file static class Sql
{
    public static ISqlGenerationHelper GetSqlHelper(this DbContext db) =>
        Microsoft.EntityFrameworkCore.Infrastructure.AccessorExtensions.GetService<ISqlGenerationHelper>(db);
}
