using Jisr.Contracts.Ledger;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Language;
using Jisr.Ledger.Books;
using Jisr.Ledger.Custody;
using Jisr.Ui.Forms;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Payouts;

/// <summary>What is owed to a record of hers and may be paid now, in minor units of <paramref name="Unit"/>.</summary>
internal sealed record Owed(PartyId Payee, BookId Book, string Unit, long Minor)
{
    /// <summary>What a form sends for it.</summary>
    public string Key => Book.Value + "/" + Unit + "/" + Payee;
}

/// <summary>Reads payouts, targets, and what a member is owed.</summary>
internal sealed class PayoutBook(JisrDb db)
{
    /// <summary>The pages of those who approve, pay and check.</summary>
    public const string Pages = "money.payouts";

    /// <summary>The pages of her who is paid.</summary>
    public const string Own = "payout.own";

    /// <summary>What she is owed and may be paid now, by currency; minor units.</summary>
    public async Task<IReadOnlyList<Owed>> OwedAsync(IReadOnlyList<PartyId> records, CancellationToken ct)
    {
        Guid[] owners = [.. records.Select(r => r.Value)];
        return
        [
            .. (
                await (
                    from a in db.Set<Account>().AsNoTracking()
                    join b in db.Set<Balance>() on a.Id equals b.AccountId
                    where
                        a.OwnerKind == AccountOwner.Party
                        && owners.Contains(a.OwnerId)
                        && a.Purpose == AccountPurpose.Payable
                    orderby a.Unit
                    select new { Account = a, Balance = b }
                ).ToListAsync(ct)
            )
                .Select(r => new Owed(
                    new PartyId(r.Account.OwnerId),
                    r.Account.BookId,
                    r.Account.Unit,
                    r.Balance.Available(r.Account.NormalSide)
                ))
                .Where(r => r.Minor > 0),
        ];
    }

    public async Task<IReadOnlyList<PayoutTarget>> TargetsAsync(IReadOnlyList<PartyId> records, CancellationToken ct) =>
        await db.Set<PayoutTarget>()
            .AsNoTracking()
            .Where(t => records.Contains(t.PartyId) && t.ReplacedAt == null)
            .OrderBy(t => t.SetAt)
            .ToListAsync(ct);

    public async Task<IReadOnlyList<Option>> TargetChoicesAsync(
        IReadOnlyList<PartyId> records,
        Words words,
        CancellationToken ct
    ) => [.. (await TargetsAsync(records, ct)).Select(t => new Option(t.Id.ToString(), Label(words, t)))];

    public static string Label(Words words, PayoutTarget target) =>
        CustodyWords.Method(words, target.Kind)
        + " – "
        + target.Label
        + (target.Last4 is null ? "" : " …" + target.Last4);

    /// <summary>The last she asked for or got, newest first.</summary>
    public async Task<IReadOnlyList<Payout>> OfAsync(IReadOnlyList<PartyId> records, CancellationToken ct) =>
        await db.Set<Payout>()
            .AsNoTracking()
            .Where(p => records.Contains(p.PayeeId))
            .OrderByDescending(p => p.RequestedAt)
            .Take(30)
            .ToListAsync(ct);

    /// <summary>Who could pay what she is owed: active custodians of the books in which she is owed something.</summary>
    public async Task<IReadOnlyList<Custodian>> PayersAsync(IReadOnlyCollection<BookId> books, CancellationToken ct) =>
        await db.Set<Custodian>()
            .AsNoTracking()
            .Where(c => c.Active && c.Kind != Custodian.Purse && books.Contains(c.BookId))
            .OrderBy(c => c.Label)
            .ToListAsync(ct);
}
