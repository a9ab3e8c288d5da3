using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Values;
using Jisr.Ledger.Custody;
using Jisr.Ledger.Journal;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Rates;

/// <summary>A custodian changes money at a rate that somebody entered: out of the rate's base into its quote.</summary>
/// <param name="Minor">What is given away, in smallest parts of the rate's base.</param>
internal sealed record ExchangeCash(Guid CustodianId, Guid RateId, long Minor) : ICommand
{
    public static string Kind => "cash.exchange";
}

internal sealed class ExchangeCashHandler(JisrDb db, CustodianReach reach, ILedger ledger) : IHandle<ExchangeCash>
{
    public Task<Reach> ReachAsync(ExchangeCash command, CommandScope scope, CancellationToken ct) =>
        reach.UnitAsync(command.CustodianId, ct);

    public void Check(ExchangeCash command, Problems problems, CommandScope scope) =>
        MoneyRange.Above0(problems, command.Minor);

    public async Task<Outcome> HandleAsync(ExchangeCash command, CommandScope scope, CancellationToken ct)
    {
        var at = (await reach.FindAsync(command.CustodianId, ct))!;
        var rate = await db.Set<Rate>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == command.RateId, ct);
        if (rate is null)
            return Outcome.No("RATE_NOT_USABLE", "rate");
        // M-4: exact, and rounded once.
        var gets = new Money(command.Minor, Currency.Parse(rate.Base)).Convert(
            rate.ValueE8 / 100_000_000m,
            Currency.Parse(rate.Quote)
        );
        if (gets.Minor <= 0)
            return Outcome.No("AMOUNT_NOT_POSITIVE", "amount");
        AccountRef Fx(string unit) => AccountRef.Fx(rate.Base, rate.Quote, unit);
        var problem = await ledger.PostAsync(
            new Posting(
                at.BookId,
                "fx.exchange",
                [
                    Leg.Debit(Fx(rate.Base), command.Minor),
                    Leg.Credit(AccountRef.Cash(at.Id.Value, rate.Base), command.Minor),
                    Leg.Debit(AccountRef.Cash(at.Id.Value, rate.Quote), gets.Minor),
                    Leg.Credit(Fx(rate.Quote), gets.Minor),
                ]
            )
            {
                Id = scope.Id.Value,
                SourceKind = "custodian",
                SourceId = at.Id.Value,
                RateId = rate.Id,
            },
            scope,
            ct
        );
        return problem is null
            ? new Outcome.Done { Subject = scope.Id.Value }
            : new Outcome.Refused([problem with { Field = problem.Code == "RATE_NOT_USABLE" ? "rate" : "amount" }]);
    }
}
