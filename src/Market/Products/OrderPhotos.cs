using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Photos;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Products;

/// <summary>She puts the pictures of a product in another order; the first is the one on lists and in previews.</summary>
internal sealed record OrderPhotos(Guid ProductId, IReadOnlyList<Guid> PhotoIds) : ICommand
{
    public static string Kind => "photo.order";
}

/// <summary>She says in words what a picture shows.</summary>
internal sealed record DescribePhoto(Guid ProductId, Guid PhotoId, string Alt) : ICommand
{
    public static string Kind => "photo.describe";
}

internal sealed class OrderPhotosHandler(JisrDb db) : IHandle<OrderPhotos>, IHandle<DescribePhoto>
{
    public Task<Reach> ReachAsync(OrderPhotos command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfProductAsync(db, new ProductId(command.ProductId), scope.Actor, ct);

    public Task<Reach> ReachAsync(DescribePhoto command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfProductAsync(db, new ProductId(command.ProductId), scope.Actor, ct);

    public void Check(OrderPhotos command, Problems problems, CommandScope scope)
    {
        if (command.PhotoIds is null or { Count: 0 })
            problems.Add("photoIds", "REQUIRED");
    }

    public void Check(DescribePhoto command, Problems problems, CommandScope scope) =>
        problems.Text("alt", command.Alt, 120);

    public async Task<Outcome> HandleAsync(OrderPhotos command, CommandScope scope, CancellationToken ct)
    {
        var id = new ProductId(command.ProductId);
        var photos = await db.Set<ProductPhoto>().Where(p => p.ProductId == id).ToListAsync(ct);
        // A picture that came or went meanwhile: her order would be one of other pictures.
        if (!photos.Select(p => p.PhotoId.Value).ToHashSet().SetEquals(command.PhotoIds))
            return Outcome.No("PHOTOS_CHANGED", "photoIds");
        foreach (var photo in photos)
            photo.Position = command.PhotoIds.Index().First(p => p.Item == photo.PhotoId.Value).Index + 1;
        await StaleAsync(id, scope, ct);
        return new Outcome.Done { Subject = command.ProductId };
    }

    public async Task<Outcome> HandleAsync(DescribePhoto command, CommandScope scope, CancellationToken ct)
    {
        var (id, photoId) = (new ProductId(command.ProductId), new PhotoId(command.PhotoId));
        if (!await db.Set<ProductPhoto>().AnyAsync(p => p.ProductId == id && p.PhotoId == photoId, ct))
            return Outcome.No("NOT_FOUND");
        var photo = await db.Set<StoredPhoto>().SingleAsync(p => p.Id == photoId, ct);
        photo.Alt = ShopRules.Clean(command.Alt) ?? photo.Alt;
        await StaleAsync(id, scope, ct);
        return new Outcome.Done { Subject = command.PhotoId };
    }

    private async Task StaleAsync(ProductId id, CommandScope scope, CancellationToken ct)
    {
        var code = await (
            from p in db.Set<Product>()
            join s in db.Set<Shop>() on p.ShopId equals s.Id
            where p.Id == id
            select s.Code
        ).SingleAsync(ct);
        scope.Stale(Tags.Find, Tags.Shop(code), Tags.Product(id.Value));
    }
}
