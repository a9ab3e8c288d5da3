using System.Globalization;

namespace Jisr.Kernel.Values;

/// <summary>An amount in minor units of one currency and series. No float, no decimal column, ever.</summary>
public readonly record struct Money(long Minor, Currency Currency)
{
    public static Money Zero(Currency currency) => new(0, currency);

    public static Money operator +(Money a, Money b) => new(checked(a.Minor + Same(a, b).Minor), a.Currency);

    public static Money operator -(Money a, Money b) => new(checked(a.Minor - Same(a, b).Minor), a.Currency);

    public static Money operator -(Money a) => new(checked(-a.Minor), a.Currency);

    /// <summary>Unit price × thousandths ÷ 1000, rounded half away from zero, once.</summary>
    public Money Times(Quantity quantity) => new(DivideRounded((Int128)Minor * quantity.Thousandths, 1000), Currency);

    /// <summary>Converts by a rate (units of <paramref name="to"/> for one unit of this), one rounding at the end.</summary>
    public Money Convert(decimal rate, Currency to)
    {
        var exact = (decimal)Minor * rate * to.MinorPerUnit / Currency.MinorPerUnit;
        return new Money((long)Math.Round(exact, MidpointRounding.AwayFromZero), to);
    }

    /// <summary>Splits by weights with the largest remainder; ties go to the earlier. The parts add up exactly.</summary>
    public IReadOnlyList<Money> Split(IReadOnlyList<long> weights)
    {
        var total = weights.Aggregate((Int128)0, (sum, w) => sum + w);
        if (total <= 0 || weights.Any(w => w < 0))
            throw new ArgumentOutOfRangeException(nameof(weights), "Weights are not negative and not all zero.");
        var parts = new long[weights.Count];
        var rests = new (Int128 Over, int Index)[weights.Count];
        Int128 given = 0;
        for (var i = 0; i < weights.Count; i++)
        {
            var exact = (Int128)Minor * weights[i];
            parts[i] = (long)(exact / total);
            rests[i] = (exact % total, i);
            given += parts[i];
        }
        var left = (int)(Minor - given);
        foreach (
            var (_, i) in rests.OrderByDescending(r => Int128.Abs(r.Over)).ThenBy(r => r.Index).Take(Math.Abs(left))
        )
            parts[i] += Math.Sign(left);
        var currency = Currency;
        return [.. parts.Select(p => new Money(p, currency))];
    }

    /// <summary>Rounds to the smallest note; the difference is its own ledger entry.</summary>
    public Money RoundedTo(long step) => new(checked(DivideRounded(Minor, step) * step), Currency);

    /// <summary>Invariant text with the zeros of the scale, as the API and files write it: <c>25.00</c>.</summary>
    public override string ToString()
    {
        var per = Currency.MinorPerUnit;
        var whole = Math.Abs(Minor / per).ToString(CultureInfo.InvariantCulture);
        var rest = Math.Abs(Minor % per).ToString(CultureInfo.InvariantCulture).PadLeft(Currency.Scale, '0');
        return (Minor < 0 ? "-" : "") + whole + (Currency.Scale == 0 ? "" : "." + rest);
    }

    private static Money Same(Money a, Money b) =>
        a.Currency == b.Currency
            ? b
            : throw new InvalidOperationException($"{a.Currency} and {b.Currency} do not add up.");

    private static long DivideRounded(Int128 value, long by)
    {
        var half = Int128.Abs(value % by) * 2 >= by ? Int128.Sign(value) : 0;
        return checked((long)(value / by + half));
    }
}

/// <summary>A quantity in whole thousandths: 1.250 kg is 1250.</summary>
public readonly record struct Quantity(long Thousandths) : IComparable<Quantity>
{
    public static Quantity Of(int whole) => new(whole * 1000L);

    public static Quantity operator +(Quantity a, Quantity b) => new(checked(a.Thousandths + b.Thousandths));

    public static Quantity operator -(Quantity a, Quantity b) => new(checked(a.Thousandths - b.Thousandths));

    public int CompareTo(Quantity other) => Thousandths.CompareTo(other.Thousandths);

    public static bool operator <(Quantity a, Quantity b) => a.Thousandths < b.Thousandths;

    public static bool operator >(Quantity a, Quantity b) => a.Thousandths > b.Thousandths;

    public static bool operator <=(Quantity a, Quantity b) => a.Thousandths <= b.Thousandths;

    public static bool operator >=(Quantity a, Quantity b) => a.Thousandths >= b.Thousandths;

    /// <summary>Invariant text without needless zeros: 2, 1.25.</summary>
    public override string ToString() => (Thousandths / 1000m).ToString("0.###", CultureInfo.InvariantCulture);
}
