using System.Data;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Jisr.Kernel.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using SQLitePCL;

namespace Jisr.Storage.Sqlite;

/// <summary>Inserts many rows by statements that are prepared once a connection and bound by position. SQLite spends more
/// time on reading the text of an INSERT, and the driver on finding its parameters by name, than on doing it.</summary>
internal sealed class AddedRows
{
    private static readonly ConditionalWeakTable<sqlite3, AddedRows> OfConnection = [];

    private readonly Dictionary<IEntityType, Insert?> inserts = [];

    /// <summary>False, with nothing written, where a row is of a kind that only the general way knows.</summary>
    public static bool TryInsert(DbContext db, IReadOnlyList<object> rows) =>
        db.Database.CurrentTransaction?.GetDbTransaction() is SqliteTransaction { Connection.Handle: { } handle }
        && OfConnection.GetValue(handle, _ => new AddedRows()).Write(db, rows, handle);

    private bool Write(DbContext db, IReadOnlyList<object> rows, sqlite3 handle)
    {
        var known = new (Insert Insert, object Row)[rows.Count];
        for (var i = 0; i < known.Length; i++)
        {
            if (db.Model.FindEntityType(rows[i].GetType()) is not { } type || InsertOf(type, db, handle) is not { } way)
                return false;
            known[i] = (way, rows[i]);
        }
        // Rows that others point to go first. The sort is stable, so rows of one table keep their order.
        foreach (var (insert, row) in known.OrderBy(r => r.Insert.Rank))
            insert.Run(row);
        return true;
    }

    private Insert? InsertOf(IEntityType type, DbContext db, sqlite3 handle)
    {
        if (inserts.TryGetValue(type, out var known))
            return known;
        return inserts[type] = Insert.Make(type, db, handle);
    }

    private sealed class Insert
    {
        private static readonly HashSet<Type> Bindable =
        [
            typeof(string),
            typeof(byte[]),
            typeof(long),
            typeof(int),
            typeof(short),
            typeof(byte),
            typeof(bool),
            typeof(double),
            typeof(DateTime),
            typeof(DateOnly),
        ];

        private const string TimeText = @"yyyy\-MM\-dd HH\:mm\:ss.FFFFFFF";
        private const string DayText = @"yyyy\-MM\-dd";

        private readonly sqlite3 handle;
        private readonly sqlite3_stmt statement;
        private readonly (IClrPropertyGetter Getter, ValueConverter? Converter)[] columns;
        private byte[] letters = new byte[1024];

        private Insert(sqlite3 handle, string sql, (IClrPropertyGetter, ValueConverter?)[] columns, int rank)
        {
            this.handle = handle;
            this.columns = columns;
            Rank = rank;
            SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(handle, sql, out statement), handle);
        }

        public int Rank { get; }

        public static Insert? Make(IEntityType type, DbContext db, sqlite3 handle)
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
                    c.Property.ValueGenerated is ValueGenerated.OnAddOrUpdate
                    || c.Property.IsShadowProperty()
                    || !Bindable.Contains(StoredAs(c.Property, c.Converter))
                )
            )
                return null;
            var sql = db.GetSqlHelper();
            var names = kept.Select(c => sql.DelimitIdentifier(c.Property.GetColumnName(at)!));
            return new Insert(
                handle,
                $"INSERT INTO {sql.DelimitIdentifier(table)} ({string.Join(", ", names)}) VALUES ({string.Join(", ", kept.Select(_ => "?"))})",
                [.. kept.Select(c => (c.Property.GetGetter(), c.Converter))],
                TableOrder.RankOf(type)
            );
        }

        public void Run(object row)
        {
            for (var i = 0; i < columns.Length; i++)
            {
                var value = columns[i].Getter.GetClrValue(row);
                if (value is not null && columns[i].Converter is { } converter)
                    value = converter.ConvertToProvider(value);
                SqliteException.ThrowExceptionForRC(Bind(i + 1, value), handle);
            }
            var done = raw.sqlite3_step(statement);
            if (done != raw.SQLITE_DONE)
            {
                // Read before the reset, which forgets what was wrong.
                try
                {
                    SqliteException.ThrowExceptionForRC(done, handle);
                }
                finally
                {
                    _ = raw.sqlite3_reset(statement);
                }
                throw new DBConcurrencyException("A row was not written.");
            }
            _ = raw.sqlite3_reset(statement);
        }

        // Texts of dates are those that the driver itself writes.
        private int Bind(int place, object? value) =>
            value switch
            {
                null => raw.sqlite3_bind_null(statement, place),
                // No bytes at all would be no value.
                "" => raw.sqlite3_bind_text(statement, place, ""),
                string text => BindText(place, text),
                byte[] bytes => raw.sqlite3_bind_blob(statement, place, bytes),
                double real => raw.sqlite3_bind_double(statement, place, real),
                long number => raw.sqlite3_bind_int64(statement, place, number),
                int number => raw.sqlite3_bind_int64(statement, place, number),
                bool yes => raw.sqlite3_bind_int64(statement, place, yes ? 1 : 0),
                DateTime time => BindFormatted(place, time, TimeText),
                DateOnly day => BindFormatted(place, day, DayText),
                _ => raw.sqlite3_bind_int64(statement, place, Convert.ToInt64(value, CultureInfo.InvariantCulture)),
            };

        // By bytes of our own: the way for strings makes a new array of each.
        private int BindText(int place, string text)
        {
            var most = Encoding.UTF8.GetMaxByteCount(text.Length);
            if (most > letters.Length)
                letters = new byte[most * 2];
            var length = Encoding.UTF8.GetBytes(text, letters);
            return raw.sqlite3_bind_text(statement, place, letters.AsSpan(0, length));
        }

        private int BindFormatted<T>(int place, T value, string format)
            where T : IUtf8SpanFormattable
        {
            value.TryFormat(letters, out var length, format, CultureInfo.InvariantCulture);
            return raw.sqlite3_bind_text(statement, place, letters.AsSpan(0, length));
        }

        private static Type StoredAs(IProperty property, ValueConverter? converter)
        {
            var stored = converter?.ProviderClrType ?? property.ClrType;
            return Nullable.GetUnderlyingType(stored) ?? stored;
        }
    }
}

file static class Sql
{
    public static ISqlGenerationHelper GetSqlHelper(this DbContext db) =>
        Microsoft.EntityFrameworkCore.Infrastructure.AccessorExtensions.GetService<ISqlGenerationHelper>(db);
}
