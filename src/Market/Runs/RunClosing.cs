using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sharing;
using Jisr.Kernel.Values;
using Jisr.Market.Orders;
using Jisr.Market.Products;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Runs;

/// <summary>What is wanted of a variant on a run, and how it is bought.</summary>
internal sealed record Wanted(
    VariantId Variant,
    string Title,
    long Step,
    long? CaseSize,
    CaseRule Rule,
    long Asked,
    long Tolerance
)
{
    /// <summary>Loose goods are bought by the step.</summary>
    public long Box => CaseSize ?? Step;

    public long ToBuy => Cases.Count(Box, Asked, Tolerance, Rule) * Box;

    /// <summary>How much is missing until the box that is begun is full.</summary>
    public long Missing => Cases.Missing(Box, Asked, Tolerance);

    public bool MayClose => Cases.MayClose(Box, Asked, Rule);
}

/// <summary>Closes a run: what must be bought is reckoned and frozen.</summary>
internal sealed class RunClosing(JisrDb db)
{
    /// <summary>Problems where a box must be full and is not; then nothing is changed.</summary>
    public async Task<Problems> CloseAsync(Run run, CommandScope scope, CancellationToken ct)
    {
        var problems = new Problems();
        var wanted = await WantedAsync(run.Id, ct);
        foreach (var one in wanted.Where(w => !w.MayClose))
            problems.Add(
                "offers",
                "CASE_NOT_FULL",
                ("what", one.Title),
                ("n", new Quantity(one.Box - one.Asked % one.Box))
            );
        if (problems.Count > 0)
            return problems;
        foreach (var one in wanted.Where(w => w.Asked > 0))
            db.Add(
                new BuyLine
                {
                    Id = NewId.Of<BuyLineId>(),
                    RunId = run.Id,
                    VariantId = one.Variant,
                    Asked = one.Asked,
                    Tolerance = one.Tolerance,
                    ToBuy = one.ToBuy,
                    FrozenAt = scope.Now,
                }
            );
        await RunStory.StaleAsync(db, run, scope, ct);
        run.Stage = RunStage.Closed;
        run.Version++;
        return problems;
    }

    /// <summary>What the placed orders of a run want, of each variant that is offered.</summary>
    public async Task<IReadOnlyList<Wanted>> WantedAsync(RunId run, CancellationToken ct)
    {
        var asked = await (
            from l in RunStory.LinesOf(db, run)
            where l.ParentLineId == null
            group l by l.VariantId into g
            select new
            {
                g.Key,
                Asked = g.Sum(l => l.Asked),
                Tolerance = g.Sum(l => l.Tolerance),
            }
        ).ToDictionaryAsync(g => g.Key, ct);
        var offers = await (
            from o in db.Set<Offer>().AsNoTracking()
            join v in db.Set<Variant>() on o.VariantId equals v.Id
            join p in db.Set<Product>() on v.ProductId equals p.Id
            where o.RunId == run
            orderby v.Sku
            select new
            {
                v.Id,
                p.NameAr,
                v.Step,
                v.CaseSize,
                o.CaseRule,
            }
        ).ToListAsync(ct);
        return
        [
            .. offers.Select(o => new Wanted(
                o.Id,
                o.NameAr,
                o.Step,
                o.CaseSize,
                o.CaseRule,
                asked.GetValueOrDefault(o.Id)?.Asked ?? 0,
                asked.GetValueOrDefault(o.Id)?.Tolerance ?? 0
            )),
        ];
    }
}
