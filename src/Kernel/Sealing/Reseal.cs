using System.Data.Common;
using System.Security.Cryptography;
using Jisr.Kernel.Data;
using Jisr.Kernel.Modules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Jisr.Kernel.Sealing;

/// <summary>After a rotation seals the rows of before anew, a few at a time, while the server works (S-37). A value that
/// was changed meanwhile is left alone: it has the new key already.</summary>
public sealed partial class Reseal(
    IServiceScopeFactory scopes,
    ModuleList modules,
    Sealer sealer,
    TimeProvider clock,
    ILogger<Reseal> log
) : BackgroundService
{
    private const int Chunk = 200;

    // What the kernel itself seals.
    private static readonly SealedColumn[] Own =
    [
        new(Doors.Sync.OutboxKey.Table, "private"),
        new(Doors.Sync.WorklistItem.Table, "content"),
        new(Doors.Sync.WorklistItem.Table, "reason"),
    ];

    /// <summary>Seals everything anew that an earlier key sealed. Returns how many values.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        // The first key: nothing can be older.
        if (sealer.CurrentKey == 1)
            return 0;
        var done = 0;
        foreach (var column in modules.All.SelectMany(m => m.SealedColumns).Concat(Own))
            done += await ColumnAsync(column, ct);
        return done;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // Not in the first minute of a server: people wait for their pages then.
            await Task.Delay(TimeSpan.FromMinutes(1), clock, stoppingToken);
            var done = await RunAsync(stoppingToken);
            if (done > 0)
                LogDone(log, done, sealer.CurrentKey);
        }
        catch (Exception e) when (e is DbException or DbUpdateException or CryptographicException)
        {
            // What was not reached stays readable, and the next start goes on.
            LogFault(log, e.GetType().Name);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops; the next start goes on.
            return;
        }
    }

    private async Task<int> ColumnAsync(SealedColumn column, CancellationToken ct)
    {
        var done = 0;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JisrDb>();
        await db.Database.OpenConnectionAsync(ct);
        Guid? after = null;
        while (await ReadAsync(db, column, after, ct) is { Count: > 0 } rows)
        {
            after = rows[^1].Id;
            await using var turn = await db.Storage.WriteTurnAsync(ct);
            foreach (var (id, old) in rows)
            {
                // Empty after an erasure, or new already.
                if (old.Length < 5 || Sealer.KeyOf(old) == sealer.CurrentKey)
                    continue;
                var plain = sealer.OpenBytes(old, column.Table, column.Column, id);
                var anew = sealer.SealBytes(plain, column.Table, column.Column, id);
                // Names are ours, from the modules' lists; values are parameters.
#pragma warning disable EF1002
                done += await db.Database.ExecuteSqlRawAsync(
                    $"UPDATE {column.Table} SET \"{column.Column}\" = {{0}} WHERE {column.IdColumn} = {{1}} AND \"{column.Column}\" = {{2}}",
                    [anew, db.Storage.RawId(id), old],
                    ct
                );
#pragma warning restore EF1002
            }
        }
        return done;
    }

    private static async Task<List<(Guid Id, byte[] Sealed)>> ReadAsync(
        JisrDb db,
        SealedColumn column,
        Guid? after,
        CancellationToken ct
    )
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100
        command.CommandText =
            $"SELECT {column.IdColumn}, \"{column.Column}\" FROM {column.Table} WHERE \"{column.Column}\" IS NOT NULL"
            + (after is null ? "" : $" AND {column.IdColumn} > @after")
            + $" ORDER BY {column.IdColumn} LIMIT {Chunk}";
#pragma warning restore CA2100
        if (after is { } last)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@after";
            parameter.Value = db.Storage.RawId(last);
            command.Parameters.Add(parameter);
        }
        await using var rows = await command.ExecuteReaderAsync(ct);
        var read = new List<(Guid, byte[])>();
        while (await rows.ReadAsync(ct))
            read.Add(
                (
                    rows.GetValue(0) is byte[] bytes ? new Guid(bytes, bigEndian: true) : rows.GetGuid(0),
                    (byte[])rows.GetValue(1)
                )
            );
        return read;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} values were sealed anew with key {Key}")]
    private static partial void LogDone(ILogger log, int count, uint key);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sealing anew was interrupted: {Fault}; the next start goes on")]
    private static partial void LogFault(ILogger log, string fault);
}
