using Jisr.Contracts.People;
using Jisr.Kernel.Data;
using Jisr.Kernel.Language;
using Jisr.Kernel.Text;
using Jisr.Kernel.Values;
using Jisr.Market.Products;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Search;

/// <summary>What a shopper asks of all shops.</summary>
internal sealed record ProductQuery
{
    public string? Text { get; init; }
    public string? Place { get; init; }
    public string? Category { get; init; }
    public Money? MaxPrice { get; init; }
    public string? Currency { get; init; }

    /// <summary>Only one shop's goods.</summary>
    public ShopId? Shop { get; init; }

    /// <summary>Where the page before ended.</summary>
    public FindKey? After { get; init; }
    public int Most { get; init; } = 50;

    /// <summary>More is asked than words.</summary>
    public bool IsNarrowed =>
        Place is not null || Category is not null || MaxPrice is not null || Currency is not null || Shop is not null;
}

/// <summary>A product as lists and the API show it.</summary>
internal sealed record ProductCard
{
    public required ProductId Id { get; init; }
    public required string NameAr { get; init; }
    public string? NameFr { get; init; }
    public string? NameEn { get; init; }
    public string? Description { get; init; }
    public required string Category { get; init; }
    public required string Label { get; init; }
    public required string Sku { get; init; }
    public required SaleUnit Unit { get; init; }
    public required SaleKind Kind { get; init; }
    public required long Free { get; init; }
    public required long Min { get; init; }
    public required long PriceMinor { get; init; }
    public required string Currency { get; init; }
    public required string ShopCode { get; init; }
    public required string ShopName { get; init; }
    public string? ShopNameFr { get; init; }
    public string? ShopNameEn { get; init; }
    public required ShopState ShopState { get; init; }
    public required string PlaceCode { get; init; }
    public required string Country { get; init; }

    public Money Price => new(PriceMinor, Kernel.Values.Currency.Parse(Currency));

    public bool IsAvailable =>
        ShopState == ShopState.Open && (Kind == SaleKind.Order || (Kind == SaleKind.Stock && Free >= Min));

    public string Name(string language) => Words.Pick(language, NameAr, NameFr, NameEn);

    public string Shop(string language) => Words.Pick(language, ShopName, ShopNameFr, ShopNameEn);

    public string Address => "/s/" + ShopCode + "/p/" + Sku;
}

/// <summary>A page of what was found, and how.</summary>
internal sealed record Found(IReadOnlyList<ProductCard> Items, FindKey? Next)
{
    /// <summary>Nothing has these words; what is shown has words that begin so.</summary>
    public bool ByBeginnings { get; init; }

    /// <summary>The nearest spelling that finds something, where this one found nothing.</summary>
    public string? DidYouMean { get; init; }
}

