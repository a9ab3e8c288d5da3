using Jisr.Contracts.Ledger;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Receipts;

/// <summary>Numbers of an organisation's paper book: each stands for one hand-over (O-3).</summary>
internal sealed class PaperNumbers(JisrDb db)
{
    public static void Check(Problems problems, string? typed) => problems.Text("paperNo", typed, 20, required: false);

    /// <summary>As it is kept, null where none was typed; PAPER_NO_USED when another receipt of the book has it.</summary>
    public async Task<(string? Number, Problem? Used)> ReadAsync(
        string? typed,
        BookId book,
        Guid receipt,
        CancellationToken ct
    )
    {
        if (string.IsNullOrWhiteSpace(typed))
            return (null, null);
        var number = typed.Trim();
        return await db.Set<Receipt>().AnyAsync(r => r.BookId == book && r.PaperNo == number && r.Id != receipt, ct)
            ? (null, new Problem("PAPER_NO_USED", "paperNo"))
            : (number, null);
    }
}
