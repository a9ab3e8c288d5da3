using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Ledger.Journal;
using Jisr.Ledger.Transfers;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Custody;

/// <summary>K-3: who is over the limit, inactive, or was looked at longer than a year ago cannot receive. Jisr gives no
/// advice on sanctions: that is the organisation's duty.</summary>
internal sealed class CustodianRules(JisrDb db, OpenAccounts accounts, IUnitTree units)
{
    /// <summary>Days for which a look at an outsider is good.</summary>
    private const int DiligenceDays = 365;

    /// <summary>Kinds in which money that was always its comes back or is found: they are not refused.</summary>
    private static readonly string[] Returns = [KindRules.Reversal, "count.adjust", "transfer.return", "payout.return"];

    /// <summary>Null when all that this posting fills may receive.</summary>
    public async Task<Problem?> ReceivingProblemAsync(Posting posting, DateTimeOffset now, CancellationToken ct)
    {
        if (Returns.Contains(posting.Kind))
            return null;
        foreach (
            var cash in posting
                .Legs.Where(l => l.IsDebit && l.Account.Purpose == AccountPurpose.Cash)
                .GroupBy(l => l.Account)
        )
        {
            var arrives = cash.Aggregate((Int128)0, (sum, l) => sum + l.Minor);
            // What comes by a transfer was counted when it was sent.
            var isTransfer = posting.Kind == "transfer.confirm";
            if (
                await ProblemAsync(new CustodianId(cash.Key.OwnerId), cash.Key.Unit, arrives, isTransfer, now, ct) is
                { } no
            )
                return no;
        }
        return null;
    }

    /// <summary>Null when it may receive so much more than it has and than is on its way to it.</summary>
    public async Task<Problem?> ProblemAsync(
        CustodianId id,
        string unit,
        Int128 arrives,
        bool isTransfer,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (await db.Set<Custodian>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } custodian)
            return null;
        if (!custodian.Active)
            return With("CUSTODIAN_INACTIVE", custodian);
        var looked = custodian.DueDiligenceOn;
        if (
            looked is null
                ? custodian.IsOutsider
                : units.Today(custodian.UnitId).DayNumber - looked.Value.DayNumber > DiligenceDays
        )
            return With("DUE_DILIGENCE_OLD", custodian);
        if (custodian.LimitUnit != unit || custodian.LimitMinor is not { } limit)
            return null;
        var cash = AccountRef.Cash(id.Value, unit);
        var has = (await accounts.StandingsAsync([cash], ct))[cash].Posted;
        var coming = isTransfer ? 0 : await ComingAsync(id, unit, ct);
        return has + coming + arrives <= limit
            ? null
            : PostingCheck.With(
                "CUSTODIAN_LIMIT",
                ("custodian", custodian.Label),
                ("limit", Units.Show(limit, unit)),
                ("unit", unit)
            );
    }

    private async Task<long> ComingAsync(CustodianId id, string unit, CancellationToken ct) =>
        await db.Set<Transfer>()
            .AsNoTracking()
            .Where(t => t.ToCustodianId == id && t.Unit == unit && Transfer.OnItsWay.Contains(t.State))
            .SumAsync(t => t.Amount, ct);

    private static Problem With(string code, Custodian custodian) =>
        PostingCheck.With(code, ("custodian", custodian.Label));
}