/// <summary>Search over the shown products of open and paused shops (market.md §8, matching.md §12).</summary>
internal sealed class FindProducts(
    JisrDb db,
    Synonyms dictionary,
    ProductSpellings spellings,
    PublicText texts,
    IPlaces? places = null
)
{
    public const int LongestText = 200;

    /// <summary>Candidates that are ranked; more than anybody turns pages for.</summary>
    private const int MostCandidates = 400;

    public async Task<Found> FindAsync(ProductQuery query, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(query.Text))
            return await NewestAsync(query, ct);
        var text = query.Text.Length > LongestText ? query.Text[..LongestText] : query.Text;
        foreach (var reading in Readings(text))
        {
            var ranked = await RankedAsync(query, QueryWord.Read(reading, dictionary), beginnings: false, ct);
            if (ranked.Count > 0)
                return Cut(ranked, query);
        }
        // Beginnings serve only a search that found nothing.
        var words = QueryWord.Read(text, dictionary);
        var near = await RankedAsync(query, words, beginnings: true, ct);
        return Cut(near, query) with
        {
            ByBeginnings = near.Count > 0,
            DidYouMean = near.Count > 0 ? null : await NearestSpellingAsync(query, words, ct),
        };
    }

    // A second reading that is no word, such as «[lf]», would only be found by accident.
    private static IEnumerable<string> Readings(string text)
    {
        yield return text;
        var other = Keyboard.OtherLayout(text);
        if (other.All(c => char.IsLetterOrDigit(c) || char.IsWhiteSpace(c)))
            yield return other;
    }

    private async Task<IReadOnlyList<QueryWord>> WithEditsAsync(IReadOnlyList<QueryWord> words, CancellationToken ct)
    {
        var more = new List<QueryWord>();
        foreach (var word in words)
            more.Add(word with { OneEdit = await spellings.OneEditAsync(word.Folded, ct) });
        return more;
    }

    private async Task<string?> NearestSpellingAsync(
        ProductQuery query,
        IReadOnlyList<QueryWord> words,
        CancellationToken ct
    )
    {
        if (words.Count is 0 or > 6)
            return null;
        var nearest = new List<IReadOnlyList<string>>();
        foreach (var word in words)
            nearest.Add(await spellings.NearestAsync(word.Folded, ct));
        if (nearest.Any(n => n.Count == 0))
            return null;
        // One statement for all that are near: the first product that holds them says how they are written.
        var ids = await db.Storage.Search(db).FindAsync(ProductIndex.Kind, nearest, false, MostCandidates, ct);
        var products = ids.Select(i => new ProductId(i)).ToList();
        var cards = await Cards(db.Set<Product>().AsNoTracking().Where(p => products.Contains(p.Id)), query)
            .ToListAsync(ct);
        var written = cards
            .SelectMany(c => ProductWords.Of(string.Join(" . ", c.NameAr, c.NameFr, c.NameEn)))
            .ToLookup(w => w.Folded, w => w.Written, StringComparer.Ordinal);
        return cards.Count == 0
            ? null
            : string.Join(
                ' ',
                nearest.Select(n =>
                    n.Select(w => written[w].FirstOrDefault()).FirstOrDefault(w => w is not null) ?? n[0]
                )
            );
    }

    private async Task<Found> NewestAsync(ProductQuery query, CancellationToken ct)
    {
        var from = query.After is { } after
            ? db.Set<Product>().FromSqlRaw("SELECT * FROM market_product WHERE id < {0}", db.Storage.RawId(after.Id))
            : db.Set<Product>();
        var cards = await Cards(from.AsNoTracking(), query)
            .OrderByDescending(c => c.Id)
            .Take(query.Most + 1)
            .ToListAsync(ct);
        return new Found(
            [.. cards.Take(query.Most).Select(Shown)],
            cards.Count > query.Most ? new FindKey(0, 0, 0, cards[query.Most - 1].Id.Value) : null
        );
    }

    private async Task<List<(ProductCard Card, FindKey Key)>> RankedAsync(
        ProductQuery query,
        IReadOnlyList<QueryWord> words,
        bool beginnings,
        CancellationToken ct
    )
    {
        if (words.Count == 0)
            return [];
        List<ProductCard> cards;
        if (beginnings)
            cards = await CandidatesAsync(query, [.. words.Select(w => (IReadOnlyList<string>)[w.Folded])], true, ct);
        else
        {
            cards = await CandidatesAsync(query, [.. words.Select(w => w.Near)], false, ct);
            // What only sounds like it or is one edit away ranks below: it is asked for where there is room.
            if (cards.Count < MostCandidates)
            {
                words = await WithEditsAsync(words, ct);
                cards = await CandidatesAsync(query, [.. words.Select(w => w.Forms)], false, ct);
            }
        }
        return
        [
            .. cards
                .Select(c =>
                    (
                        Card: c,
                        Key: new FindKey(
                            beginnings ? 0 : RankOf(c, words),
                            query.Place is null || c.PlaceCode == query.Place ? 0 : 1,
                            c.IsAvailable ? 0 : 1,
                            c.Id.Value
                        )
                    )
                )
                .OrderBy(c => c.Key),
        ];
    }

    // The filters are in the statement: cutting before them could leave nothing of what there is.
    private async Task<List<ProductCard>> CandidatesAsync(
        ProductQuery query,
        IReadOnlyList<IReadOnlyList<string>> groups,
        bool beginnings,
        CancellationToken ct
    )
    {
        var search = db.Storage.Search(db);
        if (query.IsNarrowed)
        {
            var (sql, arguments) = search.Owners(ProductIndex.Kind, groups, beginnings);
            // The select is a constant of the storage; what was typed is in its arguments.
#pragma warning disable EF1003
            var matching = db.Set<Product>()
                .FromSqlRaw("SELECT * FROM market_product WHERE id IN (" + sql + ")", arguments);
#pragma warning restore EF1003
            return await Cards(matching.AsNoTracking(), query)
                .OrderByDescending(c => c.Id)
                .Take(MostCandidates)
                .ToListAsync(ct);
        }
        var ids = (await search.FindAsync(ProductIndex.Kind, groups, beginnings, MostCandidates, ct))
            .Select(i => new ProductId(i))
            .ToList();
        return ids.Count == 0
            ? []
            : await Cards(db.Set<Product>().AsNoTracking().Where(p => ids.Contains(p.Id)), query).ToListAsync(ct);
    }

    // The worse rank of any word decides first; a word in the title is worth more than one around it.
    private static int RankOf(ProductCard card, IReadOnlyList<QueryWord> words)
    {
        var title = new WordBag(string.Join(" . ", card.NameAr, card.NameFr, card.NameEn, card.Label));
        WordBag? around = null;
        var sum = 0;
        foreach (var word in words)
        {
            var rank = word.RankIn(title);
            sum += rank > 0 ? rank : 10 + word.RankIn(around ??= Around(card));
        }
        return sum;
    }

    private static WordBag Around(ProductCard card)
    {
        var category = Categories.Find(card.Category);
        return new WordBag(
            string.Join(
                " . ",
                category?.NameAr,
                category?.NameFr,
                category?.NameEn,
                card.ShopName,
                card.ShopNameFr,
                card.ShopCode,
                card.Description
            )
        );
    }

    private IQueryable<ProductCard> Cards(IQueryable<Product> products, ProductQuery query)
    {
        var rows =
            from p in products
            join v in db.Set<Variant>() on p.Id equals v.ProductId
            join price in db.Set<PriceVersion>() on v.PriceId equals price.Id
            join s in db.Set<Shop>() on p.ShopId equals s.Id
            where p.State == ProductState.Shown && (s.State == ShopState.Open || s.State == ShopState.Paused)
            select new
            {
                p,
                v,
                price,
                s,
            };
        if (query.Shop is { } shop)
            rows = rows.Where(r => r.s.Id == shop);
        if (query.Category is { } category)
            rows = rows.Where(r => r.p.Category == category);
        if (query.Place is { } place)
        {
            // Shops that stand there, or bring goods there or to a place around it.
            var standing = Below(place).ToList();
            var (district, around) = (" " + place + " ", " " + (places?.Ancestor(place, 1)?.Code ?? place) + " ");
            rows = rows.Where(r =>
                standing.Contains(r.s.PlaceCode)
                || (" " + r.s.DistrictsServed + " ").Contains(district)
                || (" " + r.s.DistrictsServed + " ").Contains(around)
            );
        }
        if (query.Currency is { } currency)
            rows = rows.Where(r => r.price.Currency == currency);
        if (query.MaxPrice is { } most)
        {
            var (key, minor) = (most.Currency.Key, most.Minor);
            rows = rows.Where(r => r.price.Currency == key && r.price.Minor <= minor);
        }
        return rows.Select(r => new ProductCard
        {
            Id = r.p.Id,
            NameAr = r.p.NameAr,
            NameFr = r.p.NameFr,
            NameEn = r.p.NameEn,
            Description = r.p.Description,
            Category = r.p.Category,
            Label = r.v.Label,
            Sku = r.v.Sku,
            Unit = r.v.Unit,
            Kind = r.v.Kind,
            Free = r.v.OnHand - r.v.Reserved,
            Min = r.v.Min,
            PriceMinor = r.price.Minor,
            Currency = r.price.Currency,
            ShopCode = r.s.Code,
            ShopName = r.s.Name,
            ShopNameFr = r.s.NameFr,
            ShopNameEn = r.s.NameEn,
            ShopState = r.s.State,
            PlaceCode = r.s.PlaceCode,
            Country = r.s.Country,
        });
    }

    private IEnumerable<string> Below(string place) =>
        (places?.Below(place) ?? []).SelectMany(p => Below(p.Code)).Prepend(place);

    // As strangers read it: no number of anybody stands in it.
    private ProductCard Shown(ProductCard card) =>
        card with
        {
            NameAr = texts.Of(card.NameAr),
            NameFr = card.NameFr is null ? null : texts.Of(card.NameFr),
            NameEn = card.NameEn is null ? null : texts.Of(card.NameEn),
            Description = card.Description is null ? null : texts.Of(card.Description),
            Label = texts.Of(card.Label),
            ShopName = texts.Of(card.ShopName),
            ShopNameFr = card.ShopNameFr is null ? null : texts.Of(card.ShopNameFr),
            ShopNameEn = card.ShopNameEn is null ? null : texts.Of(card.ShopNameEn),
        };

    private Found Cut(List<(ProductCard Card, FindKey Key)> ranked, ProductQuery query)
    {
        var rest = query.After is { } after ? ranked.FindAll(c => c.Key.CompareTo(after) > 0) : ranked;
        return new Found(
            [.. rest.Take(query.Most).Select(c => Shown(c.Card))],
            rest.Count > query.Most ? rest[query.Most - 1].Key : null
        );
    }
}
