using Jisr.Contracts.Ledger;
using Jisr.Kernel.Data;
using Jisr.Ledger.Books;
using Jisr.Ledger.Custody;
using Jisr.Ui.Forms;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Funds;

/// <summary>What came into a fund, what went out, and what is left, in one currency.</summary>
internal sealed record FundLine(string Unit, long Came, long Went)
{
    public long Left => Came - Went;
}

/// <summary>Reads funds and what is left of them: counted from their accounts, never typed.</summary>
internal sealed class FundBook(JisrDb db, MoneyDesk desk)
{
    public const int PageSize = 50;

    public async Task<IReadOnlyList<Fund>> ListAsync(CancellationToken ct)
    {
        var all = await db.Set<Fund>().AsNoTracking().OrderByDescending(f => f.OpenedAt).ToListAsync(ct);
        var may = await desk.AtAsync(ReceiveCash.Kind, ct);
        return [.. all.Where(f => may(f.UnitId))];
    }

    public async Task<IReadOnlyList<Option>> ChoicesAsync(CancellationToken ct) =>
        [.. (await ListAsync(ct)).Select(f => new Option(f.Id.ToString(), f.Name + " – " + f.Donor))];

    public async Task<ILookup<Guid, FundLine>> LinesAsync(IReadOnlyCollection<Guid> funds, CancellationToken ct) =>
        (
            await (
                from a in db.Set<Account>().AsNoTracking()
                join b in db.Set<Balance>() on a.Id equals b.AccountId
                where a.OwnerKind == AccountOwner.Fund && funds.Contains(a.OwnerId)
                select new
                {
                    a.OwnerId,
                    a.Unit,
                    b.PostedC,
                    b.PostedD,
                }
            ).ToListAsync(ct)
        ).ToLookup(r => r.OwnerId, r => new FundLine(r.Unit, r.PostedC, r.PostedD));
}
