using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Values;
using Jisr.Market.Orders;
using Jisr.Market.Products;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Runs;

/// <summary>Bought at the market, for the variant that was asked or another kind in its place. Its id, made by the phone,
/// makes it one however often it is sent.</summary>
/// <param name="Sku">What was asked.</param>
/// <param name="OtherSku">What was really bought, where it is another kind.</param>
/// <param name="Paid">Total paid, in minor units; 0 is a gift, and says so in the note.</param>
internal sealed record BuyGoods(
    Guid RunId,
    string Sku,
    long Qty,
    long Paid,
    string? OtherSku = null,
    PaidBy PaidBy = PaidBy.Purse,
    Guid? StallId = null,
    string? Note = null
) : IOfflineMoney
{
    public static string Kind => "run.buy";

    AlongThing IOfflineMoney.Along => RunAlong.Of(RunId);
}

/// <summary>A buy that came when its run was already being shared out: its seller takes it as left over (market.md §11).</summary>
internal sealed record BuyLate(
    Guid RunId,
    string Sku,
    long Qty,
    long Paid,
    string? OtherSku = null,
    PaidBy PaidBy = PaidBy.Purse,
    Guid? StallId = null,
    string? Note = null
) : ICommand
{
    public static string Kind => "run.buy-late";

    public BuyGoods Bought => new(RunId, Sku, Qty, Paid, OtherSku, PaidBy, StallId, Note);
}

