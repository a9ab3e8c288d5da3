using System.Globalization;
using System.Security.Cryptography;
using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Sealing;
using Jisr.Kernel.Values;
using Jisr.Market.Orders;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Rounds;

/// <summary>What was counted in the bag, of one currency.</summary>
/// <param name="Reason">Needed where it is not what the books expect.</param>
internal sealed record CountedCash(string Currency, long Minor, string? Reason = null);

/// <summary>The courier counts the bag and hands it over; the seller confirms with four digits that both see. Until then
/// the cash is on its way, and what was counted otherwise than expected stands in suspense at the seller's purse.</summary>
internal sealed record HandOverBag(Guid RoundId, IReadOnlyList<CountedCash> Counted, string? Token = null)
    : IOfflineMoney
{
    public static string Kind => "bag.hand-over";

    AlongThing IOfflineMoney.Along => RoundAlong.Of(RoundId);
}

internal sealed class HandOverBagHandler(JisrDb db, RoundBag bag, ILedger ledger, Sealer sealer) : IHandle<HandOverBag>
{
    public Task<Reach> ReachAsync(HandOverBag command, CommandScope scope, CancellationToken ct) =>
        RoundStory.OfCourierAsync(db, command.RoundId, command.Token, scope, ct);

    public void Check(HandOverBag command, Problems problems, CommandScope scope)
    {
        if (
            command.Counted is null
            || command.Counted.Any(c =>
                c is null || c.Minor is < 0 or > 10_000_000_000_000 || Currency.OfKey(c.Currency) is null
            )
            || command.Counted.DistinctBy(c => c.Currency).Count() != command.Counted.Count
        )
            problems.Add("counted", "AMOUNT_RANGE");
        else
            foreach (var one in command.Counted)
                problems.Text("reason." + one.Currency, one.Reason, 200, required: false);
    }

    public async Task<Outcome> HandleAsync(HandOverBag command, CommandScope scope, CancellationToken ct)
    {
        var round = await RoundStory.LockAsync(db, command.RoundId, ct);
        if (round.State != RoundState.Back || round.IsOwn || await bag.WasSentAsync(round, ct))
            return Outcome.No("ROUND_MOVED_ON");
        var expected = (await bag.CashAsync(round, ct)).Where(c => c.Minor > 0).ToDictionary(c => c.Currency.Key);
        var counted = command.Counted.ToDictionary(c => c.Currency, StringComparer.Ordinal);
        var problems = Differences(expected, counted);
        if (problems.Count > 0)
            return new Outcome.Refused(problems);
        if (expected.Count == 0 && counted.Values.All(c => c.Minor == 0))
            return Outcome.No("BAG_EMPTY");
        var shop = await db.Set<Shop>().AsNoTracking().SingleAsync(s => s.Id == round.ShopId, ct);
        var ids = new PostingIds(scope);
        var sent = ids.Next();
        var sums = expected
            .Keys.Union(counted.Keys)
            .Order(StringComparer.Ordinal)
            .Select(key => new HandOverSum
            {
                HandOverId = new HandOverId(sent),
                Currency = key,
                Expected = expected.TryGetValue(key, out var there) ? there.Minor : 0,
                Counted = counted.TryGetValue(key, out var found) ? found.Minor : 0,
                Reason = found is not null && found.Minor != there.Minor ? ShopRules.Clean(found.Reason) : null,
            })
            .Where(s => s.Expected > 0 || s.Counted > 0)
            .ToList();
        if (await PostAsync(round, shop, sent, sums, ids, scope, ct) is { } problem)
            return new Outcome.Refused([problem]);
        db.Add(
            new HandOver
            {
                Id = new HandOverId(sent),
                RoundId = round.Id,
                CodeSealed = sealer.Seal(Fresh(), HandOver.Table, HandOver.CodeColumn, sent),
                SentAt = scope.Now,
            }
        );
        db.AddRange(sums);
        round.Version++;
        return RoundStory.Done(round);
    }

    /// <summary>What both see; it proves that they stood together, and guards nothing else.</summary>
    private static string Fresh() =>
        RandomNumberGenerator.GetInt32(1000, 10_000).ToString(CultureInfo.InvariantCulture);

    private static Problems Differences(Dictionary<string, Money> expected, Dictionary<string, CountedCash> counted)
    {
        var problems = new Problems();
        foreach (var key in expected.Keys.Where(k => !counted.ContainsKey(k)))
            problems.Add("counted." + key, "REQUIRED");
        foreach (var (key, found) in counted)
            if (
                found.Minor != (expected.TryGetValue(key, out var there) ? there.Minor : 0)
                && string.IsNullOrWhiteSpace(found.Reason)
            )
                problems.Add("reason." + key, "COUNT_DIFFERS");
        return problems;
    }

    private async Task<Problem?> PostAsync(
        Round round,
        Shop shop,
        Guid sent,
        IReadOnlyList<HandOverSum> sums,
        PostingIds ids,
        CommandScope scope,
        CancellationToken ct
    )
    {
        var (bagId, purse) = (RoundStory.BagOf(round, shop.PartyId), OrderMoney.PurseId(shop.PartyId));
        foreach (var sum in sums.Where(s => s.Expected != s.Counted))
        {
            var (cash, open) = (AccountRef.Cash(bagId, sum.Currency), AccountRef.Suspense(purse, sum.Currency));
            var less = sum.Expected - sum.Counted;
            Leg[] legs =
                less > 0
                    ? [Leg.Debit(open, less), Leg.Credit(cash, less)]
                    : [Leg.Debit(cash, -less), Leg.Credit(open, -less)];
            if (await PostAsync(round, "count.adjust", legs, ids.Next(), sum.Reason ?? "", scope, ct) is { } problem)
                return problem;
        }
        var moved = sums.Where(s => s.Counted > 0)
            .SelectMany(s =>
                new[]
                {
                    Leg.Debit(AccountRef.InTransit(sent, s.Currency), s.Counted),
                    Leg.Credit(AccountRef.Cash(bagId, s.Currency), s.Counted),
                }
            )
            .ToList();
        return moved.Count == 0 ? null : await PostAsync(round, "transfer.send", moved, sent, "", scope, ct);
    }

    private Task<Problem?> PostAsync(
        Round round,
        string kind,
        IReadOnlyList<Leg> legs,
        Guid id,
        string reason,
        CommandScope scope,
        CancellationToken ct
    ) =>
        ledger.PostAsync(
            new Posting(BookId.Platform, kind, legs)
            {
                Id = id,
                SourceKind = "round",
                SourceId = round.Id.Value,
                Reason = reason,
            },
            scope,
            ct
        );
}
