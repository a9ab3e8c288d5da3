using Jisr.Contracts.Ledger;
using Jisr.Contracts.People;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Ledger.Custody;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Goods;

/// <summary>The two postings of goods: they come for somebody, and she gets them.</summary>
internal sealed class GoodsMoves(JisrDb db, IPartyDirectory people, ILedger ledger)
{
    private const long Most = 1_000_000_000;

    public static void Check(Problems problems, long quantity)
    {
        if (quantity <= 0)
            problems.Add("quantity", "AMOUNT_NOT_POSITIVE");
        else if (quantity > Most)
            problems.Add("quantity", "AMOUNT_RANGE");
    }

    public async Task<(Problem? Problem, GoodsItem? Item)> PostAsync(
        string kind,
        Guid itemId,
        Custodian at,
        Guid party,
        long quantity,
        CommandScope scope,
        CancellationToken ct
    )
    {
        var item = await db.Set<GoodsItem>().AsNoTracking().SingleOrDefaultAsync(g => g.Id == itemId, ct);
        if (item is null)
            return (new Problem("ACCOUNT_NOT_USABLE", "item"), null);
        if (await people.HomeUnitAsync(new PartyId(party), ct) is null)
            return (new Problem("ACCOUNT_NOT_USABLE", "party"), null);
        var goods = new AccountRef(AccountOwner.Custodian, at.Id.Value, AccountPurpose.Goods, item.Unit);
        var owed = new AccountRef(AccountOwner.Party, party, AccountPurpose.GoodsOwed, item.Unit);
        var comes = kind == "goods.in";
        var problem = await ledger.PostAsync(
            new Posting(
                at.BookId,
                kind,
                [Leg.Debit(comes ? goods : owed, quantity), Leg.Credit(comes ? owed : goods, quantity)]
            )
            {
                Id = scope.Id.Value,
                SourceKind = "goods",
                SourceId = item.Id,
            },
            scope,
            ct
        );
        return (problem is null ? null : problem with { Field = "quantity" }, item);
    }
}
