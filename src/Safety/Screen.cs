using System.Globalization;
using Jisr.Kernel.Access;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Language;
using Jisr.Kernel.Values;

namespace Jisr.Safety;

/// <summary>Values as these pages show them.</summary>
internal static class Screen
{
    public static Show Show() =>
        new(new Display(Words.Language, Display.DefaultArabicDigits(Words.Language, "SY"), "SY"));

    /// <summary>The zone of the unit where she works.</summary>
    public static TimeZoneInfo ZoneOf(Actor actor, IUnitTree units) =>
        units.Find(actor.Grants.Count > 0 ? actor.Grants[0].UnitId : UnitId.Root)?.Zone ?? TimeZoneInfo.Utc;

    /// <summary>Hour and minute; a case is held for minutes.</summary>
    public static string Time(Show show, DateTimeOffset at, TimeZoneInfo zone) =>
        show.Digits(TimeZoneInfo.ConvertTime(at, zone).ToString("H:mm", CultureInfo.InvariantCulture));
}
