using Jisr.Kernel.Data;
using Jisr.Kernel.Language;
using Jisr.Kernel.Sharing;
using Jisr.Kernel.Text;
using Jisr.Kernel.Values;
using Jisr.Market.Products;
using Jisr.Market.Runs;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Front;

/// <summary>Something that a run offers, as a shopper sees it.</summary>
/// <param name="Unit">One of it in the run's currency; null where there is no rate for its price.</param>
/// <param name="Missing">How much more is needed until the box that is begun is full.</param>
internal sealed record OfferFront(
    string Sku,
    string Title,
    SaleUnit In,
    long Step,
    long Min,
    long Max,
    Money? Unit,
    PriceRule Rule,
    Money? Ceiling,
    long Missing,
    long? Left
);

/// <summary>A market run as a shopper sees it: what is asked in all, and nobody's name.</summary>
internal sealed record RunFront(Run Run, bool IsOpen, IReadOnlyList<OfferFront> Offers);

/// <summary>Reads the run that a shop takes orders for.</summary>
internal sealed class RunFronts(JisrDb db, RunJoining joining, RunClosing closing, TimeProvider clock, PublicText texts)
{
    /// <summary>The one that is open, else the one that was last; null where the shop never had one.</summary>
    public async Task<RunFront?> FindAsync(ShopId shop, CancellationToken ct)
    {
        var run = await db.Set<Run>()
            .AsNoTracking()
            .Where(r => r.ShopId == shop && r.Stage != RunStage.Planned && r.Stage != RunStage.Cancelled)
            .OrderBy(r => r.Stage == RunStage.Open ? 0 : 1)
            .ThenByDescending(r => r.MarketDay)
            .FirstOrDefaultAsync(ct);
        if (run is null)
            return null;
        var isOpen = run.TakesOrders(Clock.Now(clock));
        if (!isOpen)
            return new RunFront(run, false, []);
        var goods = await joining.OffersAsync(run, null, ct);
        var wanted = (await closing.WantedAsync(run.Id, ct)).ToDictionary(w => w.Variant);
        var others = goods.Values.Select(g => g.Variant.ShopId).Where(s => s != run.ShopId).Distinct().ToList();
        // In a joint run she reads whose goods they are.
        var makers =
            others.Count == 0
                ? []
                : await db.Set<Shop>().Where(s => others.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Name, ct);
        return new RunFront(
            run,
            true,
            [
                .. goods
                    .Values.OrderBy(g => g.Variant.Sku, StringComparer.Ordinal)
                    .Select(g => Of(g, wanted, run, makers.GetValueOrDefault(g.Variant.ShopId), texts)),
            ]
        );
    }

    private static OfferFront Of(
        OfferedGoods one,
        Dictionary<VariantId, Wanted> wanted,
        Run run,
        string? maker,
        PublicText texts
    )
    {
        var asked = wanted.GetValueOrDefault(one.Variant.Id);
        return new OfferFront(
            one.Variant.Sku,
            texts.Of(LabelWords.Title(one.Product, one.Variant.Label) + (maker is null ? "" : " · " + maker)),
            one.Variant.Unit,
            one.Variant.Step,
            one.Variant.Min,
            one.Variant.Max,
            one.Unit,
            one.Offer.PriceRule,
            one.Offer.CeilingMinor is { } most ? new Money(most, run.Money) : null,
            // Loose goods have no box to fill.
            one.Variant.CaseSize
                is null
                ? 0
                : asked?.Missing ?? 0,
            one.Offer.MaxTotal is { } total ? Math.Max(0, total - (asked?.Asked ?? 0)) : null
        );
    }
}
