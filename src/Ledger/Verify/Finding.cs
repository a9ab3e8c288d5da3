using Jisr.Contracts.Ledger;

namespace Jisr.Ledger.Verify;

/// <summary>One thing that does not hold: where, which invariant of ledger.md §6, and what was to be there.</summary>
internal sealed record Finding(string Id, string Invariant, string Expected, string Found);

/// <summary>What a book looked like when it was checked.</summary>
internal sealed record CheckedBook(BookId Id, long Transactions, long HeadSeq, string HeadHash, string Anchor);

/// <summary>Result of a check of all books, or of one.</summary>
internal sealed record Report(IReadOnlyList<CheckedBook> Books, IReadOnlyList<Finding> Problems)
{
    public bool Holds => Problems.Count == 0;
}
