using Jisr.Kernel.Commands;
using Jisr.Kernel.Language;
using Jisr.Kernel.Photos;
using Jisr.Kernel.Values;
using Jisr.Ui.Forms;
using Microsoft.AspNetCore.Http;

namespace Jisr.Market.Products;

/// <summary>What was typed about a product, read by our own binders; problems are gathered, all at once.</summary>
internal sealed record ProductForm(
    string NameAr,
    string? NameFr,
    string? NameEn,
    string? Description,
    string Category,
    string? Label,
    SaleUnit Unit,
    SaleKind Sale,
    long Price,
    string Currency,
    long OnHand,
    long? Step,
    long? Min,
    long? Max
)
{
    /// <summary>Reads all fields; null when something is to be mended.</summary>
    public static ProductForm? Read(FormState form, Currency currency, Problems problems)
    {
        if (!Codes.TryParse<SaleUnit>(form.Text("unit"), out var unit))
            problems.Add("unit", "REQUIRED");
        if (!Codes.TryParse<SaleKind>(form.Text("sale"), out var sale))
            problems.Add("sale", "REQUIRED");
        var price = TypedAmounts.Money(form, "price", currency, problems);
        var onHand = TypedAmounts.Quantity(form, "onHand", problems, required: sale == SaleKind.Stock);
        var step = TypedAmounts.Quantity(form, "step", problems, required: false);
        var min = TypedAmounts.Quantity(form, "min", problems, required: false);
        var max = TypedAmounts.Quantity(form, "max", problems, required: false);
        var read = new ProductForm(
            form.Text("nameAr") ?? "",
            form.Text("nameFr"),
            form.Text("nameEn"),
            form.Text("description"),
            form.Text("category") ?? Products.Categories.Other,
            form.Text("label"),
            unit,
            sale,
            price?.Minor ?? 0,
            currency.Key,
            onHand?.Thousandths ?? 0,
            step?.Thousandths,
            min?.Thousandths,
            max?.Thousandths
        );
        // What the command would say too, so that nobody mends one thing and is sent back for the next.
        if (problems.Count > 0)
        {
            ProductRules.CheckTexts(read.NameAr, read.NameFr, read.NameEn, read.Description, read.Label, problems);
            ProductRules.CheckCategory(read.Category, problems);
        }
        return problems.Count > 0 ? null : read;
    }

    /// <summary>Shows what stands, as it can be typed again.</summary>
    public static void Fill(FormState form, ProductSheet sheet)
    {
        var (p, v) = (sheet.Product, sheet.Variant);
        form.Start("nameAr", p.NameAr);
        form.Start("nameFr", p.NameFr);
        form.Start("nameEn", p.NameEn);
        form.Start("description", p.Description);
        form.Start("category", p.Category);
        form.Start("label", v.Label.Length == 0 ? null : v.Label);
        form.Start("unit", Codes.Of(v.Unit));
        form.Start("sale", Codes.Of(v.Kind));
        form.Start("price", TypedAmounts.Text(sheet.Price.Money));
        form.Start("onHand", TypedAmounts.Text(new Quantity(v.OnHand)));
        form.Start("step", TypedAmounts.Text(new Quantity(v.Step)));
        form.Start("min", TypedAmounts.Text(new Quantity(v.Min)));
        form.Start("max", TypedAmounts.Text(new Quantity(v.Max)));
    }

    public AddProduct ToAdd(Guid shop, string? sku) =>
        new(
            shop,
            NameAr,
            Category,
            Price,
            Currency,
            Unit,
            Sale,
            OnHand,
            sku,
            NameFr,
            NameEn,
            Description,
            Label,
            Step,
            Min,
            Max
        );

    public ChangeProduct ToChange(ProductSheet sheet, string? reason) =>
        new(
            sheet.Product.Id.Value,
            NameAr,
            Category,
            Price,
            Currency,
            Unit,
            Sale,
            OnHand,
            NameFr,
            NameEn,
            Description,
            Label,
            Step,
            Min,
            Max,
            reason,
            sheet.Variant.CaseSize
        );

    public static IReadOnlyList<Option> Categories() =>
        [.. Products.Categories.All.Select(c => new Option(c.Code, c.NameIn(Words.Language)))];
}
