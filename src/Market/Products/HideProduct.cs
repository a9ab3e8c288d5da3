using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Products;

/// <summary>Shoppers no longer see it; orders that hold it go on.</summary>
internal sealed record HideProduct(Guid ProductId) : ICommand
{
    public static string Kind => "product.hide";
}

/// <summary>Shoppers see it again.</summary>
internal sealed record ShowProduct(Guid ProductId) : ICommand
{
    public static string Kind => "product.show";
}

internal sealed class ProductStateHandler(JisrDb db) : IHandle<HideProduct>, IHandle<ShowProduct>
{
    public Task<Reach> ReachAsync(HideProduct command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfProductAsync(db, new ProductId(command.ProductId), scope.Actor, ct);

    public Task<Reach> ReachAsync(ShowProduct command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfProductAsync(db, new ProductId(command.ProductId), scope.Actor, ct);

    public Task<Outcome> HandleAsync(HideProduct command, CommandScope scope, CancellationToken ct) =>
        MoveAsync(command.ProductId, ProductState.Hidden, scope, ct);

    public Task<Outcome> HandleAsync(ShowProduct command, CommandScope scope, CancellationToken ct) =>
        MoveAsync(command.ProductId, ProductState.Shown, scope, ct);

    private async Task<Outcome> MoveAsync(Guid productId, ProductState to, CommandScope scope, CancellationToken ct)
    {
        var id = new ProductId(productId);
        var product = await db.Set<Product>().SingleAsync(p => p.Id == id, ct);
        var code = await db.Set<Shop>().Where(s => s.Id == product.ShopId).Select(s => s.Code).SingleAsync(ct);
        product.State = to;
        product.Version++;
        // A picture in public use is one of a product that is shown.
        await db.Set<Kernel.Photos.StoredPhoto>()
            .Where(p => db.Set<ProductPhoto>().Any(x => x.ProductId == id && x.PhotoId == p.Id))
            .ExecuteUpdateAsync(s => s.SetProperty(p => p.IsPublic, to == ProductState.Shown), ct);
        scope.Stale(Tags.Find, Tags.Shop(code), Tags.Product(id.Value));
        return new Outcome.Done { Subject = id.Value, Version = product.Version };
    }
}
