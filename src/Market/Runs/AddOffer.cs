using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Sharing;
using Jisr.Market.Products;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Runs;

/// <summary>She offers a variant on a run, once, at its price of today.</summary>
/// <param name="Shop">Code of her shop, where she is the maker in a joint run of another; null for the run's own.</param>
internal sealed record AddOffer(
    Guid RunId,
    string Sku,
    PriceRule PriceRule = PriceRule.Fixed,
    long? Ceiling = null,
    long? Plus = null,
    long? PlusPercent = null,
    CaseRule CaseRule = CaseRule.Down,
    long? MaxTotal = null,
    Guid? StallId = null,
    string? Shop = null
) : ICommand
{
    public static string Kind => "offer.add";

    public PriceTerms Terms() =>
        new(
            PriceRule,
            PriceRule == PriceRule.UpTo ? Ceiling : null,
            PriceRule == PriceRule.MarketPlus ? Plus : null,
            PriceRule == PriceRule.MarketPlus ? PlusPercent : null
        );
}

internal sealed class AddOfferHandler(JisrDb db) : IHandle<AddOffer>
{
    public Task<Reach> ReachAsync(AddOffer command, CommandScope scope, CancellationToken ct) =>
        command.Shop is { } maker
            ? MakerReach.OfShopAsync(db, new RunId(command.RunId), maker, scope.Actor, ct)
            : ShopReach.OfRunAsync(db, new RunId(command.RunId), scope.Actor, ct);

    public void Check(AddOffer command, Problems problems, CommandScope scope)
    {
        if (command.Sku is null or { Length: 0 or > Variant.MostSku })
            problems.Add("sku", "REQUIRED");
        if (command.MaxTotal is <= 0 or > 1_000_000_000)
            problems.Add("maxTotal", "ON_HAND_RANGE");
    }

    public async Task<Outcome> HandleAsync(AddOffer command, CommandScope scope, CancellationToken ct)
    {
        var run = await RunStory.LockAsync(db, command.RunId, ct);
        // While she is buying another kind may come in, to be given in place of what was asked.
        if (run.Stage is not (RunStage.Planned or RunStage.Open or RunStage.Closed or RunStage.Buying))
            return Outcome.No("RUN_MOVED_ON");
        // What a maker brings is asked for before it is bought.
        if (command.Shop is not null && run.Stage is not (RunStage.Planned or RunStage.Open))
            return Outcome.No("RUN_MOVED_ON");
        var shop = command.Shop is null
            ? run.ShopId
            : await db.Set<Shop>().Where(s => s.Code == command.Shop).Select(s => s.Id).SingleAsync(ct);
        var found = await (
            from v in db.Set<Variant>().AsNoTracking()
            join price in db.Set<PriceVersion>() on v.PriceId equals price.Id
            where v.ShopId == shop && v.Sku == command.Sku
            select new { Variant = v, Price = price }
        ).SingleOrDefaultAsync(ct);
        if (found is null)
            return Outcome.No("NOT_FOUND", "sku");
        if (found.Variant.Kind != SaleKind.Run)
            return Outcome.No("NOT_FOR_RUNS", "sku");
        // A price of another currency becomes one of the run's at the rate of the day she orders: only one that stays.
        if (found.Price.Currency != run.Currency && command.PriceRule != PriceRule.Fixed)
            return Outcome.No("RATE_MISSING", "sku");
        var problems = new Problems();
        RunRules.CheckTerms(command.Terms(), found.Price.Minor, problems);
        if (problems.Count > 0)
            return new Outcome.Refused(problems);
        if (await db.Set<Offer>().AnyAsync(o => o.RunId == run.Id && o.VariantId == found.Variant.Id, ct))
            return Outcome.No("OFFERED_ALREADY", "sku");
        // A run knows its goods by their codes, whoever brings them.
        if (
            await db.Set<Offer>()
                .AnyAsync(
                    o => o.RunId == run.Id && db.Set<Variant>().Any(v => v.Id == o.VariantId && v.Sku == command.Sku),
                    ct
                )
        )
            return Outcome.No("SKU_OFFERED", "sku");
        if (command.StallId is { } stall && !await IsHersAsync(run, new StallId(stall), ct))
            return Outcome.No("NOT_FOUND", "stallId");
        var terms = command.Terms();
        db.Add(
            new Offer
            {
                Id = new OfferId(scope.Id.Value),
                RunId = run.Id,
                VariantId = found.Variant.Id,
                PriceId = found.Price.Id,
                PriceRule = terms.Rule,
                CeilingMinor = terms.CeilingMinor,
                PlusMinor = terms.PlusMinor,
                PlusPercent = terms.PlusPercent,
                CaseRule = command.CaseRule,
                MaxTotal = command.MaxTotal,
                StallId = command.StallId is { } known ? new StallId(known) : null,
            }
        );
        run.Version++;
        return new Outcome.Done { Subject = scope.Id.Value, Number = command.Sku };
    }

    private Task<bool> IsHersAsync(Run run, StallId stall, CancellationToken ct) =>
        (
            from s in db.Set<Stall>()
            join shop in db.Set<Shop>() on s.PartyId equals shop.PartyId
            where s.Id == stall && shop.Id == run.ShopId
            select s.Id
        ).AnyAsync(ct);
}
