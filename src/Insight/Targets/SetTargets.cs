using Jisr.Contracts.People;
using Jisr.Insight.Indicators;
using Jisr.Insight.Periods;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Insight.Targets;

/// <summary>One wanted value: at a place or a unit. No value takes the target away.</summary>
internal sealed record TargetValue(string? Place, UnitId? UnitId, long? Value);

/// <summary>Sets the targets of one indicator and period, for all regions of a country at once or for one unit. Those
/// that do not change get no new version.</summary>
internal sealed record SetTargets(
    string Indicator,
    string Period,
    IReadOnlyList<TargetValue> Values,
    string Reason,
    ProgrammeId? ForProgramme = null
) : ICommand
{
    public static string Kind => "target.set";

    public const long Most = 100_000_000;
}

internal sealed class SetTargetsHandler(JisrDb db, IPlaces places, IUnitTree tree, IUnitDirectory units)
    : IHandle<SetTargets>
{
    public Task<Reach> ReachAsync(SetTargets command, CommandScope scope, CancellationToken ct)
    {
        var at = (command.Values ?? []).Select(v => v.UnitId ?? UnitId.Root).Distinct().ToList();
        return Task.FromResult(
            at switch
            {
                [var one] => Reach.Unit(one, command.ForProgramme),
                // Places are the whole programme's; several units at once are, too.
                _ => Reach.Unit(UnitId.Root, command.ForProgramme),
            }
        );
    }

    public void Check(SetTargets command, Problems problems, CommandScope scope)
    {
        if (PeriodCode.Read(command.Period) is null)
            problems.Add("period", "PERIOD_UNKNOWN");
        problems.Text("reason", command.Reason, 300);
        if (command.Values is not { Count: > 0 and <= 200 } values)
        {
            problems.Add("values", "TARGET_EMPTY");
            return;
        }
        foreach (var value in values)
        {
            var field = FieldOf(value);
            if (value.Value is < 0 or > SetTargets.Most)
                problems.Add(field, "TARGET");
            if ((value.Place is null) == (value.UnitId is null))
                problems.Add(field, "TARGET_WHERE");
            else if (value.Place is { } place && !IsPlace(place))
                problems.Add(field, "TARGET_WHERE");
            else if (value.UnitId is { } unit && tree.Find(unit) is null)
                problems.Add(field, "TARGET_WHERE");
        }
        if (values.Select(FieldOf).Distinct(StringComparer.Ordinal).Count() < values.Count)
            problems.Add("values", "TARGET_TWICE");
    }

    public async Task<Outcome> HandleAsync(SetTargets command, CommandScope scope, CancellationToken ct)
    {
        // Those who set targets of one indicator take turns: the row is held until the end.
        var held = await db.Set<Indicator>()
            .Where(i => i.Code == command.Indicator)
            .ExecuteUpdateAsync(s => s.SetProperty(i => i.Order, i => i.Order), ct);
        if (held == 0)
            return Outcome.No("INDICATOR_UNKNOWN", "indicator");
        var open = (await units.AllAsync(ct)).Select(u => u.Id).ToHashSet();
        if (command.Values.FirstOrDefault(v => v.UnitId is { } u && !open.Contains(u)) is { } closed)
            return Outcome.No("TARGET", FieldOf(closed));
        var period = PeriodCode.Read(command.Period)!;
        var known = await db.Set<Target>()
            .Where(t =>
                t.Indicator == command.Indicator
                && t.From == period.From
                && t.To == period.To
                && t.ProgrammeId == command.ForProgramme
                && t.InForce
            )
            .ToListAsync(ct);
        var changed = 0;
        foreach (var wanted in command.Values)
        {
            var old = known.Find(t => t.Place == (wanted.Place ?? "") && t.UnitId == wanted.UnitId);
            if (old?.Value == wanted.Value)
                continue;
            old?.InForce = false;
            db.Add(
                new Target
                {
                    Id = NewId.Next(),
                    Indicator = command.Indicator,
                    ProgrammeId = command.ForProgramme,
                    Place = wanted.Place ?? "",
                    UnitId = wanted.UnitId,
                    From = period.From,
                    To = period.To,
                    Value = wanted.Value,
                    Version = (old?.Version ?? 0) + 1,
                    SetBy = scope.Actor.AccountId,
                    SetAt = scope.Now,
                    Reason = command.Reason.Trim(),
                    InForce = true,
                }
            );
            changed++;
        }
        return changed == 0
            ? Outcome.No("TARGET_SAME")
            : new Outcome.Done
            {
                Subject = scope.Id.Value,
                Details = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["changed"] = changed.ToString(System.Globalization.CultureInfo.InvariantCulture),
                },
            };
    }

    /// <summary>The field of a value: its place or unit.</summary>
    public static string FieldOf(TargetValue value) => "t." + (value.Place ?? value.UnitId?.ToString());

    private bool IsPlace(string place) =>
        places.Find(place) is { Level: 1 } || (place.Length == 2 && places.At(place, 1).Count > 0);
}
