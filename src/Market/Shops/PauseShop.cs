using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Shops;

/// <summary>The shop takes no orders for a while; it still shows, and says when it returns.</summary>
internal sealed record PauseShop(Guid ShopId, DateOnly? BackOn = null) : ICommand
{
    public static string Kind => "shop.pause";
}

/// <summary>The shop takes orders again.</summary>
internal sealed record ResumeShop(Guid ShopId) : ICommand
{
    public static string Kind => "shop.resume";
}

/// <summary>The shop ends. Its code is never given to another.</summary>
internal sealed record CloseShop(Guid ShopId) : ICommand
{
    public static string Kind => "shop.close";
}

internal sealed class ShopStateHandler(JisrDb db) : IHandle<PauseShop>, IHandle<ResumeShop>, IHandle<CloseShop>
{
    public Task<Reach> ReachAsync(PauseShop command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfShopAsync(db, new ShopId(command.ShopId), scope.Actor, ct);

    public Task<Reach> ReachAsync(ResumeShop command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfShopAsync(db, new ShopId(command.ShopId), scope.Actor, ct);

    public Task<Reach> ReachAsync(CloseShop command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfShopAsync(db, new ShopId(command.ShopId), scope.Actor, ct);

    public void Check(PauseShop command, Problems problems, CommandScope scope)
    {
        if (command.BackOn is { } day && day <= DateOnly.FromDateTime(scope.Now.UtcDateTime))
            problems.Add("backOn", "DATE_NOT_AHEAD");
    }

    public Task<Outcome> HandleAsync(PauseShop command, CommandScope scope, CancellationToken ct) =>
        MoveAsync(command.ShopId, ShopState.Paused, command.BackOn, scope, ct);

    public Task<Outcome> HandleAsync(ResumeShop command, CommandScope scope, CancellationToken ct) =>
        MoveAsync(command.ShopId, ShopState.Open, null, scope, ct);

    public Task<Outcome> HandleAsync(CloseShop command, CommandScope scope, CancellationToken ct) =>
        MoveAsync(command.ShopId, ShopState.Closed, null, scope, ct);

    private async Task<Outcome> MoveAsync(
        Guid shopId,
        ShopState to,
        DateOnly? backOn,
        CommandScope scope,
        CancellationToken ct
    )
    {
        var id = new ShopId(shopId);
        var shop = await db.Set<Shop>().SingleAsync(s => s.Id == id, ct);
        if (shop.State == ShopState.Closed)
            return Outcome.No("SHOP_CLOSED");
        shop.State = to;
        shop.BackOn = backOn;
        shop.Version++;
        scope.Stale(Tags.Find, Tags.Shop(shop.Code));
        return new Outcome.Done
        {
            Subject = id.Value,
            Version = shop.Version,
            Number = shop.Code,
        };
    }
}
