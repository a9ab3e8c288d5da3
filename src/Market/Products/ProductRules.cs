using Jisr.Kernel.Commands;
using Jisr.Kernel.Values;

namespace Jisr.Market.Products;

/// <summary>What adding and changing a product check alike.</summary>
internal static class ProductRules
{
    public static void CheckTexts(
        string nameAr,
        string? nameFr,
        string? nameEn,
        string? description,
        string? label,
        Problems problems
    )
    {
        foreach (var (field, name) in ((string, string?)[])[("nameAr", nameAr), ("nameFr", nameFr), ("nameEn", nameEn)])
        {
            problems.Text(field, name, Product.MostName, required: field == "nameAr");
            // A name that begins with a sign is a formula in a spreadsheet and noise in a list.
            if (!string.IsNullOrWhiteSpace(name) && !char.IsLetterOrDigit(name.Trim()[0]))
                problems.Add(field, "NAME_STARTS_WITH_LETTER");
        }
        problems.Text("description", description, Product.MostDescription, required: false);
        problems.Text("label", label, Variant.MostLabel, required: false);
    }

    public static void CheckSale(
        long price,
        string currency,
        long step,
        long min,
        long max,
        long onHand,
        Problems problems
    )
    {
        if (price is <= 0 or > PriceVersion.Most)
            problems.Add("price", "PRICE_RANGE");
        if (Currency.Find(currency) is null)
            problems.Add("currency", "CURRENCY_UNKNOWN");
        if (step <= 0 || min <= 0 || max < min || min % step != 0 || max > 1_000_000_000)
            problems.Add("step", "STEP_SHAPE");
        if (onHand is < 0 or > 1_000_000_000)
            problems.Add("onHand", "ON_HAND_RANGE");
    }

    /// <summary>A box holds whole steps.</summary>
    /// <summary>So much of something, in thousandths.</summary>
    public static void CheckQty(long qty, Problems problems)
    {
        if (qty is <= 0 or > 1_000_000_000)
            problems.Add("qty", "QTY_MIN", ("min", new Quantity(1)));
    }

    public static void CheckCase(long? caseSize, long step, Problems problems)
    {
        if (caseSize is { } size && (size <= 0 || size > 1_000_000_000 || step <= 0 || size % step != 0))
            problems.Add("caseSize", "CASE_SHAPE");
    }

    public static void CheckCategory(string category, Problems problems)
    {
        if (Categories.Find(category) is null)
            problems.Add("category", "CATEGORY_UNKNOWN");
    }
}
