using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Values;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Verify;

/// <summary>What a check of all books found is kept, with the anchor of each book that holds.</summary>
/// <param name="Why">nightly, backup or restore.</param>
internal sealed record NoteCheck(string Why, Report Report) : ICommand
{
    public static string Kind => "check.note";
}

internal sealed class NoteCheckHandler(JisrDb db) : IHandle<NoteCheck>
{
    public Task<Reach> ReachAsync(NoteCheck command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(Reach.Anywhere);

    public async Task<Outcome> HandleAsync(NoteCheck command, CommandScope scope, CancellationToken ct)
    {
        db.Add(
            new BooksCheck
            {
                Id = scope.Id.Value,
                At = scope.Now,
                Why = command.Why,
                Problems = command.Report.Problems.Count,
                Transactions = command.Report.Books.Sum(b => b.Transactions),
                Findings = BooksCheck.Write(command.Report.Problems),
            }
        );
        // An anchor of books that do not hold would call the damage good.
        if (command.Report.Holds)
            foreach (var book in command.Report.Books.Where(b => b.HeadSeq > 0))
            {
                var id = NameUuid.Of("ledger.anchor", book.Id.Value.ToString(), book.Anchor);
                if (await db.Set<BookAnchor>().AnyAsync(a => a.Id == id, ct))
                    continue;
                db.Add(
                    new BookAnchor
                    {
                        Id = id,
                        BookId = book.Id,
                        At = scope.Now,
                        HeadSeq = book.HeadSeq,
                        Anchor = book.Anchor,
                    }
                );
            }
        return new Outcome.Done { Subject = scope.Id.Value };
    }
}
