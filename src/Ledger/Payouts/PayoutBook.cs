using Jisr.Contracts.Ledger;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Language;
using Jisr.Ledger.Books;
using Jisr.Ledger.Custody;
using Jisr.Ui.Forms;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Payouts;

/// <summary>Reads payouts, targets, and what a member is owed.</summary>
internal sealed class PayoutBook(JisrDb db)
{
    /// <summary>The pages of those who approve, pay and check.</summary>
    public const string Pages = "money.payouts";

    /// <summary>The pages of her who is paid.</summary>
    public const string Own = "payout.own";

    /// <summary>What she is owed and may be paid now, by currency; minor units.</summary>
    public async Task<IReadOnlyList<(BookId Book, string Unit, long Minor)>> OwedAsync(
        PartyId party,
        CancellationToken ct
    ) =>
        [
            .. (
                await (
                    from a in db.Set<Account>().AsNoTracking()
                    join b in db.Set<Balance>() on a.Id equals b.AccountId
                    where
                        a.OwnerKind == AccountOwner.Party
                        && a.OwnerId == party.Value
                        && a.Purpose == AccountPurpose.Payable
                    orderby a.Unit
                    select new { Account = a, Balance = b }
                ).ToListAsync(ct)
            )
                .Select(r => (r.Account.BookId, r.Account.Unit, r.Balance.Available(r.Account.NormalSide)))
                .Where(r => r.Item3 > 0),
        ];

    public async Task<IReadOnlyList<PayoutTarget>> TargetsAsync(PartyId party, CancellationToken ct) =>
        await db.Set<PayoutTarget>()
            .AsNoTracking()
            .Where(t => t.PartyId == party && t.ReplacedAt == null)
            .OrderBy(t => t.SetAt)
            .ToListAsync(ct);

    public async Task<IReadOnlyList<Option>> TargetChoicesAsync(PartyId party, Words words, CancellationToken ct) =>
        [.. (await TargetsAsync(party, ct)).Select(t => new Option(t.Id.ToString(), Label(words, t)))];

    public static string Label(Words words, PayoutTarget target) =>
        CustodyWords.Method(words, target.Kind)
        + " – "
        + target.Label
        + (target.Last4 is null ? "" : " …" + target.Last4);

    /// <summary>The last she asked for or got, newest first.</summary>
    public async Task<IReadOnlyList<Payout>> OfAsync(PartyId party, CancellationToken ct) =>
        await db.Set<Payout>()
            .AsNoTracking()
            .Where(p => p.PayeeId == party)
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
