using Jisr.Kernel.Language;
using Jisr.Kernel.Values;
using Jisr.Ui.Forms;

namespace Jisr.Market.Products;

/// <summary>Units of sale in words.</summary>
internal static class UnitWords
{
    public static string Of(Words words, SaleUnit unit) =>
        unit switch
        {
            SaleUnit.Pair => words["pair"],
            SaleUnit.Set => words["set"],
            SaleUnit.Kg => words["kilogram"],
            SaleUnit.G => words["gram"],
            SaleUnit.L => words["litre"],
            SaleUnit.Ml => words["millilitre"],
            SaleUnit.M => words["metre"],
            _ => words["piece"],
        };

    /// <summary>How much of it, such as «3 kg».</summary>
    public static string Amount(Words words, Show show, long thousandths, SaleUnit unit)
    {
        var shown = show.Quantity(new Quantity(thousandths));
        // A broken number has no plural of its own: it takes that of many.
        var n = thousandths % 1000 == 0 ? thousandths / 1000 : 100;
        return unit switch
        {
            SaleUnit.Pair => words.Count("{n} pair", "{n} pairs", n, shown),
            SaleUnit.Set => words.Count("{n} set", "{n} sets", n, shown),
            SaleUnit.Kg => words["{n} kg", ("n", shown)],
            SaleUnit.G => words["{n} g", ("n", shown)],
            SaleUnit.L => words["{n} l", ("n", shown)],
            SaleUnit.Ml => words["{n} ml", ("n", shown)],
            SaleUnit.M => words["{n} m", ("n", shown)],
            _ => words.Count("{n} piece", "{n} pieces", n, shown),
        };
    }

    public static IReadOnlyList<Option> Options(Words words) =>
        [.. Enum.GetValues<SaleUnit>().Select(u => new Option(Codes.Of(u), Of(words, u)))];
}