internal sealed class BuyGoodsHandler(JisrDb db, RunMoney money, BuyBook book) : IHandle<BuyGoods>, IHandle<BuyLate>
{
    public Task<Reach> ReachAsync(BuyGoods command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfRunAsync(db, new RunId(command.RunId), scope.Actor, ct);

    public Task<Reach> ReachAsync(BuyLate command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfRunAsync(db, new RunId(command.RunId), scope.Actor, ct);

    public void Check(BuyLate command, Problems problems, CommandScope scope) => Check(command.Bought, problems, scope);

    public void Check(BuyGoods command, Problems problems, CommandScope scope)
    {
        ProductRules.CheckQty(command.Qty, problems);
        if (command.Paid is < 0 or > PriceVersion.Most)
            problems.Add("paid", "AMOUNT_RANGE");
        problems.Text("note", command.Note, 200, required: false);
        if (command.Paid == 0 && string.IsNullOrWhiteSpace(command.Note))
            problems.Add("note", "GIFT_NOTE");
        if (command.PaidBy == PaidBy.StallCredit && command.StallId is null)
            problems.Add("stallId", "REQUIRED");
    }

    public async Task<Outcome> HandleAsync(BuyGoods command, CommandScope scope, CancellationToken ct)
    {
        var run = await RunStory.LockAsync(db, command.RunId, ct);
        if (run.Stage is RunStage.Sharing or RunStage.Delivering or RunStage.Settled)
            return Outcome.No("SHARING_STARTED");
        return run.Stage is RunStage.Closed or RunStage.Buying
            ? await WriteAsync(run, command, scope, ct)
            : Outcome.No("RUN_MOVED_ON");
    }

    // What was bought while others shared out: it costs the run, and is left over.
    public async Task<Outcome> HandleAsync(BuyLate command, CommandScope scope, CancellationToken ct)
    {
        var run = await RunStory.LockAsync(db, command.RunId, ct);
        if (run.Stage is not (RunStage.Sharing or RunStage.Delivering or RunStage.Settled))
            return Outcome.No("RUN_MOVED_ON");
        var outcome = await WriteAsync(run, command.Bought, scope, ct);
        // While it is shared out it can be reckoned anew, and then finds what is left itself.
        if (outcome is Outcome.Done && run.Stage != RunStage.Sharing)
        {
            var variant = await book.FindAsync(run, command.OtherSku ?? command.Sku, ct);
            var left = await db.Set<LeftOver>()
                .SingleOrDefaultAsync(l => l.RunId == run.Id && l.VariantId == variant, ct);
            if (left is null)
                db.Add(
                    new LeftOver
                    {
                        Id = NewId.Next(),
                        RunId = run.Id,
                        VariantId = variant!.Value,
                        Qty = command.Qty,
                    }
                );
            else
                left.Qty += command.Qty;
        }
        return outcome;
    }

    private async Task<Outcome> WriteAsync(Run run, BuyGoods command, CommandScope scope, CancellationToken ct)
    {
        var shop = await db.Set<Shop>().AsNoTracking().SingleAsync(s => s.Id == run.ShopId, ct);
        var asked = await book.FindAsync(run, command.Sku, ct);
        var bought = command.OtherSku is null ? asked : await book.FindAsync(run, command.OtherSku, ct);
        if (asked is null || bought is null)
            return Outcome.No("NOT_FOUND", asked is null ? "sku" : "otherSku");
        var line = await db.Set<BuyLine>().SingleOrDefaultAsync(l => l.RunId == run.Id && l.VariantId == asked, ct);
        if (line is null)
            return Outcome.No("NOT_ON_LIST", "sku");
        if (command.StallId is { } at && !await book.IsHersAsync(shop.PartyId, new StallId(at), ct))
            return Outcome.No("NOT_FOUND", "stallId");
        var stall = command.StallId is { } known ? new StallId(known) : (StallId?)null;
        var problems = new Problems();
        var by = command.PaidBy;
        // What was bought without a line is bought: the purse gives what it holds, and the rest was her own.
        if (scope.Door == Door.Outbox && by == PaidBy.Purse && !await money.HoldsAsync(run, shop, command.Paid, ct))
        {
            by = PaidBy.OwnMoney;
            problems.Add("paidBy", "PURSE_WAS_EMPTY");
        }
        if (await money.BuyAsync(run, shop, command.Paid, by, stall, scope, ct) is { } problem)
            return new Outcome.Refused([problem]);
        if (run.Stage == RunStage.Closed)
            (run.Stage, run.Version) = (RunStage.Buying, run.Version + 1);
        db.Add(
            new BuyEntry
            {
                Id = new BuyEntryId(scope.Id.Value),
                BuyLineId = line.Id,
                VariantId = bought.Value,
                StallId = stall,
                Qty = command.Qty,
                PaidMinor = command.Paid,
                PaidBy = by,
                At = scope.OccurredAt,
                RecordedAt = scope.Now,
                By = scope.Actor.AccountId?.Value,
                DeviceId = scope.DeviceId,
                Note = ShopRules.Clean(command.Note),
            }
        );
        var sum = await book.BoughtAsync(line.Id, ct) + command.Qty;
        if (sum >= line.ToBuy)
            line.Decision = BuyDecision.Done;
        if (sum > line.ToBuy)
            problems.Add("qty", "BOUGHT_TOO_MANY", ("n", new Quantity(sum - line.ToBuy)));
        return new Outcome.Done { Subject = scope.Id.Value, Notes = problems };
    }
}

/// <summary>Looks up what the commands at the stall name.</summary>
internal sealed class BuyBook(JisrDb db)
{
    /// <summary>A variant that is offered on a run, else one of its shop: in a joint run others offer theirs too.</summary>
    public async Task<VariantId?> FindAsync(Run run, string sku, CancellationToken ct) =>
        await db.Set<Variant>()
            .Where(v => v.Sku == sku && db.Set<Offer>().Any(o => o.RunId == run.Id && o.VariantId == v.Id))
            .Select(v => (VariantId?)v.Id)
            .SingleOrDefaultAsync(ct)
        ?? await db.Set<Variant>()
            .Where(v => v.ShopId == run.ShopId && v.Sku == sku)
            .Select(v => (VariantId?)v.Id)
            .SingleOrDefaultAsync(ct);

    public Task<bool> IsHersAsync(PartyId party, StallId stall, CancellationToken ct) =>
        db.Set<Stall>().AnyAsync(s => s.Id == stall && s.PartyId == party, ct);

    /// <summary>All that was bought for a line, other kinds with it, less what was taken back.</summary>
    public Task<long> BoughtAsync(BuyLineId line, CancellationToken ct) =>
        db.Set<BuyEntry>().Where(e => e.BuyLineId == line).SumAsync(e => e.Qty, ct);
}
