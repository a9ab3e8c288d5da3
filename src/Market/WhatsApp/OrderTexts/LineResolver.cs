using System.Numerics;
using Jisr.Kernel.Values;

namespace Jisr.Market.WhatsApp.OrderTexts;

/// <summary>Makes the lines that are shown from what was read: which product, how sure, how much (whatsapp.md §5 rules 8
/// and 9).</summary>
internal sealed class LineResolver(string written, OrderCatalogue? catalogue, IReadOnlyDictionary<int, string> list)
{
    private const decimal MostQuantity = 999;

    public OrderLineReading Resolve(LineDraft draft)
    {
        var warnings = new List<string>();
        var (offer, candidates, confidence) = draft.ListNumber is { } number
            ? FromList(number, warnings)
            : Match(draft, warnings);
        var phrase = draft.Quantity ?? QuantityOfMeasure(draft, offer);
        if (phrase is null)
            warnings.Add("no_quantity");
        else if (offer is not null && phrase.Unit is { } unit && unit != offer.Unit && Scale(unit, offer.Unit) is null)
        {
            warnings.Add("unit_differs");
            confidence = Worse(confidence, Confidence.Medium);
        }
        var value = phrase is null ? 1 : phrase.Value * (Scale(phrase.Unit, offer?.Unit) ?? 1);
        if (Fault(value, offer) is { } fault)
        {
            warnings.Add(fault);
            confidence = Confidence.Low;
        }
        return new OrderLineReading
        {
            Text = draft.End > draft.Start ? written[draft.Start..draft.End] : "",
            Product = offer?.Id,
            Candidates = candidates,
            Quantity = Thousandths(value),
            Source = phrase?.Source ?? QuantitySource.Default,
            Free = Thousandths(draft.Free),
            ByListNumber = draft.ListNumber is not null,
            Note = draft.Note,
            Confidence = confidence,
            Warnings = warnings,
        };
    }

    private (Offer? Offer, IReadOnlyList<string> Candidates, Confidence Confidence) FromList(
        int number,
        List<string> warnings
    )
    {
        if (list.TryGetValue(number, out var id) && catalogue?.Offers.FirstOrDefault(o => o.Id == id) is { } offer)
            return (offer, [], Confidence.High);
        warnings.Add("not_in_list");
        return (null, [], Confidence.Low);
    }

    private (Offer? Offer, IReadOnlyList<string> Candidates, Confidence Confidence) Match(
        LineDraft draft,
        List<string> warnings
    )
    {
        if (catalogue is null || draft.Offers.Count == 0)
        {
            if (catalogue is not null)
                warnings.Add("unknown_product");
            return (null, [], Confidence.Low);
        }
        var names = draft.Names.Where(n => draft.Offers.Contains(catalogue.Names[n.Key].Offer)).ToList();
        var whole = Longest(names.Where(n => n.Value.Words == catalogue.Names[n.Key].All));
        var fit = Sized(whole.Count > 0 ? whole : names.ConvertAll(n => n.Key), draft);
        var offers = fit.Select(n => catalogue.Names[n].Offer).Distinct().Order().ToList();
        var misspelt = fit.All(n => draft.Names[n].Strength == WordStrength.Typo);
        if (offers.Count > 1 || misspelt)
            return (null, [.. offers.Select(o => catalogue.Offers[o].Id)], Confidence.Low);
        var sure = whole.Count > 0 && fit.Any(n => draft.Names[n].Strength == WordStrength.Exact) && draft.Foreign == 0;
        var other = OtherSize(fit, draft, catalogue.Offers[offers[0]]);
        if (other)
            warnings.Add("size_differs");
        return (catalogue.Offers[offers[0]], [], sure && !other ? Confidence.High : Confidence.Medium);
    }

    // «صابون» and «صابون غار» are both wholly there: the longer name is meant.
    private List<int> Longest(IEnumerable<KeyValuePair<int, (uint Words, WordStrength Strength)>> names)
    {
        var all = names.ToList();
        var most = all.Count == 0 ? 0 : all.Max(n => BitOperations.PopCount(n.Value.Words));
        return [.. all.Where(n => BitOperations.PopCount(n.Value.Words) == most).Select(n => n.Key)];
    }

    // Among namesakes the size or colour decides, if the text names one.
    private List<int> Sized(List<int> names, LineDraft draft)
    {
        if (names.Count < 2)
            return names;
        var told = SaidOf(draft);
        var fit = names.FindAll(n => catalogue!.Names[n].Sizes.Any(told.Contains));
        return fit.Count > 0 ? fit : names;
    }

    private HashSet<string> SaidOf(LineDraft draft) =>
        [
            .. draft.Sizes,
            .. draft.Quantity is { Unit: not null } q ? [OrderCatalogue.SizeOf(q.Value)] : Array.Empty<string>(),
            .. draft.End > draft.Start ? TextTokens.WordsOf(written[draft.Start..draft.End]) : [],
        ];

    // A size that no such offer has, or grams of what is sold by the kilo: somebody has to look.
    private bool OtherSize(List<int> names, LineDraft draft, Offer offer) =>
        draft.Measures.Exists(m => m.Unit != offer.Unit)
        && names.TrueForAll(n => !draft.Sizes.Exists(catalogue!.Names[n].Sizes.Contains))
        && (offer.Unit != "piece" || names.TrueForAll(n => catalogue!.Names[n].Sizes.Count > 0));

    // Grams are a quantity of what is sold by the gram; of a box they are its size.
    private static QuantityPhrase? QuantityOfMeasure(LineDraft draft, Offer? offer) =>
        offer is null ? null : draft.Measures.Find(m => m.Unit == offer.Unit);

    private static decimal? Scale(string? unit, string? offer) =>
        (unit, offer) switch
        {
            ("kg", "g") or ("l", "ml") => 1000,
            _ when unit is null || unit == offer => 1,
            _ => null,
        };

    private static string? Fault(decimal value, Offer? offer)
    {
        if (value <= 0)
            return "quantity_not_positive";
        if (value > MostQuantity && offer?.Unit is not ("g" or "ml"))
            return "quantity_too_big";
        return value * 1000 % (offer?.Step ?? 1) == 0 ? null : "quantity_not_step";
    }

    private static Quantity Thousandths(decimal value) =>
        new((long)Math.Round(value * 1000, MidpointRounding.AwayFromZero));

    private static Confidence Worse(Confidence a, Confidence b) => (Confidence)Math.Max((int)a, (int)b);
}
