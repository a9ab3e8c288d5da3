using Jisr.Contracts.Ledger;
using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Events;
using Jisr.Kernel.Ids;
using Jisr.Ledger.Books;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Ledger.Journal;

/// <summary>Says what a member earned and what was paid out to her (ledger.md G-3): income counts at cash, and what
/// she gives on her notebook is told apart, so that the two are never added.</summary>
internal sealed class EarningEvents(JisrDb db, IServiceProvider services, IUnitTree units)
{
    private const string Cash = "cash";
    private const string Notebook = "notebook";

    public async Task PublishAsync(Posting posting, JournalTx tx, CommandScope scope, CancellationToken ct)
    {
        var found = await FoundAsync(posting, tx, ct);
        foreach (var (party, kind, detail, minor, unit) in found)
        {
            var home = scope.UnitId ?? await HomeAsync(party, ct);
            var facts = home is { } at ? units.Find(at) : null;
            var day = TimeZoneInfo.ConvertTime(tx.OccurredAt, facts?.Zone ?? TimeZoneInfo.Utc);
            JisrEvent what =
                kind == What.Income
                    ? new IncomeReceived { On = DateOnly.FromDateTime(day.DateTime), SourceId = SourceOf(tx) }
                    : new MoneyPaidOut { On = DateOnly.FromDateTime(day.DateTime), SourceId = SourceOf(tx) };
            scope.Publish(
                what with
                {
                    UnitId = home,
                    PlaceCode = facts?.PlaceCode,
                    ProgrammeId = scope.ProgrammeId,
                    PartyId = party,
                    Detail = detail,
                    AmountMinor = minor,
                    AmountCurrency = unit,
                    TakesBack = tx.ReversesId is not null || posting.Kind is "market.credit" or "payout.return",
                    // A claim lowers what a sale brought; the sale itself was one and stays one.
                    Quantity = posting.Kind == "market.credit" ? 0 : 1,
                }
            );
        }
    }

    /// <summary>Facts of a transaction that is taken back carry its id, so that both cancel out.</summary>
    private static Guid SourceOf(JournalTx tx) => (tx.ReversesId ?? tx.Id).Value;

    private static IReadOnlyList<Told> Of(string kind, Posting posting) =>
        kind switch
        {
            "sale.cash" => Income(posting.Legs, l => !l.IsDebit, Cash),
            "credit.give" => Income(posting.Legs, l => !l.IsDebit, Notebook),
            "market.credit" => Income(posting.Legs, l => l.IsDebit, Notebook),
            "credit.pay" => Paid(posting),
            "payout.send" => PaidOut(posting.Legs, debit: true),
            "payout.return" => PaidOut(posting.Legs, debit: false),
            _ => [],
        };

    private async Task<IReadOnlyList<Told>> FoundAsync(Posting posting, JournalTx tx, CancellationToken ct)
    {
        if (tx.ReversesId is not { } what)
            return Of(posting.Kind, posting);
        var kind = await db.Set<JournalTx>().Where(t => t.Id == what).Select(t => t.Kind).SingleAsync(ct);
        return Of(kind, posting with { Legs = [.. posting.Legs.Select(l => l with { IsDebit = !l.IsDebit })] });
    }

    private static List<Told> Income(IEnumerable<Leg> legs, Func<Leg, bool> side, string detail) =>
        [
            .. legs.Where(l => side(l) && l.Account is { Purpose: AccountPurpose.Income, Owner: AccountOwner.Party })
                .Select(l => new Told(new PartyId(l.Account.OwnerId), What.Income, detail, l.Minor, l.Account.Unit)),
        ];

    /// <summary>A buyer pays what stood on the notebook of a member: cash for her, if the caller says whose it is.</summary>
    private static List<Told> Paid(Posting posting) =>
        posting.Earner is not { } earner
            ? []
            :
            [
                .. posting
                    .Legs.Where(l => !l.IsDebit && l.Account.Purpose == AccountPurpose.Receivable)
                    .GroupBy(l => l.Account.Unit)
                    .Select(g => new Told(earner, What.Income, Cash, g.Sum(l => l.Minor), g.Key)),
            ];

    private static List<Told> PaidOut(IEnumerable<Leg> legs, bool debit) =>
        [
            .. legs.Where(l =>
                    l.IsDebit == debit && l.Account is { Purpose: AccountPurpose.Payable, Owner: AccountOwner.Party }
                )
                .Select(l => new Told(new PartyId(l.Account.OwnerId), What.PaidOut, null, l.Minor, l.Account.Unit)),
        ];

    private async Task<UnitId?> HomeAsync(PartyId party, CancellationToken ct) =>
        services.GetService<IPartyDirectory>() is { } directory ? await directory.HomeUnitAsync(party, ct) : null;

    private enum What
    {
        Income,
        PaidOut,
    }

    private sealed record Told(PartyId Party, What Kind, string? Detail, long Minor, string Unit);
}
