using Jisr.Kernel.Commands;
using Jisr.Kernel.Values;
using Jisr.Market.Orders;
using Jisr.Market.Products;
using Jisr.Market.Runs;
using Jisr.Ui.Forms;

namespace Jisr.Market.Front;

/// <summary>What a shopper wants of an offer, once it is read.</summary>
internal sealed record WishOnPage(OfferFront Offer, RunWish Wish)
{
    public Money Total => Offer.Unit!.Value.Times(new Quantity(Wish.Qty));
}

/// <summary>Reads the form of an order on a run. What it finds wrong is what <see cref="JoinRun"/> would refuse; the
/// command decides in the end.</summary>
internal static class RunOrderForm
{
    public const string Nothing = "none";
    public const string Another = "same-kind";
    public const string Ask = "ask-me";

    public static string Qty(string sku) => "q." + sku;

    public static string More(string sku) => "more." + sku;

    public static string Missing(string sku) => "missing." + sku;

    public static string UpTo(string sku) => "upto." + sku;

    public static string Whole(string sku) => "whole." + sku;

    /// <summary>Names of all boxes of one offer.</summary>
    public static IReadOnlyList<string> Fields(string sku) =>
        [Qty(sku), More(sku), Missing(sku), UpTo(sku), Whole(sku)];

    public static List<WishOnPage> Read(
        FormState form,
        RunFront run,
        IReadOnlyCollection<string> places,
        string country,
        Problems problems
    )
    {
        var wishes = new List<WishOnPage>();
        foreach (var offer in run.Offers)
            if (ReadOne(form, offer, run.Run.Money, problems) is { } wish)
                wishes.Add(new WishOnPage(offer, wish));
        if (wishes.Count == 0 && problems.Count == 0)
            problems.Add("lines", "NOTHING_CHOSEN");
        OrderForm.ReadBuyer(form, places, country, problems);
        return wishes;
    }

    public static JoinRun Command(
        FormState form,
        RunFront run,
        IReadOnlyList<WishOnPage> wishes,
        string language,
        string? clicked
    )
    {
        var (point, district, landmark) = OrderForm.WhereOf(form);
        return new JoinRun(
            run.Run.Id.Value,
            [.. wishes.Select(w => w.Wish)],
            form.Text("name")!,
            form.Text("phone")!,
            point,
            district,
            landmark,
            form.Text("note"),
            language,
            form.Text("token"),
            form.Text("linkCode"),
            form.Text("linkCode") == clicked
        );
    }

    /// <summary>Puts the problems of the command to the boxes they belong to.</summary>
    public static void Place(FormState form, IReadOnlyList<WishOnPage> wishes)
    {
        for (var i = 0; i < form.Problems.Count; i++)
        {
            var parts = form.Problems[i].Field?.Split('.') ?? [];
            if (form.Problems[i].Field == "pickUpPoint")
                form.Problems[i] = form.Problems[i] with { Field = "where" };
            else if (
                parts is ["lines", { } n, { } what]
                && int.TryParse(n, System.Globalization.CultureInfo.InvariantCulture, out var at)
                && at < wishes.Count
            )
                form.Problems[i] = form.Problems[i] with
                {
                    Field = what == "tolerance" ? More(wishes[at].Offer.Sku) : Qty(wishes[at].Offer.Sku),
                };
        }
    }

    private static RunWish? ReadOne(FormState form, OfferFront offer, Currency currency, Problems problems)
    {
        if (TypedAmounts.Quantity(form, Qty(offer.Sku), problems, required: false) is not { Thousandths: not 0 } qty)
            return null;
        var before = problems.Count;
        Portions.Check(qty, offer.Step, offer.Min, offer.Max, Qty(offer.Sku), problems);
        if (problems.Count == before && offer.Left is { } left && qty.Thousandths > left)
            problems.Add(Qty(offer.Sku), "SOLD_OUT", ("left", new Quantity(left)));
        if (offer.Unit is null)
            problems.Add(Qty(offer.Sku), "RATE_MISSING");
        var more = TypedAmounts.Quantity(form, More(offer.Sku), problems, required: false)?.Thousandths ?? 0;
        if (more < 0 || more % offer.Step != 0 || more > offer.Max)
            problems.Add(More(offer.Sku), "TOLERANCE_STEP");
        var rule = form.Text(Missing(offer.Sku)) switch
        {
            Another => SubstituteRule.SameKind,
            Ask => SubstituteRule.AskMe,
            _ => SubstituteRule.None,
        };
        var most =
            rule == SubstituteRule.SameKind
                ? TypedAmounts.Money(form, UpTo(offer.Sku), currency, problems)?.Minor
                : null;
        if (rule == SubstituteRule.SameKind && most is <= 0)
            problems.Add(UpTo(offer.Sku), "SUBSTITUTE_CEILING");
        return problems.Count > before
            ? null
            : new RunWish(offer.Sku, qty.Thousandths, more, !form.Ticked(Whole(offer.Sku)), rule, most);
    }
}
