using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Ledger.Custody;
using Jisr.Ledger.Journal;

namespace Jisr.Ledger.Approvals;

/// <summary>A mistake is turned round; above the book's limit it waits for a second person of the unit.</summary>
internal sealed record ReversePosting(Guid TxId, Guid UnitId, string Reason) : ICommand
{
    public static string Kind => "posting.reverse";
}

internal sealed class ReversePostingHandler(JournalWriter writer, PostOrWait road, BooksOfUnits books)
    : IHandle<ReversePosting>
{
    public async Task<Reach> ReachAsync(ReversePosting command, CommandScope scope, CancellationToken ct)
    {
        // Only in the book of the organisation she stands in.
        var unit = new UnitId(command.UnitId);
        var posting = await writer.ReversalOfAsync(new JournalTxId(command.TxId), scope.Id.Value, "", ct);
        return posting is not null && posting.Book == await books.OfAsync(unit, ct) ? Reach.Unit(unit) : Reach.Missing;
    }

    public void Check(ReversePosting command, Problems problems, CommandScope scope) =>
        problems.Text("reason", command.Reason, PostingCheck.MostReason);

    public async Task<Outcome> HandleAsync(ReversePosting command, CommandScope scope, CancellationToken ct)
    {
        var posting = await writer.ReversalOfAsync(
            new JournalTxId(command.TxId),
            scope.Id.Value,
            command.Reason.Trim(),
            ct
        );
        var (problem, waits) = await road.SendAsync(posting!, new UnitId(command.UnitId), scope, ct);
        if (problem is not null)
            return new Outcome.Refused([problem]);
        return PostOrWait.Done(scope, waits);
    }
}
