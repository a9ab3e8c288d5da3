using Jisr.Contracts.Ledger;
using Jisr.Kernel.Data;
using Jisr.Kernel.Values;
using Jisr.Market.Orders;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Rounds;

/// <summary>What is in a courier's bag, by the books.</summary>
internal sealed class RoundBag(JisrDb db, ILedger ledger)
{
    /// <summary>Cash in the bag, of each currency that was handed over on the round. On the seller's own round it is what
    /// was handed over, for it is in her purse with all else.</summary>
    public async Task<IReadOnlyList<Money>> CashAsync(Round round, CancellationToken ct)
    {
        var taken = await (
            from p in db.Set<Payment>()
            join s in db.Set<Stop>() on p.StopId equals s.Id
            where s.RoundId == round.Id && p.UndoneAt == null
            group p by p.HandedCurrency ?? p.Currency into g
            select new { g.Key, Minor = g.Sum(p => p.HandedMinor ?? p.Minor) }
        ).ToListAsync(ct);
        if (round.IsOwn)
            return [.. taken.Select(t => new Money(t.Minor, Currency.Parse(t.Key)))];
        var bag = RoundStory.BagOf(round, default);
        var accounts = taken.ConvertAll(t => AccountRef.Cash(bag, t.Key));
        var balances = await ledger.BalancesAsync(accounts, ct);
        return
        [
            .. accounts
                .OrderBy(a => a.Unit, StringComparer.Ordinal)
                .Select(a => new Money(balances.GetValueOrDefault(a), Currency.Parse(a.Unit))),
        ];
    }

    /// <summary>The courier has handed it over, confirmed or not.</summary>
    public Task<bool> WasSentAsync(Round round, CancellationToken ct) =>
        db.Set<HandOver>().AnyAsync(h => h.RoundId == round.Id, ct);

    /// <summary>Nothing is in it: it was handed over and confirmed, or nobody paid.</summary>
    public async Task<bool> IsHandedOverAsync(Round round, CancellationToken ct)
    {
        var sent = await db.Set<HandOver>().AsNoTracking().SingleOrDefaultAsync(h => h.RoundId == round.Id, ct);
        return sent is null
            ? (await CashAsync(round, ct)).All(c => c.Minor == 0)
            : sent.ConfirmedAt is not null && (await CashAsync(round, ct)).All(c => c.Minor == 0);
    }
}
