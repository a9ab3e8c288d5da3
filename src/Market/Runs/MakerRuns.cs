using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Language;
using Jisr.Kernel.Values;
using Jisr.Market.Products;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Runs;

/// <summary>A joint run on a maker's list.</summary>
internal sealed record MakerRun(RunId Id, string Name, DateOnly MarketDay, RunStage Stage, string Organiser)
{
    public string Address => "/my/joint/" + Id;
}

/// <summary>One of her own goods in it: sums of all buyers, and nobody's name.</summary>
/// <param name="Has">What she said she has; null where she said nothing.</param>
internal sealed record MakerLine(
    string Sku,
    string Title,
    SaleUnit Unit,
    long Asked,
    long Tolerance,
    long Given,
    Money Price,
    long? Has
)
{
    /// <summary>What is asked, at her price.</summary>
    public Money Sum => Price.Times(new Quantity(Asked));
}

/// <summary>A joint run as one of its makers sees it.</summary>
internal sealed record MakerSheet(Run Run, string Organiser, string Shop, ShopId ShopId, IReadOnlyList<MakerLine> Lines)
{
    public string Address => "/my/joint/" + Run.Id;

    public bool MayOffer => Run.Stage is RunStage.Planned or RunStage.Open;

    public bool MaySay => MayOffer || Run.Stage is RunStage.Closed or RunStage.Buying;
}

/// <summary>A maker of a joint run, as its organiser sees her.</summary>
internal sealed record InvitedMaker(string Name, string Code, int Offers);

/// <summary>Reads joint runs (market.md §4): of each run a maker sees her own lines alone, summed up.</summary>
internal sealed class MakerRuns(JisrDb db)
{
    private const int Most = 50;

    public async Task<IReadOnlyList<MakerRun>> ListAsync(PartyId party, CancellationToken ct) =>
        await (
            from m in db.Set<RunMaker>()
            join s in db.Set<Shop>() on m.ShopId equals s.Id
            join r in db.Set<Run>() on m.RunId equals r.Id
            join of in db.Set<Shop>() on r.ShopId equals of.Id
            where s.PartyId == party
            orderby r.MarketDay descending, r.CreatedAt descending
            select new MakerRun(r.Id, r.Name, r.MarketDay, r.Stage, of.Name)
        )
            .Take(Most)
            .ToListAsync(ct);

    /// <summary>Null when her shop is not invited.</summary>
    public async Task<MakerSheet?> FindAsync(PartyId party, Guid id, CancellationToken ct)
    {
        var runId = new RunId(id);
        var row = await (
            from m in db.Set<RunMaker>().AsNoTracking()
            join s in db.Set<Shop>() on m.ShopId equals s.Id
            join r in db.Set<Run>() on m.RunId equals r.Id
            join of in db.Set<Shop>() on r.ShopId equals of.Id
            where m.RunId == runId && s.PartyId == party
            orderby m.InvitedAt
            select new
            {
                Run = r,
                Organiser = of.Name,
                Shop = s,
            }
        ).FirstOrDefaultAsync(ct);
        return row is null
            ? null
            : new MakerSheet(
                row.Run,
                row.Organiser,
                row.Shop.Code,
                row.Shop.Id,
                await LinesAsync(row.Run, row.Shop.Id, ct)
            );
    }

    /// <summary>Her goods that are made for runs and stand not in it yet.</summary>
    public Task<IReadOnlyList<(string Sku, string Name, Money Price)>> OfferableAsync(
        MakerSheet sheet,
        CancellationToken ct
    ) =>
        MarketGoods.ChoicesAsync(
            MarketGoods
                .Of(db, sheet.ShopId)
                .Where(g =>
                    g.Product.State == ProductState.Shown
                    && !db.Set<Offer>().Any(o => o.RunId == sheet.Run.Id && o.VariantId == g.Variant.Id)
                ),
            ct
        );

    /// <summary>The makers whom the organiser invited.</summary>
    public async Task<IReadOnlyList<InvitedMaker>> InvitedAsync(RunId run, CancellationToken ct) =>
        await (
            from m in db.Set<RunMaker>()
            join s in db.Set<Shop>() on m.ShopId equals s.Id
            where m.RunId == run
            orderby s.Name
            select new InvitedMaker(
                s.Name,
                s.Code,
                db.Set<Offer>()
                    .Count(o =>
                        o.RunId == run && db.Set<Variant>().Any(v => v.Id == o.VariantId && v.ShopId == m.ShopId)
                    )
            )
        ).ToListAsync(ct);

    /// <summary>Whose goods are offered in a run besides the organiser's, and what she says she has of them.</summary>
    public async Task<IReadOnlyDictionary<string, (string Shop, long? Has)>> OthersAsync(Run run, CancellationToken ct)
    {
        if (!run.IsJoint)
            return new Dictionary<string, (string, long?)>();
        var rows = await (
            from o in db.Set<Offer>()
            join v in db.Set<Variant>() on o.VariantId equals v.Id
            join s in db.Set<Shop>() on v.ShopId equals s.Id
            where o.RunId == run.Id && v.ShopId != run.ShopId
            select new
            {
                v.Id,
                v.Sku,
                s.Name,
            }
        ).ToListAsync(ct);
        var said = await SaidAsync(run.Id, ct);
        return rows.ToDictionary(
            r => r.Sku,
            r => (r.Name, said.TryGetValue(r.Id, out var has) ? has : (long?)null),
            StringComparer.Ordinal
        );
    }

    private async Task<IReadOnlyList<MakerLine>> LinesAsync(Run run, ShopId shop, CancellationToken ct)
    {
        var offers = await (
            from o in db.Set<Offer>().AsNoTracking()
            join v in db.Set<Variant>() on o.VariantId equals v.Id
            join p in db.Set<Product>() on v.ProductId equals p.Id
            join price in db.Set<PriceVersion>() on o.PriceId equals price.Id
            where o.RunId == run.Id && v.ShopId == shop
            orderby v.Sku
            select new
            {
                Variant = v,
                Product = p,
                Price = price,
            }
        ).ToListAsync(ct);
        var asked = await (
            from l in RunStory.LinesOf(db, run.Id)
            group l by l.VariantId into g
            select new
            {
                g.Key,
                Asked = g.Sum(l => l.Asked),
                Tolerance = g.Sum(l => l.Tolerance),
                Given = g.Sum(l => l.Given),
            }
        ).ToDictionaryAsync(g => g.Key, ct);
        var said = await SaidAsync(run.Id, ct);
        return offers.ConvertAll(o =>
        {
            var of = asked.GetValueOrDefault(o.Variant.Id);
            return new MakerLine(
                o.Variant.Sku,
                LabelWords.Title(o.Product, o.Variant.Label),
                o.Variant.Unit,
                of?.Asked ?? 0,
                of?.Tolerance ?? 0,
                of?.Given ?? 0,
                o.Price.Money,
                said.TryGetValue(o.Variant.Id, out var has) ? has : null
            );
        });
    }

    // The newest word of each holds.
    private async Task<Dictionary<VariantId, long>> SaidAsync(RunId run, CancellationToken ct)
    {
        var said = new Dictionary<VariantId, long>();
        foreach (
            var word in await db.Set<MakerWord>()
                .AsNoTracking()
                .Where(w => w.RunId == run)
                .OrderBy(w => w.At)
                .ThenBy(w => w.Id)
                .ToListAsync(ct)
        )
            said[word.VariantId] = word.Has;
        return said;
    }
}
