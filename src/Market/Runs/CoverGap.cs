using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Sharing;
using Jisr.Kernel.Values;
using Jisr.Market.Orders;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Runs;

/// <summary>Less arrived than was paid for: those who receive pay all of it (market.md §6.5), where the price was left to the
/// market. The other way is to leave the price and bear the rest.</summary>
internal sealed record CoverGap(Guid RunId, string Sku) : ICommand
{
    public static string Kind => "gap.cover";
}

internal sealed class CoverGapHandler(JisrDb db, BuyBook book, RunShares shares, RunLines changes) : IHandle<CoverGap>
{
    public Task<Reach> ReachAsync(CoverGap command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfRunAsync(db, new RunId(command.RunId), scope.Actor, ct);

    public async Task<Outcome> HandleAsync(CoverGap command, CommandScope scope, CancellationToken ct)
    {
        var run = await RunStory.LockAsync(db, command.RunId, ct);
        if (run.Stage != RunStage.Sharing)
            return Outcome.No("RUN_MOVED_ON");
        var variant = await book.FindAsync(run, command.Sku, ct);
        var rows = await (
            from l in db.Set<OrderLine>()
            join o in RunStory.OrdersOf(db, run.Id) on l.OrderId equals o.Id
            where l.VariantId == variant && l.ParentLineId == null && l.Given > 0
            select new
            {
                Line = l,
                o.Code,
                At = db.Set<AskPart>().Where(p => p.LineId == l.Id).Min(p => p.At),
            }
        ).ToListAsync(ct);
        var lines = rows.OrderBy(r => r.At).ThenBy(r => r.Code, StringComparer.Ordinal).Select(r => r.Line).ToList();
        if (lines.Count == 0)
            return Outcome.No("NOT_ON_LIST", "sku");
        var paid = (await shares.BoughtAsync(run.Id, ct)).Where(b => b.Variant == variant).Sum(b => b.PaidMinor);
        var parts = FinalPrice.CoverAll(new Money(paid, run.Money), [.. lines.Select(l => new Quantity(l.Given))]);
        // §5.8: nobody who agreed to a price pays more than that.
        if (lines.Zip(parts).Any(p => IsAbove(p.First, p.Second)))
            return Outcome.No("ABOVE_CEILING", "sku");
        foreach (var (line, part) in lines.Zip(parts))
        {
            var before = RunPrices.TotalOf(line, run.Money);
            db.Add(changes.Change(line, LineChange.Total, before, part.Minor, ChangeReason.PriceGap, null, scope));
            line.FinalTotalMinor = part.Minor;
        }
        return RunStory.Done(run);
    }

    private static bool IsAbove(OrderLine line, Money part) =>
        line.MostUnitMinor is { } most
        && part.Minor > new Money(most, part.Currency).Times(new Quantity(line.Given)).Minor;
}

/// <summary>What a line costs in the end.</summary>
internal static class RunPrices
{
    /// <summary>Minor units; of what is given, rounded once.</summary>
    public static long TotalOf(OrderLine line, Currency currency) =>
        line.FinalTotalMinor
        ?? new Money(line.FinalUnitMinor ?? line.UnitMinor, currency).Times(new Quantity(line.Given)).Minor;

    /// <summary>The fees of one order: none where nothing is given.</summary>
    public static long FeesOf(IReadOnlyList<RunFee> fees, long goods, long given) =>
        given == 0
            ? 0
            : fees.Sum(f =>
                f.Basis switch
                {
                    FeeBasis.PerUnit => Rounded((Int128)f.Amount * given, 1000),
                    FeeBasis.Percent => Rounded((Int128)goods * f.Amount, 10_000),
                    _ => f.Amount,
                }
            );

    // Half away from zero; neither is below it.
    private static long Rounded(Int128 over, long under) => (long)((over * 2 + under) / (2 * under));
}
