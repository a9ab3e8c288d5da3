using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Ledger.Custody;
using Jisr.Ledger.Journal;

namespace Jisr.Ledger.Payouts;

/// <summary>Somebody asks that a member be paid what she is owed; she herself may.</summary>
/// <param name="CustodianId">Who is to pay.</param>
/// <param name="Minor">Smallest parts of the currency.</param>
/// <param name="Method">One of <see cref="Payout.Methods"/>.</param>
internal sealed record RequestPayout(
    Guid PayeeId,
    Guid CustodianId,
    string Currency,
    long Minor,
    string Method,
    Guid? TargetId = null
) : ICommand
{
    public static string Kind => "payout.request";
}

internal sealed class RequestPayoutHandler(JisrDb db, CustodianReach reach, PayoutSteps steps, ILedger ledger)
    : IHandle<RequestPayout>
{
    public async Task<Reach> ReachAsync(RequestPayout command, CommandScope scope, CancellationToken ct) =>
        await reach.FindAsync(command.CustodianId, ct) is { } from
            ? Reach.Any(Reach.Unit(from.UnitId), Reach.Self(new PartyId(command.PayeeId)))
            : Reach.Missing;

    public void Check(RequestPayout command, Problems problems, CommandScope scope)
    {
        MoneyRange.Check(problems, command.Currency, command.Minor);
        if (!Payout.Methods.Contains(command.Method))
            problems.Add("method", "CHOICE_UNKNOWN");
        else if (command.Method != "cash" && command.TargetId is null)
            problems.Add("target", "REQUIRED");
    }

    public async Task<Outcome> HandleAsync(RequestPayout command, CommandScope scope, CancellationToken ct)
    {
        var from = (await reach.FindAsync(command.CustodianId, ct))!;
        var payout = new Payout
        {
            Id = scope.Id.Value,
            PayeeId = new PartyId(command.PayeeId),
            CustodianId = from.Id,
            BookId = from.BookId,
            UnitId = from.UnitId,
            Amount = command.Minor,
            Unit = command.Currency,
            Method = command.Method,
            TargetId = command.Method == "cash" ? null : command.TargetId,
            State = Payout.Requested,
            RequestedBy = scope.Actor.AccountId?.Value,
            RequestedAt = scope.Now,
        };
        if (await steps.TargetProblemAsync(payout, scope.Now, ct) is { } no)
            return new Outcome.Refused([no]);
        // The hold at approval is what counts; this says it to her who asks.
        var owed = (await ledger.StandingsAsync([payout.Owed], ct))[payout.Owed].Available;
        if (owed < payout.Amount)
            return new Outcome.Refused([NotEnough.Of(owed, payout.Unit) with { Field = "amount" }]);
        db.Add(payout);
        return new Outcome.Done { Subject = payout.Id };
    }
}
