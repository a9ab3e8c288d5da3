using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Links;

/// <summary>What of a promoter's commission is seven days old is owed to her from now on. What was taken back meanwhile is
/// netted first. The program's own; said twice it changes nothing.</summary>
internal sealed record MatureCommission(Guid PromoterId, string Currency) : ICommand
{
    public static string Kind => "commission.mature";
}

internal sealed class MatureCommissionHandler(JisrDb db, ILedger ledger) : IHandle<MatureCommission>
{
    public Task<Reach> ReachAsync(MatureCommission command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(Reach.Anywhere);

    public async Task<Outcome> HandleAsync(MatureCommission command, CommandScope scope, CancellationToken ct)
    {
        var promoter = new PartyId(command.PromoterId);
        var hers = AccountRef.Commission(command.PromoterId, command.Currency);
        var there = (await ledger.BalancesAsync([hers], ct)).GetValueOrDefault(hers);
        var ready = there - await YoungAsync(promoter, command.Currency, scope.Now, ct);
        if (ready <= 0)
            return new Outcome.Done();
        var payable = AccountRef.Payable(AccountOwner.Party, command.PromoterId, command.Currency);
        var problem = await ledger.PostAsync(
            new Posting(BookId.Platform, "commission.mature", [Leg.Debit(hers, ready), Leg.Credit(payable, ready)])
            {
                Id = scope.Id.Value,
                SourceKind = "party",
                SourceId = command.PromoterId,
            },
            scope,
            ct
        );
        return problem is null ? new Outcome.Done() : new Outcome.Refused([problem]);
    }

    // Of each order no more than what is left of it: a return takes from its own order first.
    private async Task<long> YoungAsync(PartyId promoter, string currency, DateTimeOffset now, CancellationToken ct)
    {
        var young = await (
            from p in db.Set<CommissionPart>()
            where p.PromoterId == promoter && p.Currency == currency && p.MatureAt > now && p.Minor > 0
            join b in db.Set<BroughtOrder>() on p.OrderId equals b.OrderId
            group p.Minor by new { b.OrderId, b.CreatedMinor } into g
            select new { g.Key.CreatedMinor, Sum = g.Sum() }
        ).ToListAsync(ct);
        return young.Sum(y => Math.Min(y.Sum, y.CreatedMinor));
    }
}
