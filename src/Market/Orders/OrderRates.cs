using Jisr.Contracts.Ledger;
using Jisr.Kernel.Values;
using Jisr.Market.Products;

namespace Jisr.Market.Orders;

/// <summary>Rates of prices that are not in an order's currency (market.md §2).</summary>
internal sealed class OrderRates(IRates rates)
{
    /// <summary>How long the rate of a direct order holds in any case; one of a run holds to the end of its market day.</summary>
    public static readonly TimeSpan HoldsFor = TimeSpan.FromHours(24);

    /// <summary>By the currency a price is in; none for those without a rate.</summary>
    /// <param name="frozen">The rate an order has already: it goes before those of today.</param>
    public async Task<IReadOnlyDictionary<string, RateInfo>> OfAsync(
        IEnumerable<string> currencies,
        string order,
        Guid? frozen,
        CancellationToken ct
    )
    {
        var found = new Dictionary<string, RateInfo>(StringComparer.Ordinal);
        foreach (var currency in currencies.Where(c => c != order).Distinct())
        {
            var own = frozen is { } id ? await rates.FindAsync(id, ct) : null;
            var rate = own?.Base == currency ? own : await rates.InForceAsync(currency, order, ct);
            if (rate is not null)
                found[currency] = rate;
        }
        return found;
    }

    /// <summary>One of it in the order's currency, and the rate it was reckoned by; no amount where there is no rate.</summary>
    public static (Money? Unit, RateInfo? Rate) Of(
        PriceVersion price,
        string order,
        IReadOnlyDictionary<string, RateInfo> known
    ) =>
        price.Currency == order ? (price.Money, null)
        : known.TryGetValue(price.Currency, out var rate) ? (rate.Convert(price.Money), rate)
        : (null, null);

    /// <summary>Keeps the rate with the order, at its first price of another currency.</summary>
    public static void Freeze(Order order, IEnumerable<RateInfo?> used, DateTimeOffset until)
    {
        if (order.RateId is null && used.FirstOrDefault(r => r is not null) is { } rate)
            (order.RateId, order.ValidUntil) = (rate.Id, until);
    }
}
