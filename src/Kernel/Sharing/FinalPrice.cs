using Jisr.Kernel.Values;

namespace Jisr.Kernel.Sharing;

/// <summary>What the buyer agreed to when the price at the market was not known yet (market.md §6.3).</summary>
public enum PriceRule
{
    /// <summary>The agreed price; the seller bears or keeps the difference.</summary>
    Fixed,

    /// <summary>It may rise to a ceiling, with a reason.</summary>
    UpTo,

    /// <summary>What it cost at the market, and a fee on top.</summary>
    MarketPlus,
}

/// <summary>Prices that are known only after the market.</summary>
public static class FinalPrice
{
    /// <summary>Unit price = what was paid ÷ what was bought, raised by hundredths of a percent, and a sum for each unit;
    /// rounded once, half away from zero.</summary>
    public static Money MarketPlus(Money paid, Quantity bought, long hundredthsOfPercent, long plusMinor)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bought.Thousandths, nameof(bought));
        var over = (Int128)paid.Minor * 1000 * (10_000 + hundredthsOfPercent);
        var under = (Int128)bought.Thousandths * 10_000;
        var half = Int128.Abs(over % under) * 2 >= under ? Int128.Sign(over) : 0;
        return new Money(checked((long)(over / under + half) + plusMinor), paid.Currency);
    }

    /// <summary>Those who receive pay all that was paid, though less arrived (market.md §6.5): each her part rounded down,
    /// and one more of the smallest coin to the earliest until the sum is whole.</summary>
    /// <param name="received">In the order of asking.</param>
    public static IReadOnlyList<Money> CoverAll(Money paid, IReadOnlyList<Quantity> received)
    {
        var total = received.Aggregate((Int128)0, (sum, q) => sum + q.Thousandths);
        if (total <= 0 || paid.Minor < 0 || received.Any(q => q.Thousandths < 0))
            throw new ArgumentOutOfRangeException(nameof(received), "Nobody receives anything.");
        var parts = received.Select(q => (long)((Int128)paid.Minor * q.Thousandths / total)).ToArray();
        var left = paid.Minor - parts.Sum();
        for (var i = 0; left > 0; i++)
            if (received[i].Thousandths > 0)
            {
                parts[i]++;
                left--;
            }
        return [.. parts.Select(p => new Money(p, paid.Currency))];
    }
}
