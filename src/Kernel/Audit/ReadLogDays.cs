using System.Globalization;
using Jisr.Kernel.Data;
using Jisr.Kernel.Events;
using Jisr.Kernel.Modules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Jisr.Kernel.Audit;

/// <summary>The last seal of a day: whoever changes the log afterwards must change this too, and it stands elsewhere.</summary>
public sealed record ReadLogDay(DateOnly Day, long Seq, string Seal);

/// <summary>Writes the last seal of every day into a file beside the database and not in it (doors.md §9): a chain that was
/// made anew from its beginning fits itself, but not this file.</summary>
public sealed class ReadLogDays(
    IServiceScopeFactory scopes,
    JisrSettings settings,
    TimeProvider clock,
    ILogger<ReadLogDays> log
) : HourlyWork(clock, log)
{
    private DateOnly? done;

    /// <summary>One line a day: day, number of the last row, seal.</summary>
    public string File => Path.Combine(settings.DataDirectory, "read-log-days.txt");

    /// <summary>Adds the days that are over and not in the file yet.</summary>
    public async Task WriteAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JisrDb>();
        var known = Read();
        var today = DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);
        var day = known.Count > 0 ? known[^1].Day.AddDays(1) : await FirstDayAsync(db, ct);
        var lines = new List<string>();
        for (; day is { } at && at < today; day = at.AddDays(1))
            if (await LastOfAsync(db, at, ct) is { } last)
                lines.Add(string.Create(CultureInfo.InvariantCulture, $"{last.Day:yyyy-MM-dd} {last.Seq} {last.Seal}"));
        if (lines.Count > 0)
            await System.IO.File.AppendAllLinesAsync(File, lines, ct);
    }

    /// <summary>What the file says.</summary>
    public IReadOnlyList<ReadLogDay> Read() =>
        System.IO.File.Exists(File)
            ?
            [
                .. System
                    .IO.File.ReadAllLines(File)
                    .Select(l => l.Split(' '))
                    .Where(p => p.Length == 3)
                    .Select(p => new ReadLogDay(
                        DateOnly.ParseExact(p[0], "yyyy-MM-dd", CultureInfo.InvariantCulture),
                        long.Parse(p[1], CultureInfo.InvariantCulture),
                        p[2]
                    )),
            ]
            : [];

    /// <summary>The last row of a day in the database; null when nobody looked that day.</summary>
    public static async Task<ReadLogDay?> LastOfAsync(JisrDb db, DateOnly day, CancellationToken ct)
    {
        var from = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var to = from.AddDays(1);
        var row = await db.Set<ReadLogRow>()
            .AsNoTracking()
            .Where(r => r.At >= from && r.At < to)
            .OrderByDescending(r => r.Seq)
            .FirstOrDefaultAsync(ct);
        return row is null ? null : new ReadLogDay(day, row.Seq, Convert.ToHexStringLower(row.Hash));
    }

    /// <summary>The first day of the file that the database no longer fits; null when all fit.</summary>
    public async Task<DateOnly?> FirstDifferentAsync(JisrDb db, CancellationToken ct)
    {
        foreach (var day in Read())
            if (await LastOfAsync(db, day.Day, ct) != day)
                return day.Day;
        return null;
    }

    protected override async Task RoundAsync(CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);
        if (today == done)
            return;
        await WriteAsync(ct);
        done = today;
    }

    private static async Task<DateOnly?> FirstDayAsync(JisrDb db, CancellationToken ct)
    {
        var first = await db.Set<ReadLogRow>().AsNoTracking().OrderBy(r => r.Seq).FirstOrDefaultAsync(ct);
        return first is null ? null : DateOnly.FromDateTime(first.At.UtcDateTime);
    }
}
