using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Sealing;
using Jisr.Kernel.Values;
using Jisr.Market.Links;
using Jisr.Market.Orders;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Runs;

/// <summary>A shopper orders from a run, without an account. Who holds the secret of her order in it adds to that order;
/// who only knows her number leaves a draft that the seller joins to it.</summary>
/// <param name="LinkCode">The code of the promoter who brought her; of a link she followed where <paramref name="LinkClicked"/>.</param>
/// <param name="Token">The secret of her first order in this run, where she has one.</param>
internal sealed record JoinRun(
    Guid RunId,
    IReadOnlyList<RunWish> Lines,
    string Name,
    string Phone,
    string? PickUpPoint = null,
    string? PlaceCode = null,
    string? Landmark = null,
    string? Note = null,
    string Language = "ar",
    string? Token = null,
    string? LinkCode = null,
    bool LinkClicked = false
) : ICommand
{
    public static string Kind => "run.join";
}

internal sealed class JoinRunHandler(
    JisrDb db,
    RunJoining joining,
    RunClosing closing,
    RunOrders orders,
    BuyerBook buyers,
    CodeSpace codes,
    Promoters promoters,
    IPlaces? places = null
) : IHandle<JoinRun>
{
    public Task<Reach> ReachAsync(JoinRun command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(Reach.Anywhere);

    public void Check(JoinRun command, Problems problems, CommandScope scope)
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
        RunJoining.CheckLines(command.Lines, problems);
        problems.Text("linkCode", command.LinkCode, 40, required: false);
    }

    public async Task<Outcome> HandleAsync(JoinRun command, CommandScope scope, CancellationToken ct)
    {
        var runId = new RunId(command.RunId);
        var shop = await (
            from r in db.Set<Run>()
            join s in db.Set<Shop>() on r.ShopId equals s.Id
            where r.Id == runId && s.State != ShopState.Draft && s.State != ShopState.Closed
            select s
        )
            .AsNoTracking()
            .SingleOrDefaultAsync(ct);
        if (shop is null)
            return Outcome.No("NOT_FOUND", "run");
        if (!shop.TakesOrders)
            return Outcome.No("SHOP_PAUSED", "run");
        if (PhoneBinder.Read(command.Phone, shop.Country) is not { IsValue: true, Value: { } phone })
            return Outcome.No("PHONE_INVALID", "phone");
        if (!Delivery.CanBe(shop, command.PickUpPoint, command.PlaceCode, places))
            return Outcome.No("WHERE_TO", "pickUpPoint");
        var by = new Reference(command.LinkCode, command.LinkClicked);
        var (link, wrong) = await promoters.FindAsync(shop, by, phone, scope.Actor, ct);
        if (wrong is not null)
            return new Outcome.Refused([wrong]);
        var contact = await buyers.KnowAsync(shop.Id, command.Name.Trim(), phone, scope, ct);
        var run = await RunStory.LockAsync(db, command.RunId, ct);
        if (run.Stage is RunStage.Planned or RunStage.Cancelled)
            return Outcome.No("RUN_NOT_OPEN", "run");
        var hers = await RunStory.OrdersOf(db, runId).SingleOrDefaultAsync(o => o.ContactId == contact, ct);
        var isHers = hers is not null && OrderToken.Fits(hers.TokenHash, command.Token);
        var goods = await joining.OffersAsync(run, isHers ? hers : null, ct);
        var problems = await joining.CheckAsync(runId, command.Lines, goods, ct);
        if (problems.Count > 0)
            return new Outcome.Refused(problems);
        if (hers is null && run.TakesOrders(scope.Now) && await IsFullAsync(run, ct))
            // Where a box must be full and is not, the run stays as it is and takes no more all the same.
            await closing.CloseAsync(run, scope, ct);
        var takes = run.TakesOrders(scope.Now) && (hers is not null || !await IsFullAsync(run, ct));
        if (takes && isHers)
            return await AddToAsync(hers!, run, command, goods, scope, ct);
        var order = await orders.MakeAsync(command, shop, contact, scope, ct);
        promoters.Bring(order, link, by.IsClick, scope);
        await joining.AddAsync(order, run, command.Lines, goods, scope.Now, ct);
        if (!takes)
            return orders.Keep(order, RunOrders.KeptFor, "RUN_CLOSED", scope);
        if (hers is not null)
        {
            order.RunId = runId;
            return orders.Keep(order, RunOrders.WaitsFor, "ORDER_WAITS", scope);
        }
        await orders.PlaceAsync(order, run, shop, scope, ct);
        return RunOrders.Done(order, order.Code);
    }

    // Her own order grows, and the new code leads to it too.
    private async Task<Outcome> AddToAsync(
        Order order,
        Run run,
        JoinRun command,
        Dictionary<string, OfferedGoods> goods,
        CommandScope scope,
        CancellationToken ct
    )
    {
        await joining.AddAsync(order, run, command.Lines, goods, scope.Now, ct);
        order.Version++;
        db.Add(OrderStory.Row(order.Id, "added", "buyer", scope));
        return RunOrders.Done(order, await codes.TakeAsync(CodeKind.Order, order.Id.Value, ct));
    }

    private async Task<bool> IsFullAsync(Run run, CancellationToken ct)
    {
        if (run.LimitOrders is { } most && await RunStory.OrdersOf(db, run.Id).CountAsync(ct) >= most)
            return true;
        return run.LimitTotalMinor is { } sum
            && await RunStory.OrdersOf(db, run.Id).SumAsync(o => o.TotalMinor, ct) >= sum;
    }
}
