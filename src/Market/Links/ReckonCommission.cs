using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Market.Claims;
using Jisr.Market.Orders;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Links;

/// <summary>Brings the commissions of a buyer's orders to what her cash makes of them now: more is created, a return takes
/// back. The program's own; said twice it changes nothing.</summary>
internal sealed record ReckonCommission(Guid ContactId) : ICommand
{
    public static string Kind => "commission.reckon";
}

internal sealed class ReckonCommissionHandler(JisrDb db, ILedger ledger) : IHandle<ReckonCommission>
{
    /// <summary>promotion.md L-6.</summary>
    private static readonly TimeSpan MaturesIn = TimeSpan.FromDays(7);

    public Task<Reach> ReachAsync(ReckonCommission command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(Reach.Anywhere);

    public async Task<Outcome> HandleAsync(ReckonCommission command, CommandScope scope, CancellationToken ct)
    {
        await db.Storage.LockRowAsync(db, "market_contact", "id", command.ContactId, ct);
        var contact = new ContactId(command.ContactId);
        var orders = await OrdersAsync(contact, ct);
        var ids = orders.ConvertAll(o => o.Order.Id);
        var brought = await db.Set<BroughtOrder>()
            .Where(b => ids.Contains(b.OrderId))
            .OrderBy(b => b.OrderId)
            .ToListAsync(ct);
        var shopIds = orders.Select(o => o.Order.ShopId).Distinct().ToList();
        var shops = await db.Set<Shop>()
            .AsNoTracking()
            .Where(s => shopIds.Contains(s.Id))
            .ToDictionaryAsync(s => s.Id, ct);
        var postings = new PostingIds(scope);
        foreach (var group in orders.GroupBy(o => o.Order.Currency, StringComparer.Ordinal))
        {
            var paid = CashOfBuyer.Spread([.. group]);
            var byId = group.ToDictionary(o => o.Order.Id);
            foreach (var one in brought.Where(b => byId.ContainsKey(b.OrderId)))
            {
                var (order, costs) = (byId[one.OrderId].Order, byId[one.OrderId].Costs);
                var due = CashOfBuyer.Commission(one.Bps, paid[one.OrderId], costs, order.FeesMinor);
                if (await PostAsync(one, order, shops[order.ShopId], due, postings, scope, ct) is { } problem)
                    return new Outcome.Refused([problem]);
            }
        }
        return new Outcome.Done { Subject = command.ContactId };
    }

    private async Task<List<PaidFor>> OrdersAsync(ContactId contact, CancellationToken ct)
    {
        var rows = await (
            from o in db.Set<Order>().AsNoTracking()
            where o.ContactId == contact
            select new
            {
                Order = o,
                Paid = db.Set<Payment>().Where(p => p.OrderId == o.Id && p.UndoneAt == null).Sum(p => p.Minor),
                Back = db.Set<Claim>().Where(c => c.OrderId == o.Id).Sum(c => c.CashPaidMinor),
            }
        ).ToListAsync(ct);
        return rows.ConvertAll(r => new PaidFor(r.Order, r.Paid - r.Back));
    }

    private async Task<Problem?> PostAsync(
        BroughtOrder brought,
        Order order,
        Shop shop,
        long due,
        PostingIds postings,
        CommandScope scope,
        CancellationToken ct
    )
    {
        var minor = due - brought.CreatedMinor;
        if (minor == 0)
            return null;
        var cost = AccountRef.Cost(AccountOwner.Party, shop.PartyId.Value, order.Currency);
        var hers = AccountRef.Commission(brought.PromoterId.Value, order.Currency);
        var id = postings.Next();
        brought.CreatedMinor = due;
        db.Add(
            new CommissionPart
            {
                Id = id,
                OrderId = order.Id,
                PromoterId = brought.PromoterId,
                Currency = order.Currency,
                Minor = minor,
                At = scope.Now,
                MatureAt = scope.Now + MaturesIn,
            }
        );
        if (minor > 0)
            scope.Later(
                new CommissionDue(brought.PromoterId.Value, order.Currency),
                scope.Now + MaturesIn,
                orderKey: brought.PromoterId.ToString()
            );
        return await ledger.PostAsync(
            new Posting(
                BookId.Platform,
                "commission.create",
                minor > 0
                    ? [Leg.Debit(cost, minor), Leg.Credit(hers, minor)]
                    : [Leg.Debit(hers, -minor), Leg.Credit(cost, -minor)]
            )
            {
                Id = id,
                SourceKind = "link",
                SourceId = brought.LinkId.Value,
            },
            scope,
            ct
        );
    }
}
