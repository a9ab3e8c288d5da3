using System.Globalization;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Values;
using Jisr.Market.Front;
using Jisr.Market.Products;
using Jisr.Ui.Forms;

namespace Jisr.Market.Orders;

/// <summary>A product in a shopper's basket, with what she wants of it once that is read.</summary>
internal sealed record BasketLine(ProductFront Product)
{
    public string Field => Basket.Field(Product.Sku);
    public Quantity? Qty { get; set; }

    public Money? Total => Qty is { } qty ? Product.Price.Times(qty) : null;
}

/// <summary>Reads the form of an order. What it finds wrong is what <see cref="PlaceOrder"/> would refuse; the command
/// decides in the end.</summary>
internal static class OrderForm
{
    /// <summary>Values of the choice where: a point by its words, a district by its code.</summary>
    public const string PointMark = "p:";
    public const string DistrictMark = "d:";

    public static Problems Read(
        FormState form,
        IReadOnlyList<BasketLine> lines,
        IReadOnlyCollection<string> places,
        string country
    )
    {
        var problems = new Problems();
        if (lines.Count == 0)
            problems.Add("lines", "NOTHING_CHOSEN");
        foreach (var line in lines)
            ReadLine(form, line, problems);
        ReadBuyer(form, places, country, problems);
        return problems;
    }

    /// <summary>Who she is and where her goods go: the same boxes on every page that takes an order.</summary>
    public static void ReadBuyer(FormState form, IReadOnlyCollection<string> places, string country, Problems problems)
    {
        problems.Text("name", form.Text("name"), 60);
        if (form.Text("phone") is not { } phone)
            problems.Add("phone", "REQUIRED");
        else if (!PhoneBinder.Read(phone, country).IsValue)
            problems.Add("phone", "PHONE_INVALID");
        if (form.Text("where") is not { } where || !places.Contains(where))
            problems.Add("where", "WHERE_TO");
        problems.Text("landmark", form.Text("landmark"), 120, required: false);
        problems.Text("note", form.Text("note"), 200, required: false);
        problems.Text("linkCode", form.Text("linkCode"), 40, required: false);
    }

    /// <summary>The choice where, once it is read: a point, or a district and what stands near her door.</summary>
    public static (string? Point, string? District, string? Landmark) WhereOf(FormState form) =>
        form.Text("where") is { } where && where.StartsWith(PointMark, StringComparison.Ordinal)
            ? (where[PointMark.Length..], null, null)
            : (null, form.Text("where")?[DistrictMark.Length..], form.Text("landmark"));

    public static PlaceOrder Command(
        FormState form,
        string shop,
        IReadOnlyList<BasketLine> lines,
        string language,
        string? clicked
    )
    {
        var (point, district, landmark) = WhereOf(form);
        return new PlaceOrder(
            shop,
            [.. lines.Select(l => new WantedLine(l.Product.Sku, l.Qty!.Value.Thousandths))],
            form.Text("name")!,
            form.Text("phone")!,
            point,
            district,
            landmark,
            form.Text("note"),
            language,
            form.Text("linkCode"),
            form.Text("linkCode") == clicked
        );
    }

    /// <summary>Puts the problems of the command to the boxes they belong to.</summary>
    public static void Place(FormState form, IReadOnlyList<BasketLine> lines)
    {
        for (var i = 0; i < form.Problems.Count; i++)
        {
            var problem = form.Problems[i];
            var parts = problem.Field?.Split('.') ?? [];
            if (problem.Field == "pickUpPoint")
                form.Problems[i] = problem with { Field = "where" };
            else if (
                parts is ["lines", { } n, "qty"]
                && int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
                && at < lines.Count
            )
                form.Problems[i] = problem with { Field = lines[at].Field };
        }
    }

    private static void ReadLine(FormState form, BasketLine line, Problems problems)
    {
        if (TypedAmounts.Quantity(form, line.Field, problems) is not { } qty)
            return;
        var before = problems.Count;
        Portions.Check(qty, line.Product.Step, line.Product.Min, line.Product.Max, line.Field, problems);
        if (problems.Count == before && line.Product.Kind == SaleKind.Stock && line.Product.Free < qty.Thousandths)
            problems.Add(line.Field, "SOLD_OUT", ("left", new Quantity(Math.Max(0, line.Product.Free))));
        line.Qty = qty;
    }
}
