using Jisr.Kernel.Commands;
using Jisr.Kernel.Sharing;
using Jisr.Market.Products;

namespace Jisr.Market.Runs;

/// <summary>A fee as it is typed: minor units, or hundredths of a percent.</summary>
internal sealed record FeeWish(FeeKind Kind, FeeBasis Basis, long Amount);

/// <summary>What planning, moving and cloning a run check alike.</summary>
internal static class RunRules
{
    public const int MostFees = 8;
    public const int MostOrders = 1000;
    private const long MostPercent = 10_000;

    public static void CheckDates(
        DateOnly marketDay,
        DateTimeOffset opensAt,
        DateTimeOffset closesAt,
        DateOnly? deliveryDay,
        Problems problems,
        CommandScope scope
    )
    {
        if (closesAt <= opensAt)
            problems.Add("closesAt", "CLOSES_BEFORE_OPENING");
        else if (closesAt <= scope.Now)
            problems.Add("closesAt", "DATE_NOT_AHEAD");
        // A day is a day where she lives: at most 14 hours from ours.
        if (marketDay < DateOnly.FromDateTime(closesAt.UtcDateTime.AddHours(-14)))
            problems.Add("marketDay", "MARKET_BEFORE_CLOSING");
        if (deliveryDay < marketDay)
            problems.Add("deliveryDay", "DELIVERY_BEFORE_MARKET");
    }

    public static void CheckLimits(int? orders, long? total, Problems problems)
    {
        if (orders is <= 0 or > MostOrders)
            problems.Add("limitOrders", "LIMIT_RANGE");
        if (total is <= 0 or > PriceVersion.Most)
            problems.Add("limitTotal", "AMOUNT_RANGE");
    }

    public static void CheckFees(IReadOnlyList<FeeWish>? fees, Problems problems)
    {
        if (
            fees?.Count > MostFees
            || fees?.Any(f =>
                f is null || f.Amount <= 0 || f.Amount > (f.Basis == FeeBasis.Percent ? MostPercent : PriceVersion.Most)
            ) == true
        )
            problems.Add("fees", "FEE_RANGE");
    }

    public static void CheckTerms(PriceTerms terms, long price, Problems problems)
    {
        if (terms.Rule == PriceRule.UpTo && (terms.CeilingMinor is not { } most || most < price))
            problems.Add("ceiling", "CEILING_BELOW_PRICE");
        if (
            terms.PlusMinor is < 0 or > PriceVersion.Most
            || terms.PlusPercent is < 0 or > MostPercent
            || terms.CeilingMinor > PriceVersion.Most
        )
            problems.Add("plus", "AMOUNT_RANGE");
    }
}
