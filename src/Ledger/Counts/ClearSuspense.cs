using Jisr.Contracts.Ledger;
using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Ledger.Approvals;
using Jisr.Ledger.Custody;
using Jisr.Ledger.Journal;
using Jisr.Ledger.Tasks;

namespace Jisr.Ledger.Counts;

/// <summary>A difference is explained: a shortage becomes a cost, a surplus income. For an organisation's custodian it waits
/// for a second person; for her own purse a woman does it alone.</summary>
/// <param name="Minor">How much of it, in smallest parts of the currency.</param>
internal sealed record ClearSuspense(Guid CustodianId, string Currency, long Minor, string Reason) : ICommand
{
    public static string Kind => "suspense.clear";
}

internal sealed class ClearSuspenseHandler(
    CustodianReach reach,
    InTheBooks books,
    PostOrWait road,
    SuspenseTasks tasks,
    IPartyDirectory people
) : IHandle<ClearSuspense>
{
    public Task<Reach> ReachAsync(ClearSuspense command, CommandScope scope, CancellationToken ct) =>
        reach.OfAsync(command.CustodianId, scope, ct);

    public void Check(ClearSuspense command, Problems problems, CommandScope scope)
    {
        MoneyRange.Check(problems, command.Currency, command.Minor);
        problems.Text("reason", command.Reason, PostingCheck.MostReason);
    }

    public async Task<Outcome> HandleAsync(ClearSuspense command, CommandScope scope, CancellationToken ct)
    {
        var custodian = await reach.FindAsync(command.CustodianId, ct);
        var book = custodian?.BookId ?? BookId.Platform;
        var open = await books.NetAsync(book, command.CustodianId, AccountPurpose.Suspense, command.Currency, ct);
        if (Math.Abs(open) < command.Minor)
            return new Outcome.Refused([NotEnough.Of(Math.Abs(open), command.Currency) with { Field = "amount" }]);
        var (owner, id) = custodian is not null
            ? (AccountOwner.Unit, custodian.UnitId.Value)
            : (AccountOwner.Party, scope.Actor.PartyId!.Value.Value);
        var suspense = AccountRef.Suspense(command.CustodianId, command.Currency);
        var unit = custodian?.UnitId ?? await people.HomeUnitAsync(scope.Actor.PartyId!.Value, ct) ?? UnitId.Root;
        var (problem, waits) = await road.SendAsync(
            new Posting(
                book,
                "suspense.clear",
                open > 0
                    ?
                    [
                        Leg.Debit(AccountRef.Cost(owner, id, command.Currency), command.Minor),
                        Leg.Credit(suspense, command.Minor),
                    ]
                    :
                    [
                        Leg.Debit(suspense, command.Minor),
                        Leg.Credit(new AccountRef(owner, id, AccountPurpose.Income, command.Currency), command.Minor),
                    ]
            )
            {
                Id = scope.Id.Value,
                SourceKind = "custodian",
                SourceId = command.CustodianId,
                Reason = command.Reason.Trim(),
            },
            unit,
            scope,
            ct
        );
        if (problem is not null)
            return new Outcome.Refused([problem]);
        if (!waits)
            await tasks.CloseAsync(command.CustodianId, scope.Now, ct);
        return PostOrWait.Done(scope, waits);
    }
}
