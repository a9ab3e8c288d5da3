using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Market.Shops;
using Jisr.Market.Slips;

namespace Jisr.Market.Claims;

/// <summary>Until when something can be said to be wrong: as many days as the slip says, to the end of the last one where
/// the seller is.</summary>
internal sealed class ClaimTime(SellerFacts facts, TimeProvider clock)
{
    /// <summary>The last day, and whether it is not over; null where nothing has reached the buyer.</summary>
    public async Task<(DateOnly Last, bool IsOpen)?> OfAsync(
        DateTimeOffset? deliveredAt,
        PartyId seller,
        string country,
        CancellationToken ct
    )
    {
        if (deliveredAt is not { } at)
            return null;
        var zone = await facts.ZoneOfAsync(seller, country, ct);
        var last = DayOf(at, zone).AddDays(Slip.ClaimDays);
        return (last, DayOf(Clock.Now(clock), zone) <= last);
    }

    private static DateOnly DayOf(DateTimeOffset at, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
}
