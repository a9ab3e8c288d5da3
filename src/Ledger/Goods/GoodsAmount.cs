using Jisr.Kernel.Values;

namespace Jisr.Ledger.Goods;

/// <summary>Quantities of goods: smallest parts of an item, whose scale says how many decimals it has.</summary>
internal static class GoodsAmount
{
    /// <summary>Smallest parts of thousandths; null when it has more decimals than the item.</summary>
    public static long? Of(Quantity typed, int scale)
    {
        var part = Thousandths(scale);
        return typed.Thousandths % part == 0 ? typed.Thousandths / part : null;
    }

    public static string Show(Show show, long amount, int scale) =>
        show.Quantity(new Quantity(amount * Thousandths(scale)));

    /// <summary>Thousandths in the smallest part of an item.</summary>
    private static long Thousandths(int scale) =>
        scale switch
        {
            0 => 1000,
            1 => 100,
            2 => 10,
            _ => 1,
        };
}
