using System.Globalization;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Values;
using Jisr.Market.Orders;
using Jisr.Market.Products;
using Jisr.Market.Runs;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Inbox;

/// <summary>Makes orders of confirmed lines: a direct order that is accepted at once, goods of a run in that run, or both
/// where a text asked for both.</summary>
internal sealed class ProposalOrders(JisrDb db, DirectOrders direct, RunJoining joining, RunOrders runs, LateGoods late)
{
    // Lines with the numbers that their boxes have on the page.
    private sealed record Wanted(IReadOnlyList<WantedLine> Lines, IReadOnlyList<int> Places);

    /// <summary>Null when all was made; else what is wrong, at the lines as they came.</summary>
    public async Task<Outcome?> MakeAsync(
        Proposal proposal,
        Shop shop,
        ConfirmProposal command,
        IReadOnlyList<ProposedLine> lines,
        BuyerOfText who,
        CommandScope scope,
        CancellationToken ct
    )
    {
        var (forRun, others) = await SplitAsync(shop.Id, lines, ct);
        // The run first: its row is the one that others may hold.
        if (
            forRun.Lines.Count > 0
            && await JoinAsync(proposal, shop, command, forRun, who, others.Lines.Count > 0, scope, ct) is { } noRun
        )
            return At(noRun, forRun.Places);
        if (others.Lines.Count == 0)
            return null;
        var problems = new Problems();
        DirectOrders.CheckShape(others.Lines, problems);
        if (problems.Count > 0)
            return new Outcome.Refused(problems);
        var goods = await direct.GoodsAsync(shop, others.Lines, ct);
        problems = DirectOrders.CheckLines(others.Lines, goods);
        if (problems.Count > 0)
            return At(new Outcome.Refused(problems), others.Places);
        var wish = new DirectWish(new OrderId(scope.Id.Value), who.Contact, who.Name, others.Lines)
        {
            PickUpPoint = command.PickUpPoint,
            PlaceCode = command.PlaceCode,
            Landmark = command.Landmark,
            Note = command.Note,
            CameBy = RoadOf(proposal),
        };
        var (order, refusal) = await direct.MakeAsync(wish, shop, goods, scope, ct);
        if (order is null)
            return At(refusal!, others.Places);
        order.State = OrderState.Accepted;
        db.Add(OrderStory.Row(order.Id, "accepted", "seller", scope));
        proposal.OrderId = order.Id;
        return null;
    }

    private async Task<Outcome?> JoinAsync(
        Proposal proposal,
        Shop shop,
        ConfirmProposal command,
        Wanted wanted,
        BuyerOfText who,
        bool isSecond,
        CommandScope scope,
        CancellationToken ct
    )
    {
        var runId = new RunId(command.RunId ?? Guid.Empty);
        if (!await db.Set<Run>().AnyAsync(r => r.Id == runId && r.ShopId == shop.Id, ct))
            return Outcome.No("RUN_NEEDED", "run");
        var run = await RunStory.LockAsync(db, runId.Value, ct);
        var isLate = run.Stage is RunStage.Closed or RunStage.Buying;
        if (run.Stage != RunStage.Open && !isLate)
            return Outcome.No("RUN_NOT_OPEN", "run");
        List<RunWish> wishes = [.. wanted.Lines.Select(l => new RunWish(l.Sku, l.Qty))];
        var hers = await RunStory.OrdersOf(db, runId).SingleOrDefaultAsync(o => o.ContactId == who.Contact, ct);
        var goods = await joining.OffersAsync(run, hers, ct);
        var problems = await joining.CheckAsync(runId, wishes, goods, ct);
        if (problems.Count > 0)
            return new Outcome.Refused(problems);
        if (hers is null)
        {
            var join = new JoinRun(
                runId.Value,
                wishes,
                who.Name,
                who.Phone ?? "",
                command.PickUpPoint,
                command.PlaceCode,
                command.Landmark,
                command.Note
            );
            var own = new OrderId(isSecond ? NameUuid.Of("proposal-run", scope.Id.Value.ToString()) : scope.Id.Value);
            var order = await runs.MakeAsync(join, shop, who.Contact, scope, ct, own, RoadOf(proposal));
            await joining.AddAsync(order, run, wishes, goods, scope.Now, ct);
            order.IsLate = isLate;
            await runs.PlaceAsync(order, run, shop, scope, ct);
            proposal.RunOrderId = order.Id;
        }
        else
        {
            // One order for each buyer and run: what she asks later is added to it.
            await joining.AddAsync(hers, run, wishes, goods, scope.Now, ct);
            hers.Version++;
            db.Add(OrderStory.Row(hers.Id, "added", "buyer", scope));
            proposal.RunOrderId = hers.Id;
        }
        if (isLate)
            await late.AddAsync(run, wishes, goods, scope, ct);
        return null;
    }

    // What she asked for in two lines is one line of an order.
    private async Task<(Wanted ForRun, Wanted Others)> SplitAsync(
        ShopId shop,
        IReadOnlyList<ProposedLine> lines,
        CancellationToken ct
    )
    {
        var taken = lines.Select((l, i) => (Line: l, Place: i)).Where(l => l.Line.Take).ToList();
        var skus = taken.ConvertAll(l => l.Line.Sku);
        var ofRuns = await db.Set<Variant>()
            .Where(v => v.ShopId == shop && skus.Contains(v.Sku) && v.Kind == SaleKind.Run)
            .Select(v => v.Sku)
            .ToListAsync(ct);
        var same = taken.GroupBy(l => l.Line.Sku, StringComparer.Ordinal).ToList();
        return (Of(same.Where(g => ofRuns.Contains(g.Key))), Of(same.Where(g => !ofRuns.Contains(g.Key))));
    }

    private static Wanted Of(IEnumerable<IGrouping<string, (ProposedLine Line, int Place)>> groups)
    {
        var all = groups.ToList();
        return new Wanted(
            all.ConvertAll(g => new WantedLine(
                g.Key,
                g.Sum(l => Math.Clamp(l.Line.Qty, -1, Variant.DefaultMax * 1000))
            )),
            all.ConvertAll(g => g.First().Place)
        );
    }

    // Problems name a line by its number among those that were ordered; the page counts its boxes.
    private static Outcome At(Outcome outcome, IReadOnlyList<int> places)
    {
        if (outcome is not Outcome.Refused refused)
            return outcome;
        return new Outcome.Refused([
            .. refused.Problems.Select(p =>
                p.Field?.Split('.') is ["lines", var n, var rest]
                && int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var i)
                && i < places.Count
                    ? p with
                    {
                        Field = FormattableString.Invariant($"lines.{places[i]}.{rest}"),
                    }
                    : p
            ),
        ]);
    }

    private static CameBy RoadOf(Proposal proposal) =>
        proposal.Source switch
        {
            ProposalSource.Chat => CameBy.Chat,
            ProposalSource.Webhook => CameBy.Webhook,
            _ => CameBy.Paste,
        };
}
