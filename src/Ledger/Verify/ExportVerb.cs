using System.CommandLine;
using System.Text.Json;
using Jisr.Contracts.Ledger;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Modules;
using Jisr.Ledger.Books;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Ledger.Verify;

/// <summary><c>ledger export</c>: one book as text that a stranger can check without Jisr (docs/ledger-export.md).</summary>
internal static class ExportVerb
{
    public static Verb Make(IVerbHost host)
    {
        var book = new Option<Guid>("--book") { Description = "Which book", Required = true };
        var output = new Option<string?>("--output") { Description = "A file; without it the text is printed" };
        var command = new Command("export", "Write one book so that anybody can check it") { book, output };
        command.SetAction(
            (parsed, ct) =>
                host.RunAsync(
                    async (services, token) =>
                    {
                        await using var scope = services.CreateAsyncScope();
                        var db = scope.ServiceProvider.GetRequiredService<JisrDb>();
                        var id = new BookId(parsed.GetRequiredValue(book));
                        if (parsed.GetValue(output) is not { } path)
                            return await WriteAsync(db, id, Console.Out, token);
                        await using var file = new StreamWriter(path);
                        return await WriteAsync(db, id, file, token);
                    },
                    ct
                )
        );
        return new Verb("ledger", command);
    }

    private static async Task<int> WriteAsync(JisrDb db, BookId id, TextWriter to, CancellationToken ct)
    {
        await using var snapshot = await db.Storage.SnapshotAsync(db, ct);
        var book = await db.Set<Book>().AsNoTracking().SingleOrDefaultAsync(b => b.Id == id, ct);
        if (book is null)
        {
            await Console.Error.WriteLineAsync("There is no such book.");
            return 1;
        }
        to.NewLine = "\n";
        await LineAsync(to, "jisr-ledger-export", 1);
        await LineAsync(to, "book", id.Value, VerifyBooks.Hex(Chain.Genesis(id)));
        var accounts = db.Set<Account>().AsNoTracking().Where(a => a.BookId == id).OrderBy(a => a.Id);
        await foreach (var a in accounts.AsAsyncEnumerable().WithCancellation(ct))
            await LineAsync(to, "account", a.Id.Value, a.OwnerKind, a.OwnerId, a.Purpose, a.Unit, a.NormalSide);
        var transactions = db.Set<JournalTx>()
            .AsNoTracking()
            .Include(t => t.Entries.OrderBy(e => e.N))
            .Where(t => t.BookId == id)
            .OrderBy(t => t.Seq);
        await foreach (var tx in transactions.AsAsyncEnumerable().WithCancellation(ct))
            await WriteAsync(to, tx);
        await LineAsync(
            to,
            "anchor",
            book.HeadSeq,
            VerifyBooks.Hex(book.HeadHash),
            VerifyBooks.Hex(Chain.Anchor(id, book.HeadSeq, book.HeadHash))
        );
        return 0;
    }

    private static async Task WriteAsync(TextWriter to, JournalTx tx)
    {
        await LineAsync(
            to,
            "tx",
            tx.Seq,
            tx.Id.Value,
            tx.Kind,
            tx.OccurredAt.ToUnixTimeMilliseconds(),
            tx.RecordedAt.ToUnixTimeMilliseconds(),
            tx.ActorId,
            JsonSerializer.Serialize(tx.Reason, CanonicalJson.Options),
            tx.ReversesId?.Value,
            tx.RateId,
            VerifyBooks.Hex(tx.IdemHash),
            VerifyBooks.Hex(tx.PrevHash),
            VerifyBooks.Hex(tx.Hash)
        );
        foreach (var e in tx.Entries)
            await LineAsync(to, "entry", e.N, e.AccountId.Value, e.Side, e.Amount);
    }

    // Values hold no tab: a reason is JSON, which writes one as an escape. An absent value is "-".
    private static Task LineAsync(TextWriter to, params IEnumerable<object?> values) =>
        to.WriteLineAsync(
            string.Join(
                '\t',
                values.Select(v => Convert.ToString(v ?? "-", System.Globalization.CultureInfo.InvariantCulture))
            )
        );
}
