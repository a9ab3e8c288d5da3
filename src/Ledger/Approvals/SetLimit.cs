using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Ledger.Books;
using Jisr.Ledger.Custody;
using Jisr.Ledger.Journal;

namespace Jisr.Ledger.Approvals;

/// <summary>Up to which amount one person is enough for a payout or a reversal of the organisation, from now on.</summary>
/// <param name="Minor">Smallest parts of the currency, 0 or more.</param>
internal sealed record SetLimit(Guid UnitId, string Currency, long Minor) : ICommand
{
    public static string Kind => "limit.set";
}

internal sealed class SetLimitHandler(JisrDb db, BooksOfUnits books, BookRow rows) : IHandle<SetLimit>
{
    public Task<Reach> ReachAsync(SetLimit command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(Reach.Unit(new UnitId(command.UnitId)));

    public void Check(SetLimit command, Problems problems, CommandScope scope)
    {
        MoneyRange.Known(problems, command.Currency);
        MoneyRange.From0(problems, command.Minor);
    }

    public async Task<Outcome> HandleAsync(SetLimit command, CommandScope scope, CancellationToken ct)
    {
        var book = await rows.LockAsync(await books.OfAsync(new UnitId(command.UnitId), ct), ct);
        db.Add(
            new BookLimit
            {
                Id = scope.Id.Value,
                BookId = book.Id,
                Unit = command.Currency,
                Minor = command.Minor,
                From = scope.Now,
                SetBy = scope.Actor.AccountId?.Value,
            }
        );
        return new Outcome.Done { Subject = scope.Id.Value };
    }
}
