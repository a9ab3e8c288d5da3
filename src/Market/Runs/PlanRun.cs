using System.Globalization;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sharing;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Runs;

/// <summary>She plans to go to the market. Orders come in between opening and closing.</summary>
internal sealed record PlanRun(
    Guid ShopId,
    string Name,
    DateOnly MarketDay,
    DateTimeOffset OpensAt,
    DateTimeOffset ClosesAt,
    string? MarketPlace = null,
    DateOnly? DeliveryDay = null,
    ShareRule ShareRule = ShareRule.FirstCome,
    int? LimitOrders = null,
    long? LimitTotal = null,
    IReadOnlyList<FeeWish>? Fees = null,
    bool Joint = false
) : ICommand
{
    public static string Kind => "run.plan";
}

internal sealed class PlanRunHandler(JisrDb db, RunCodes codes) : IHandle<PlanRun>
{
    public Task<Reach> ReachAsync(PlanRun command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfShopAsync(db, new ShopId(command.ShopId), scope.Actor, ct);

    public void Check(PlanRun command, Problems problems, CommandScope scope)
    {
        problems.Text("name", command.Name, Run.MostName);
        problems.Text("marketPlace", command.MarketPlace, Run.MostName, required: false);
        RunRules.CheckDates(command.MarketDay, command.OpensAt, command.ClosesAt, command.DeliveryDay, problems, scope);
        RunRules.CheckLimits(command.LimitOrders, command.LimitTotal, problems);
        RunRules.CheckFees(command.Fees, problems);
    }

    public async Task<Outcome> HandleAsync(PlanRun command, CommandScope scope, CancellationToken ct)
    {
        var shopId = new ShopId(command.ShopId);
        // Two runs of one day take turns for their code.
        await db.Storage.LockRowAsync(db, "market_shop", "id", command.ShopId, ct);
        var shop = await db.Set<Shop>().AsNoTracking().SingleAsync(s => s.Id == shopId, ct);
        if (shop.State == ShopState.Closed)
            return Outcome.No("SHOP_CLOSED");
        var run = new Run
        {
            Id = new RunId(scope.Id.Value),
            ShopId = shopId,
            Code = await codes.NextAsync(shopId, command.MarketDay, ct),
            Name = ShopRules.Clean(command.Name)!,
            MarketPlace = ShopRules.Clean(command.MarketPlace),
            MarketDay = command.MarketDay,
            OpensAt = command.OpensAt,
            ClosesAt = command.ClosesAt,
            DeliveryDay = command.DeliveryDay,
            Currency = shop.Currency,
            ShareRule = command.ShareRule,
            LimitOrders = command.LimitOrders,
            LimitTotalMinor = command.LimitTotal,
            IsJoint = command.Joint,
            CreatedAt = scope.Now,
        };
        db.Add(run);
        foreach (var fee in command.Fees ?? [])
            db.Add(RunFee.Of(run.Id, fee));
        RunClock.Wind(run, scope);
        return RunStory.Done(run);
    }
}

/// <summary>Codes of runs: the market day, and a number where a shop has several on one day.</summary>
internal sealed class RunCodes(JisrDb db)
{
    public async Task<string> NextAsync(ShopId shop, DateOnly day, CancellationToken ct)
    {
        var first = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var code = first;
        for (var n = 2; await db.Set<Run>().AnyAsync(r => r.ShopId == shop && r.Code == code, ct); n++)
            code = FormattableString.Invariant($"{first}-{n}");
        return code;
    }
}
