using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Photos;
using Jisr.Market.Products;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Front;

/// <summary>A picture as a page shows it, with the room it takes.</summary>
internal sealed record Picture(PhotoId Id, string Alt, int Width, int Height)
{
    public string At(int size) => FormattableString.Invariant($"/photos/{Id.Value}/{size}");
}

/// <summary>Pictures of products, without their bytes.</summary>
internal sealed class Pictures(JisrDb db)
{
    /// <summary>True when the phone asks for text first (experience.md B-2) and she did not ask for this page's pictures.</summary>
    public static bool AreSaved(HttpContext http) =>
        (http.Request.Headers["Save-Data"] == "on" || http.Request.Cookies.ContainsKey("saver"))
        && http.Request.Query["pictures"] != "yes";

    /// <summary>The same page with its pictures.</summary>
    public static string Wanted(HttpContext http)
    {
        var here = http.Request.Path + http.Request.QueryString;
        return here + (here.Contains('?', StringComparison.Ordinal) ? '&' : '?') + "pictures=yes";
    }

    /// <summary>The first picture of each product, in one statement.</summary>
    public async Task<IReadOnlyDictionary<ProductId, Picture>> FirstOfAsync(
        IReadOnlyCollection<ProductId> products,
        CancellationToken ct
    )
    {
        if (products.Count == 0)
            return new Dictionary<ProductId, Picture>();
        var rows = await (
            from x in db.Set<ProductPhoto>()
            join p in db.Set<StoredPhoto>() on x.PhotoId equals p.Id
            join f in db.Set<PhotoFile>() on p.Id equals f.PhotoId
            where products.Contains(x.ProductId) && p.IsPublic && f.Size == 320
            orderby x.Position
            select new
            {
                x.ProductId,
                p.Id,
                p.Alt,
                f.Width,
                f.Height,
            }
        ).ToListAsync(ct);
        return rows.DistinctBy(r => r.ProductId)
            .ToDictionary(r => r.ProductId, r => new Picture(r.Id, r.Alt, r.Width, r.Height));
    }

    /// <summary>All pictures of one product, in her order, in the size of a page.</summary>
    public async Task<IReadOnlyList<Picture>> OfAsync(ProductId product, CancellationToken ct) =>
        await (
            from x in db.Set<ProductPhoto>()
            join p in db.Set<StoredPhoto>() on x.PhotoId equals p.Id
            join f in db.Set<PhotoFile>() on p.Id equals f.PhotoId
            where x.ProductId == product && p.IsPublic && f.Size == 640
            orderby x.Position
            select new Picture(p.Id, p.Alt, f.Width, f.Height)
        ).ToListAsync(ct);
}
