using Jisr.Contracts.Market;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Sealing;
using Jisr.Market.Orders;
using Jisr.Market.Shops;

namespace Jisr.Market.Runs;

/// <summary>Orders of runs: made as drafts, kept, or placed in a run.</summary>
internal sealed class RunOrders(JisrDb db, Sealer sealer, CodeSpace codes, SellerFacts facts)
{
    /// <summary>A draft beside another order waits so long for its seller.</summary>
    public static readonly TimeSpan WaitsFor = TimeSpan.FromHours(72);

    /// <summary>One that came too late is kept until the next run, which may be a week away and then some.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(14);

    /// <summary>A draft of no run yet.</summary>
    public async Task<Order> MakeAsync(
        JoinRun command,
        Shop shop,
        ContactId contact,
        CommandScope scope,
        CancellationToken ct,
        OrderId? own = null,
        CameBy? cameBy = null
    )
    {
        var id = own ?? new OrderId(scope.Id.Value);
        var atPoint = command.PickUpPoint is not null;
        var order = new Order
        {
            Id = id,
            ShopId = shop.Id,
            ContactId = contact,
            IsOfRun = true,
            State = OrderState.Draft,
            Code = await codes.TakeAsync(CodeKind.Order, id.Value, ct),
            TokenHash = OrderToken.HashOf(OrderToken.Of(sealer, id)),
            BuyerName = ShopRules.Clean(command.Name)!,
            PickUpPoint = command.PickUpPoint,
            PlaceCode = atPoint ? null : command.PlaceCode,
            LandmarkSealed = Sealed(atPoint ? null : command.Landmark, "landmark_sealed", id),
            NoteSealed = Sealed(command.Note, "note_sealed", id),
            Currency = shop.Currency,
            Language = command.Language is "fr" or "en" ? command.Language : "ar",
            CameBy = cameBy ?? (scope.Door == Door.Api ? CameBy.Api : CameBy.Page),
            TotalMinor = 0,
            PlacedAt = scope.Now,
        };
        db.Add(order);
        return order;
    }

    /// <summary>It waits as a draft, and says so kindly.</summary>
    public Outcome Keep(Order order, TimeSpan time, string code, CommandScope scope)
    {
        db.Add(OrderStory.Row(order.Id, "kept", "buyer", scope));
        db.Add(RunStory.Notice(order.Id, "kept", scope));
        scope.Later(new DraftOver(order.Id.Value), scope.Now + time);
        return Done(order, order.Code, [new Problem(code)]);
    }

    /// <summary>It is in the run, with the next number for its bag.</summary>
    public async Task PlaceAsync(Order order, Run run, Shop shop, CommandScope scope, CancellationToken ct)
    {
        (order.State, order.RunId, order.RunNo) = (OrderState.Placed, run.Id, ++run.LastOrderNo);
        await OrderStory.PlacedAsync(db, facts, order, shop, scope, ct);
    }

    public static Outcome.Done Done(Order order, string code, IReadOnlyList<Problem>? notes = null) =>
        new()
        {
            Subject = order.Id.Value,
            Version = order.Version,
            Number = code,
            Notes = notes ?? [],
        };

    private byte[]? Sealed(string? text, string column, OrderId id) =>
        ShopRules.Clean(text) is { } clean ? sealer.Seal(clean, "market_order", column, id.Value) : null;
}
