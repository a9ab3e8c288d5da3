using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Retention;

/// <summary>Does what the rules say is due, and writes down what it did.</summary>
internal sealed record RunRetention : ICommand
{
    /// <summary>The report page.</summary>
    public const string See = "retention.see";

    public static string Kind => "retention.run";
}

internal sealed class RunRetentionHandler(JisrDb db, KeepRules keep, IUnitTree units) : IHandle<RunRetention>
{
    public Task<Reach> ReachAsync(RunRetention command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(Reach.Unit(UnitId.Root));

    public async Task<Outcome> HandleAsync(RunRetention command, CommandScope scope, CancellationToken ct)
    {
        var today = units.Today(UnitId.Root);
        var rules = await db.Set<RetentionRule>()
            .AsNoTracking()
            .Where(r => r.Months > 0)
            .OrderBy(r => r.DataClass)
            .ToListAsync(ct);
        var done = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var rule in rules)
        {
            var before = today.AddMonths(-rule.Months);
            var count = await keep.ApplyAsync(rule.DataClass, before, scope.Now, ct);
            done[rule.DataClass] = count.ToString(System.Globalization.CultureInfo.InvariantCulture);
            db.Add(
                new RetentionLine
                {
                    Id = NewId.Next(),
                    RunId = scope.Id.Value,
                    At = scope.Now,
                    DataClass = rule.DataClass,
                    Then = rule.Then,
                    Before = before,
                    Count = count,
                }
            );
        }
        return new Outcome.Done { Subject = scope.Id.Value, Details = done };
    }
}
