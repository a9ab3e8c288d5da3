using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Values;
using Jisr.Market.Orders;
using Jisr.Market.Products;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Claims;

/// <summary>A complaint as pages show it. The buyer's name is for her seller's pages only.</summary>
internal sealed record ClaimSheet(
    Claim Claim,
    string OrderCode,
    string BuyerName,
    string Title,
    SaleUnit Unit,
    string Currency,
    string ShopName,
    string Country,
    PartyId Seller
)
{
    public Money Of(long minor) => new(minor, Kernel.Values.Currency.Parse(Currency));

    public string Address => "/my/claims/" + Claim.Id;
}

/// <summary>Which complaints a list shows.</summary>
internal enum ClaimList
{
    Open,
    ToSettle,
    All,
}

/// <summary>Reads complaints, each for those whose they are.</summary>
internal sealed class ClaimSheets(JisrDb db, ClaimBook book, SellerFacts facts, AccessGate gate)
{
    public const int PageSize = 20;

    /// <summary>A seller's, newest first.</summary>
    public async Task<(IReadOnlyList<ClaimSheet> Items, Guid? Next)> OfSellerAsync(
        PartyId party,
        ClaimList list,
        Guid? after,
        CancellationToken ct
    )
    {
        var claims = Listed(list)
            .Where(c => db.Set<Order>().Any(o => o.Id == c.OrderId && OfParty(party).Contains(o.ShopId)));
        if (after is { } id)
        {
            var from = new ClaimId(id);
            var last = await db.Set<Claim>().Where(c => c.Id == from).Select(c => c.OpenedAt).FirstOrDefaultAsync(ct);
            // Ids are made in time, but by devices: two of one moment are told apart by them alone.
            claims = claims.Where(c => c.OpenedAt < last || (c.OpenedAt == last && c.Id < from));
        }
        var ids = await claims
            .OrderByDescending(c => c.OpenedAt)
            .ThenByDescending(c => c.Id)
            .Select(c => c.Id)
            .Take(PageSize + 1)
            .ToListAsync(ct);
        var rows = await Sheets(db.Set<Claim>().AsNoTracking().Where(c => ids.Contains(c.Id))).ToListAsync(ct);
        var page = rows.OrderBy(c => ids.IndexOf(c.Claim.Id)).ToList();
        return ([.. page.Take(PageSize)], page.Count > PageSize ? page[PageSize - 1].Claim.Id.Value : null);
    }

    /// <summary>How many wait for her word, and the oldest of them.</summary>
    public async Task<(int Count, ClaimSheet? First)> WaitingAsync(PartyId party, CancellationToken ct)
    {
        var open = Listed(ClaimList.Open)
            .Where(c => db.Set<Order>().Any(o => o.Id == c.OrderId && OfParty(party).Contains(o.ShopId)));
        var count = await open.CountAsync(ct);
        return (count, count == 0 ? null : (await Sheets(open.OrderBy(c => c.OpenedAt).Take(1)).ToListAsync(ct))[0]);
    }

    /// <summary>One of a seller's; null when it is not hers.</summary>
    public async Task<ClaimSheet?> OfSellerAsync(PartyId party, Guid id, CancellationToken ct) =>
        await FindAsync(id, ct) is { } sheet && sheet.Seller == party ? sheet : null;

    /// <summary>Those of an order, oldest first.</summary>
    public async Task<IReadOnlyList<ClaimSheet>> OfOrderAsync(OrderId order, CancellationToken ct) =>
        [
            .. (await Sheets(db.Set<Claim>().AsNoTracking().Where(c => c.OrderId == order)).ToListAsync(ct)).OrderBy(
                c => c.Claim.OpenedAt
            ),
        ];

    /// <summary>Those that were passed on to units where she may judge, the longest waiting first; and those decided there.</summary>
    public async Task<IReadOnlyList<ClaimSheet>> PassedOnAsync(Actor actor, CancellationToken ct)
    {
        var rows = (
            await Sheets(
                    db.Set<Claim>()
                        .AsNoTracking()
                        .Where(c => c.State == ClaimState.PassedOn || c.IsByAssociation)
                        .OrderBy(c => c.IsByAssociation)
                        .ThenBy(c => c.PassedOnAt)
                        .Take(MostPassedOn)
                )
                .ToListAsync(ct)
        )
            .OrderBy(c => c.Claim.IsByAssociation)
            .ThenBy(c => c.Claim.PassedOnAt)
            .ToList();
        var mine = new List<ClaimSheet>();
        foreach (var row in rows)
            if (await MayJudgeAsync(row, actor, ct))
                mine.Add(row);
        return mine;
    }

    /// <summary>One that was passed on, for those who may judge it; null for others.</summary>
    public async Task<ClaimSheet?> PassedOnAsync(Actor actor, Guid id, CancellationToken ct) =>
        await FindAsync(id, ct) is { } sheet
        && (sheet.Claim.State == ClaimState.PassedOn || sheet.Claim.IsByAssociation)
        && await MayJudgeAsync(sheet, actor, ct)
            ? sheet
            : null;

    /// <summary>What can be made good at most.</summary>
    public async Task<Money> MostAsync(ClaimSheet sheet, CancellationToken ct)
    {
        var id = sheet.Claim.LineId;
        var line = await db.Set<OrderLine>().AsNoTracking().SingleAsync(l => l.Id == id, ct);
        return await book.MostAsync(sheet.Claim, line, Kernel.Values.Currency.Parse(sheet.Currency), ct);
    }

    private const int MostPassedOn = 200;

    private async Task<bool> MayJudgeAsync(ClaimSheet sheet, Actor actor, CancellationToken ct) =>
        !actor.Is(sheet.Seller)
        && gate.May(actor, JudgeClaim.Kind, Reach.Unit((await facts.OfAsync(sheet.Seller, ct)).Unit ?? UnitId.Root));

    private async Task<ClaimSheet?> FindAsync(Guid id, CancellationToken ct)
    {
        var claim = new ClaimId(id);
        return (
            await Sheets(db.Set<Claim>().AsNoTracking().Where(c => c.Id == claim)).ToListAsync(ct)
        ).FirstOrDefault();
    }

    private IQueryable<ShopId> OfParty(PartyId party) =>
        db.Set<Shop>().Where(s => s.PartyId == party).Select(s => s.Id);

    private IQueryable<Claim> Listed(ClaimList list)
    {
        var all = db.Set<Claim>().AsNoTracking();
        return list switch
        {
            ClaimList.Open => all.Where(c => c.State == ClaimState.Open),
            ClaimList.ToSettle => all.Where(c =>
                c.State == ClaimState.Decided && (c.Decision == Remedy.RefundCash || c.Decision == Remedy.Replace)
            ),
            _ => all,
        };
    }

    private IQueryable<ClaimSheet> Sheets(IQueryable<Claim> claims) =>
        from c in claims
        join l in db.Set<OrderLine>() on c.LineId equals l.Id
        join v in db.Set<Variant>() on l.VariantId equals v.Id
        join o in db.Set<Order>() on c.OrderId equals o.Id
        join s in db.Set<Shop>() on o.ShopId equals s.Id
        select new ClaimSheet(c, o.Code, o.BuyerName, l.Title, v.Unit, o.Currency, s.Name, s.Country, s.PartyId);
}
