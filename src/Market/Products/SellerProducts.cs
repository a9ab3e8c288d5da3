using System.Globalization;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Text;
using Jisr.Kernel.Values;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Products;

/// <summary>Which of her products a seller looks for.</summary>
internal enum ProductFilter
{
    All,
    Shown,
    Hidden,
    SoldOut,
}

/// <summary>A product on its seller's list.</summary>
internal sealed record OwnProduct(
    ProductId Id,
    string NameAr,
    string? NameFr,
    string? NameEn,
    string Sku,
    string Label,
    SaleUnit Unit,
    SaleKind Kind,
    long OnHand,
    long Reserved,
    long Min,
    ProductState State,
    long PriceMinor,
    string Currency,
    DateTimeOffset CreatedAt,
    PhotoId? Photo
)
{
    public Money Price => new(PriceMinor, Kernel.Values.Currency.Parse(Currency));

    public bool IsSoldOut => Kind == SaleKind.Stock && OnHand - Reserved < Min;

    /// <summary>Where the next page begins.</summary>
    public string Key => CreatedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) + "~" + Sku;
}

/// <summary>A product with all that its form shows.</summary>
internal sealed record ProductSheet(
    Product Product,
    Variant Variant,
    IReadOnlyList<PriceVersion> Prices,
    IReadOnlyList<OwnPhoto> Photos
)
{
    public PriceVersion Price => Prices.First(p => p.Id == Variant.PriceId);
}

/// <summary>A picture of hers.</summary>
internal sealed record OwnPhoto(PhotoId Id, string Alt, int Position)
{
    /// <summary>Address of a size for its owner, whether it is shown in public or not.</summary>
    public static string Address(PhotoId id, int size) =>
        string.Create(CultureInfo.InvariantCulture, $"/my/photos/{id.Value}/{size}");
}

/// <summary>Reads a seller's own products.</summary>
internal sealed class SellerProducts(JisrDb db)
{
    public const int PageSize = 20;

    /// <summary>A page of her products, newest first; the key of the next page where there is one.</summary>
    public async Task<(IReadOnlyList<OwnProduct> Items, string? Next)> ListAsync(
        PartyId party,
        string? text,
        ProductFilter filter,
        string? after,
        CancellationToken ct
    )
    {
        var rows = Rows(party);
        if (!string.IsNullOrWhiteSpace(text))
        {
            var found = await MatchingAsync(party, text, ct);
            rows = rows.Where(r => found.Contains(r.Product.Id));
        }
        rows = filter switch
        {
            ProductFilter.Shown => rows.Where(r => r.Product.State == ProductState.Shown),
            ProductFilter.Hidden => rows.Where(r => r.Product.State == ProductState.Hidden),
            ProductFilter.SoldOut => rows.Where(r =>
                r.Variant.Kind == SaleKind.Stock && r.Variant.OnHand - r.Variant.Reserved < r.Variant.Min
            ),
            _ => rows,
        };
#pragma warning disable CA1309 // The database compares, by its own order.
        if (ReadKey(after) is var (at, sku))
            rows = rows.Where(r =>
                r.Product.CreatedAt < at || (r.Product.CreatedAt == at && string.Compare(r.Variant.Sku, sku) > 0)
            );
#pragma warning restore CA1309
        var page = await rows.OrderByDescending(r => r.Product.CreatedAt)
            .ThenBy(r => r.Variant.Sku)
            .Take(PageSize + 1)
            .Select(r => new OwnProduct(
                r.Product.Id,
                r.Product.NameAr,
                r.Product.NameFr,
                r.Product.NameEn,
                r.Variant.Sku,
                r.Variant.Label,
                r.Variant.Unit,
                r.Variant.Kind,
                r.Variant.OnHand,
                r.Variant.Reserved,
                r.Variant.Min,
                r.Product.State,
                r.Price.Minor,
                r.Price.Currency,
                r.Product.CreatedAt,
                db.Set<ProductPhoto>()
                    .Where(x => x.ProductId == r.Product.Id)
                    .OrderBy(x => x.Position)
                    .Select(x => (PhotoId?)x.PhotoId)
                    .FirstOrDefault()
            ))
            .ToListAsync(ct);
        return ([.. page.Take(PageSize)], page.Count > PageSize ? page[PageSize - 1].Key : null);
    }

    /// <summary>One of her products; null when it is not hers.</summary>
    public async Task<ProductSheet?> FindAsync(PartyId party, Guid id, CancellationToken ct)
    {
        var product = new ProductId(id);
        var row = await Rows(party).Where(r => r.Product.Id == product).SingleOrDefaultAsync(ct);
        if (row is null)
            return null;
        var prices = await db.Set<PriceVersion>()
            .AsNoTracking()
            .Where(p => p.VariantId == row.Variant.Id)
            .OrderByDescending(p => p.From)
            .ToListAsync(ct);
        var photos = await (
            from x in db.Set<ProductPhoto>()
            join photo in db.Set<Kernel.Photos.StoredPhoto>() on x.PhotoId equals photo.Id
            where x.ProductId == product
            orderby x.Position
            select new OwnPhoto(photo.Id, photo.Alt, x.Position)
        ).ToListAsync(ct);
        return new ProductSheet(row.Product, row.Variant, prices, photos);
    }

    /// <summary>Category and unit of what she added last: likely those of the next one.</summary>
    public async Task<(string Category, SaleUnit Unit)?> LastAsync(PartyId party, CancellationToken ct) =>
        await Rows(party)
            .OrderByDescending(r => r.Product.CreatedAt)
            .Select(r => new { r.Product.Category, r.Variant.Unit })
            .FirstOrDefaultAsync(ct)
            is { } last
            ? (last.Category, last.Unit)
            : null;

    // One seller's products are few: their names are folded here, and no search of others' goods crowds hers out.
    private async Task<List<ProductId>> MatchingAsync(PartyId party, string text, CancellationToken ct)
    {
        var words = ArabicText.Words(text.Length > 100 ? text[..100] : text);
        var names = await Rows(party)
            .Select(r => new
            {
                r.Product.Id,
                r.Product.NameAr,
                r.Product.NameFr,
                r.Product.NameEn,
                r.Variant.Sku,
                r.Variant.Label,
            })
            .ToListAsync(ct);
        return
        [
            .. names
                .Where(n =>
                {
                    var folded = ArabicText.Fold(string.Join(' ', n.NameAr, n.NameFr, n.NameEn, n.Sku, n.Label));
                    return words.All(w => folded.Contains(w, StringComparison.Ordinal));
                })
                .Select(n => n.Id),
        ];
    }

    private IQueryable<Row> Rows(PartyId party) =>
        from p in db.Set<Product>().AsNoTracking()
        join v in db.Set<Variant>().AsNoTracking() on p.Id equals v.ProductId
        join price in db.Set<PriceVersion>().AsNoTracking() on v.PriceId equals price.Id
        join s in db.Set<Shop>() on p.ShopId equals s.Id
        where s.PartyId == party
        select new Row
        {
            Product = p,
            Variant = v,
            Price = price,
        };

    private static (DateTimeOffset At, string Sku)? ReadKey(string? key) =>
        key?.Split('~', 2) is [var ms, var sku]
        && long.TryParse(ms, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        && at < 253_402_300_799_999
            ? (DateTimeOffset.FromUnixTimeMilliseconds(at), sku)
            : null;

    private sealed class Row
    {
        public required Product Product { get; init; }
        public required Variant Variant { get; init; }
        public required PriceVersion Price { get; init; }
    }
}
