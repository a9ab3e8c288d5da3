using System.Security.Cryptography;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Photos;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Products;

/// <summary>A picture of a product. What is uploaded is read, turned upright, written anew and thrown away.</summary>
internal sealed record AddPhoto(Guid ProductId, string Alt, byte[] Picture) : ICommand
{
    public static string Kind => "photo.add";
}

internal sealed class AddPhotoHandler(JisrDb db) : IHandle<AddPhoto>
{
    /// <summary>S-17.</summary>
    private const int MostOfOwner = 200;

    public Task<Reach> ReachAsync(AddPhoto command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfProductAsync(db, new ProductId(command.ProductId), scope.Actor, ct);

    public void Check(AddPhoto command, Problems problems, CommandScope scope)
    {
        problems.Text("alt", command.Alt, 120);
        if (command.Picture is null or { Length: 0 })
            problems.Add("picture", "REQUIRED");
    }

    public async Task<Outcome> HandleAsync(AddPhoto command, CommandScope scope, CancellationToken ct)
    {
        var id = new ProductId(command.ProductId);
        var product = await db.Set<Product>().AsNoTracking().SingleAsync(p => p.Id == id, ct);
        var shop = await db.Set<Shop>().AsNoTracking().SingleAsync(s => s.Id == product.ShopId, ct);
        var of = await db.Set<ProductPhoto>().Where(p => p.ProductId == id).ToListAsync(ct);
        if (of.Count >= Product.MostPhotos)
            return Outcome.No("TOO_MANY_PHOTOS", "picture");
        // Pictures of buyers' complaints are kept with hers and are none of her goods.
        if (
            await db.Set<StoredPhoto>()
                .CountAsync(p => p.OwnerId == shop.PartyId && db.Set<ProductPhoto>().Any(x => x.PhotoId == p.Id), ct)
            >= MostOfOwner
        )
            return Outcome.No("TOO_MANY_PHOTOS_OF_OWNER", "picture");
        var sha = SHA256.HashData(command.Picture);
        if (
            await db.Set<StoredPhoto>()
                .AnyAsync(
                    p => p.Sha256 == sha && db.Set<ProductPhoto>().Any(x => x.ProductId == id && x.PhotoId == p.Id),
                    ct
                )
        )
            return Outcome.No("PHOTO_THERE_ALREADY", "picture");
        var reading = PhotoReader.Read(command.Picture);
        if (reading.Error is { } error)
            return Outcome.No(error, "picture");
        var photo = new StoredPhoto
        {
            Id = new PhotoId(scope.Id.Value),
            OwnerId = shop.PartyId,
            Alt = ShopRules.Clean(command.Alt)!,
            Sha256 = sha,
            AddedAt = scope.Now,
            IsPublic = product.State == ProductState.Shown,
        };
        db.Add(photo);
        db.AddRange(PhotoFile.Of(photo.Id, reading));
        db.Add(
            new ProductPhoto
            {
                ProductId = id,
                PhotoId = photo.Id,
                Position = of.Count == 0 ? 1 : of.Max(p => p.Position) + 1,
            }
        );
        scope.Stale(Tags.Find, Tags.Shop(shop.Code), Tags.Product(id.Value));
        return new Outcome.Done { Subject = photo.Id.Value };
    }
}

/// <summary>She takes a picture away; its files go with it.</summary>
internal sealed record RemovePhoto(Guid ProductId, Guid PhotoId) : ICommand
{
    public static string Kind => "photo.remove";
}

internal sealed class RemovePhotoHandler(JisrDb db) : IHandle<RemovePhoto>
{
    public Task<Reach> ReachAsync(RemovePhoto command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfProductAsync(db, new ProductId(command.ProductId), scope.Actor, ct);

    public async Task<Outcome> HandleAsync(RemovePhoto command, CommandScope scope, CancellationToken ct)
    {
        var (id, photoId) = (new ProductId(command.ProductId), new PhotoId(command.PhotoId));
        if (!await db.Set<ProductPhoto>().AnyAsync(p => p.ProductId == id && p.PhotoId == photoId, ct))
            return Outcome.No("NOT_FOUND");
        await db.Set<ProductPhoto>().Where(p => p.ProductId == id && p.PhotoId == photoId).ExecuteDeleteAsync(ct);
        await db.Set<PhotoFile>().Where(f => f.PhotoId == photoId).ExecuteDeleteAsync(ct);
        await db.Set<StoredPhoto>().Where(p => p.Id == photoId).ExecuteDeleteAsync(ct);
        var code = await (
            from p in db.Set<Product>()
            join s in db.Set<Shop>() on p.ShopId equals s.Id
            where p.Id == id
            select s.Code
        ).SingleAsync(ct);
        scope.Stale(Tags.Find, Tags.Shop(code), Tags.Product(id.Value));
        return new Outcome.Done { Subject = photoId.Value };
    }
}
