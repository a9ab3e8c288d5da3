using System.Text.Json;
using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Ledger.Custody;
using Jisr.Ledger.Journal;

namespace Jisr.Ledger.Counts;

/// <summary>Somebody counted and typed what lies there, before she is shown what the books say (G-1).</summary>
/// <param name="Minor">The sum, in smallest parts of the currency; 0 for an empty box.</param>
/// <param name="Notes">The notes that make it; none where only the sum was typed.</param>
internal sealed record TypeCount(
    Guid CustodianId,
    string Currency,
    long Minor,
    IReadOnlyList<CountedNote>? Notes = null
) : IOfflineCommand
{
    public static string Kind => "count.type";
}

internal sealed class TypeCountHandler(JisrDb db, CustodianReach reach, InTheBooks books) : IHandle<TypeCount>
{
    private const int MostNotes = 30;

    public Task<Reach> ReachAsync(TypeCount command, CommandScope scope, CancellationToken ct) =>
        reach.OfAsync(command.CustodianId, scope, ct);

    public void Check(TypeCount command, Problems problems, CommandScope scope)
    {
        MoneyRange.Known(problems, command.Currency);
        MoneyRange.From0(problems, command.Minor);
        if (command.Notes is not { Count: > 0 } notes)
            return;
        if (notes.Count > MostNotes || notes.Any(n => n.Minor is <= 0 or > MoneyRange.Most || n.Number < 0))
            problems.Add("notes", "AMOUNT_RANGE");
        else if (notes.Aggregate((Int128)0, (sum, n) => sum + (Int128)n.Minor * n.Number) != command.Minor)
            problems.Add("notes", "NOTES_DIFFER");
    }

    public async Task<Outcome> HandleAsync(TypeCount command, CommandScope scope, CancellationToken ct)
    {
        var custodian = await reach.FindAsync(command.CustodianId, ct);
        if (custodian is { IsCountable: false })
            return Outcome.No("NOT_COUNTABLE");
        var book = custodian?.BookId ?? BookId.Platform;
        db.Add(
            new CashCount
            {
                Id = scope.Id.Value,
                CustodianId = command.CustodianId,
                BookId = book,
                UnitId = custodian?.UnitId,
                Unit = command.Currency,
                At = scope.Now,
                Expected = await books.NetAsync(book, command.CustodianId, AccountPurpose.Cash, command.Currency, ct),
                Counted = command.Minor,
                Notes = JsonSerializer.Serialize(command.Notes ?? [], CanonicalJson.Options),
                FirstCounter = scope.Actor.AccountId?.Value,
                State = CashCount.Draft,
            }
        );
        return new Outcome.Done { Subject = scope.Id.Value };
    }
}
