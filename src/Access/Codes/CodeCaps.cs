using Jisr.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Codes;

/// <summary>The caps of safety.md §9 against those who earn money with codes. Counted behind the lock of the day's row,
/// so that many at once are counted one by one.</summary>
internal sealed class CodeCaps(JisrDb db, CodeSettings settings)
{
    public const int PerPrefixAnHour = 20;
    public const int PerAddressAnHour = 10;
    public const int PerNumberInTenMinutes = 3;
    public const int PerNumberADay = 5;
    public const int PerDeviceADay = 5;
    public const int BreakerLooksAt = 50;
    public const int PrefixUsedPercent = 40;
    public const int CountryUsedPercent = 30;
    public const int AlarmPercent = 80;

    /// <summary>The cap that holds this request back, or null when it may leave.</summary>
    public async Task<string?> StopAsync(OtpRequest ask, CodeDay day, CancellationToken ct)
    {
        var now = ask.CreatedAt;
        var hour = now.AddHours(-1);
        var today = now.AddDays(-1);
        var left = db.Set<OtpRequest>()
            .AsNoTracking()
            .Where(r => r.Channel == ask.Channel && r.State != OtpRequest.Suppressed);
        if (await left.CountAsync(r => r.AddressHash == ask.AddressHash && r.CreatedAt > hour, ct) >= PerAddressAnHour)
            return "address";
        if (
            await left.CountAsync(r => r.NumberIndex == ask.NumberIndex && r.CreatedAt > now.AddMinutes(-10), ct)
            >= PerNumberInTenMinutes
        )
            return "number";
        // What she sends to us costs us nothing.
        if (ask.Channel == OtpRequest.Inbound)
            return null;
        if (!settings.Lets(ask.Country))
            return "country";
        if (await left.CountAsync(r => r.PrefixIndex == ask.PrefixIndex && r.CreatedAt > hour, ct) >= PerPrefixAnHour)
            return "prefix";
        if (await left.CountAsync(r => r.NumberIndex == ask.NumberIndex && r.CreatedAt > today, ct) >= PerNumberADay)
            return "number";
        if (await left.CountAsync(r => r.DeviceHash == ask.DeviceHash && r.CreatedAt > today, ct) >= PerDeviceADay)
            return "device";
        if (
            await left.CountAsync(r => r.Country == ask.Country && r.CreatedAt > today, ct)
            >= settings.MostADay(ask.Country)
        )
            return "dial-code";
        if (await IsBrokenAsync(left.Where(r => r.PrefixIndex == ask.PrefixIndex), PrefixUsedPercent, now, ct))
            return "breaker";
        if (await IsBrokenAsync(left.Where(r => r.Country == ask.Country), CountryUsedPercent, now, ct))
            return "breaker";
        return day.SpentMinor + settings.PriceMinor > settings.DayMinor ? "money" : null;
    }

    /// <summary>Counts what one message costs. True when the alarm is to be raised, once a day.</summary>
    public bool Spend(CodeDay day, DateTimeOffset now)
    {
        day.SpentMinor += settings.PriceMinor;
        if (day.AlarmedAt is not null || day.SpentMinor * 100 < settings.DayMinor * AlarmPercent)
            return false;
        day.AlarmedAt = now;
        return true;
    }

    // Codes that nobody types are asked for by nobody honest. Only of the last day, so that a broken line mends itself,
    // and only those whose ten minutes are over or that were used.
    private static async Task<bool> IsBrokenAsync(
        IQueryable<OtpRequest> of,
        int percent,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var over = now - OtpRequest.Lasts;
        var last = await of.Where(r => r.CreatedAt > now.AddDays(-1))
            .Where(r => r.CreatedAt < over || r.State == OtpRequest.Used)
            .OrderByDescending(r => r.CreatedAt)
            .Take(BreakerLooksAt)
            .Select(r => r.State)
            .ToListAsync(ct);
        return last.Count == BreakerLooksAt && last.Count(s => s == OtpRequest.Used) * 100 < percent * BreakerLooksAt;
    }
}
