using System.Globalization;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Values;
using Jisr.Ui.Forms;

namespace Jisr.Market.Runs;

/// <summary>Reads days and hours of a run's forms.</summary>
internal static class RunForm
{
    /// <summary>A whole day, or null and a problem.</summary>
    public static DateOnly? Day(FormState form, string field, Problems problems)
    {
        var reading = DateBinder.Read(
            form.Text(field + ".day"),
            form.Text(field + ".month"),
            form.Text(field + ".year")
        );
        if (reading is { IsValue: true, Value: { Precision: DatePrecision.Day } known })
            return known.Value;
        problems.Add(
            new Problem(
                reading.IsValue ? "NOT_A_DATE"
                    : reading.Error is null or "EMPTY" ? "REQUIRED"
                    : reading.Error,
                field
            )
        );
        return null;
    }

    /// <summary>Puts a day into its three boxes.</summary>
    public static void Start(FormState form, string field, DateOnly day)
    {
        form.Start(field + ".day", day.Day.ToString(CultureInfo.InvariantCulture));
        form.Start(field + ".month", day.Month.ToString(CultureInfo.InvariantCulture));
        form.Start(field + ".year", day.Year.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The days and the hour that moving and cloning a run ask for; null and problems where one is wrong.</summary>
    public static (DateOnly Market, DateTimeOffset Closes)? Window(FormState form, TimeZoneInfo zone, Problems problems)
    {
        var before = problems.Count;
        var (market, closes) = (Day(form, "marketDay", problems), Day(form, "closesAt", problems));
        var hour = TimeBinder.Read(form.Text("hour"));
        if (!hour.IsValue)
            problems.Add("hour", "NOT_A_TIME");
        return problems.Count > before ? null : (market!.Value, Moment(closes!.Value, hour.Value, zone));
    }

    /// <summary>An hour of a day where she lives.</summary>
    public static DateTimeOffset Moment(DateOnly day, TimeOnly hour, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(hour);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
