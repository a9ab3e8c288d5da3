using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Values;
using Jisr.Market.Links;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Orders;

/// <summary>A line of a wish: which variant (by sku), how many in thousandths. There is no price in it.</summary>
internal sealed record WantedLine(string Sku, long Qty);

/// <summary>A shopper orders, without an account.</summary>
/// <param name="LinkCode">The code of the promoter who brought her; of a link she followed where <paramref name="LinkClicked"/>.</param>
internal sealed record PlaceOrder(
    string Shop,
    IReadOnlyList<WantedLine> Lines,
    string Name,
    string Phone,
    string? PickUpPoint = null,
    string? PlaceCode = null,
    string? Landmark = null,
    string? Note = null,
    string Language = "ar",
    string? LinkCode = null,
    bool LinkClicked = false
) : ICommand
{
    public static string Kind => "order.place";
}

internal sealed class PlaceOrderHandler(
    JisrDb db,
    BuyerBook buyers,
    DirectOrders orders,
    Promoters promoters,
    IPlaces? places = null
) : IHandle<PlaceOrder>
{
    public Task<Reach> ReachAsync(PlaceOrder command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(Reach.Anywhere);

    public void Check(PlaceOrder command, Problems problems, CommandScope scope)
    {
        Delivery.Check(
            problems,
            command.Name,
            command.Phone,
            command.PickUpPoint,
            command.PlaceCode,
            command.Landmark,
            command.Note
        );
        DirectOrders.CheckShape(command.Lines, problems);
        problems.Text("linkCode", command.LinkCode, 40, required: false);
    }

    public async Task<Outcome> HandleAsync(PlaceOrder command, CommandScope scope, CancellationToken ct)
    {
        var shop = await db.Set<Shop>().AsNoTracking().SingleOrDefaultAsync(s => s.Code == command.Shop, ct);
        if (shop is null || shop.State is ShopState.Draft or ShopState.Closed)
            return Outcome.No("NOT_FOUND", "shop");
        if (!shop.TakesOrders)
            return Outcome.No("SHOP_PAUSED", "shop");
        if (PhoneBinder.Read(command.Phone, shop.Country) is not { IsValue: true, Value: { } phone })
            return Outcome.No("PHONE_INVALID", "phone");
        if (!Delivery.CanBe(shop, command.PickUpPoint, command.PlaceCode, places))
            return Outcome.No("WHERE_TO", "pickUpPoint");
        var goods = await orders.GoodsAsync(shop, command.Lines, ct);
        var problems = DirectOrders.CheckLines(command.Lines, goods);
        if (problems.Count > 0)
            return new Outcome.Refused(problems);
        var by = new Reference(command.LinkCode, command.LinkClicked);
        var (link, wrong) = await promoters.FindAsync(shop, by, phone, scope.Actor, ct);
        if (wrong is not null)
            return new Outcome.Refused([wrong]);
        var contact = await buyers.KnowAsync(shop.Id, command.Name.Trim(), phone, scope, ct);
        var wish = new DirectWish(new OrderId(scope.Id.Value), contact, command.Name, command.Lines)
        {
            PickUpPoint = command.PickUpPoint,
            PlaceCode = command.PlaceCode,
            Landmark = command.Landmark,
            Note = command.Note,
            Language = command.Language,
            CameBy = scope.Door == Door.Api ? CameBy.Api : CameBy.Page,
        };
        var (order, refusal) = await orders.MakeAsync(wish, shop, goods, scope, ct);
        if (order is not null)
            promoters.Bring(order, link, by.IsClick, scope);
        return refusal
            ?? new Outcome.Done
            {
                Subject = order!.Id.Value,
                Version = 1,
                Number = order.Code,
            };
    }
}
