using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Values;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Units;

/// <summary>What all changes of a unit share: the day is read as typed, and history only grows forward.</summary>
internal static class UnitChange
{
    /// <summary>Longest name of a unit or programme.</summary>
    public const int MostName = 120;

    /// <summary>The platform itself is no unit that anybody changes.</summary>
    public static Reach ReachOf(UnitTree tree, UnitId unit) =>
        unit == UnitId.Root || tree.Find(unit) is null ? Reach.Missing : Reach.Unit(unit);

    /// <summary>The typed day, or today at the unit. Days to come are refused: what is planned is entered on its day.</summary>
    public static DateOnly? Day(string field, string? typed, DateOnly today, Problems problems)
    {
        var reading = DateBinder.Read(typed);
        if (reading.IsEmpty)
            return today;
        if (reading.Error is not null || reading.Value.Precision != DatePrecision.Day)
            problems.Add(field, "NOT_A_DATE");
        else if (reading.Value.Value > today)
            problems.Add(field, "DAY_TO_COME");
        else if (reading.Value.Value < OrgUnitDates.First)
            problems.Add(field, "DAY_TOO_EARLY");
        else
            return reading.Value.Value;
        return null;
    }

    /// <summary>Checks the names in three languages; Arabic is needed.</summary>
    public static void Names(string? ar, string? fr, string? en, Problems problems)
    {
        problems.Text("nameAr", ar, MostName);
        problems.Text("nameFr", fr, MostName, required: false);
        problems.Text("nameEn", en, MostName, required: false);
        if (!string.IsNullOrWhiteSpace(ar) && !Kernel.Text.ArabicText.HasLetter(ar))
            problems.Add("nameAr", "NAME_WITHOUT_LETTER");
    }

    public static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>The unit, unless it is closed: a closed one keeps its history as it is.</summary>
    public static Task<OrgUnit?> OpenAsync(JisrDb db, UnitId unit, CancellationToken ct) =>
        db.Set<OrgUnit>().SingleOrDefaultAsync(u => u.Id == unit && u.ClosedOn == null, ct);

    public static UnitEvent Event(UnitId unit, string kind, DateOnly on, CommandScope scope) =>
        new()
        {
            Id = NewId.Next(),
            UnitId = unit,
            Kind = kind,
            On = on,
            At = scope.Now,
            By = scope.Actor.AccountId,
        };
}

/// <summary>Where the days of units may lie.</summary>
internal static class OrgUnitDates
{
    public static readonly DateOnly First = new(1950, 1, 1);
}
