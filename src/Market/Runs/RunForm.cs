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

    /// <summary>An hour of a day where she lives.</summary>
    public static DateTimeOffset Moment(DateOnly day, TimeOnly hour, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(hour);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
