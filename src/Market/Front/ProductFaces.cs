using System.Collections.Concurrent;
using Jisr.Kernel.Events;
using Jisr.Market.Products;
using Jisr.Market.Search;
using Jisr.Market.Shops;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Market.Front;

/// <summary>What the page of a product shows, whoever asks and in whatever language.</summary>
internal sealed record ProductFace(
    ShopFront Shop,
    ProductFront Product,
    IReadOnlyList<Picture> Pictures,
    IReadOnlyList<ProductCard> More,
    IReadOnlyDictionary<ProductId, Picture> Firsts
)
{
    /// <summary>It stood here once, and leads on to others now.</summary>
    public bool IsGone => Product.State == ProductState.Hidden || Shop.State == ShopState.Closed;
}

/// <summary>Faces that were read lately. The first look at a page in each language, with each basket and after each change
/// of another product would read the same rows again; five statements cost more than all the rest of the page. Dropped
/// with the pages, for the same tags. Only where there is one node: several share their pages (<c>Jisr:Redis</c>), and a
/// page that one of them made from rows it kept would be stale for all.</summary>
internal sealed class ProductFaces(IServiceScopeFactory scopes, IConfiguration configuration) : IStalePages, IDisposable
{
    private const int Most = 2000;
    private const int MostDrops = 20_000;
    private const int ShownBeside = 3;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = Most });
    private readonly ConcurrentDictionary<string, long> dropped = new(StringComparer.Ordinal);
    private readonly bool isAlone = string.IsNullOrEmpty(configuration["Jisr:Redis"]);
    private long drops;
    private long floor;

    /// <summary>By the code of an opened shop and a sku as they are written; null where there is none.</summary>
    public async Task<ProductFace?> FindAsync(string shop, string sku, CancellationToken ct)
    {
        var key = (shop, sku);
        if (cache.TryGetValue<Kept>(key, out var kept) && IsFresh(kept!))
            return kept!.Face;
        // Before the reading: what is dropped from here on makes it stale, whether the reading saw the change or not.
        var at = Interlocked.Read(ref drops);
        var face = await ReadAsync(shop, sku, ct);
        if (isAlone && face is { IsGone: false })
            cache.Set(
                key,
                new Kept(face, at),
                new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Longest }
            );
        return face;
    }

    public Task DropAsync(IReadOnlyCollection<string> tags, CancellationToken ct)
    {
        var now = Interlocked.Increment(ref drops);
        foreach (var tag in tags)
            dropped[tag] = now;
        // Rather all of them once than a list that grows for ever.
        if (dropped.Count > MostDrops)
        {
            Interlocked.Exchange(ref floor, now);
            dropped.Clear();
        }
        return Task.CompletedTask;
    }

    public void Dispose() => cache.Dispose();

    private bool IsFresh(Kept kept) =>
        kept.At >= Interlocked.Read(ref floor)
        && dropped.GetValueOrDefault(Tags.Shop(kept.Face.Shop.Code)) <= kept.At
        && dropped.GetValueOrDefault(Tags.Product(kept.Face.Product.Id.Value)) <= kept.At;

    private async Task<ProductFace?> ReadAsync(string code, string sku, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var from = scope.ServiceProvider;
        if (await from.GetRequiredService<ShopFronts>().FindAsync(code, ct) is not { } shop)
            return null;
        if (await from.GetRequiredService<ProductFronts>().FindAsync(shop.Id, sku, ct) is not { } product)
            return null;
        var face = new ProductFace(shop, product, [], [], new Dictionary<ProductId, Picture>());
        if (face.IsGone)
            return face;
        var pictures = from.GetRequiredService<Pictures>();
        var query = new ProductQuery { Shop = shop.Id, Most = ShownBeside + 1 };
        var found = await from.GetRequiredService<FindProducts>().FindAsync(query, ct);
        ProductCard[] more = [.. found.Items.Where(i => i.Id != product.Id).Take(ShownBeside)];
        return face with
        {
            Pictures = await pictures.OfAsync(product.Id, ct),
            More = more,
            Firsts = await pictures.FirstOfAsync([.. more.Select(m => m.Id)], ct),
        };
    }

    private sealed record Kept(ProductFace Face, long At);
}
