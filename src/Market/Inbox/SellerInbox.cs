using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Values;
using Jisr.Market.Orders;
using Jisr.Market.Products;
using Jisr.Market.Runs;
using Jisr.Market.Shops;
using Jisr.Market.WhatsApp.Chats;
using Jisr.Market.WhatsApp.OrderTexts;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Inbox;

/// <summary>A line of a proposal as its seller sees it.</summary>
internal sealed record LineInInbox(ProposalLine Row, string? Sku, string? Title, SaleUnit? Unit, SaleKind? Kind)
{
    public string? Text { get; init; }
    public string? Note { get; init; }
}

/// <summary>A proposal with its text beside it.</summary>
internal sealed record InInbox(Proposal Row, string ShopCode, string? BuyerName, bool KnowsBuyer)
{
    public string? Text { get; init; }

    /// <summary>As the chat names her; of a message that came by the organisation's number never a number.</summary>
    public string? Sender { get; init; }
    public IReadOnlyList<LineInInbox> Lines { get; init; } = [];
    public string Address => "/my/inbox/" + Row.Id;

    /// <summary>She bought here before, and nothing in the text is in doubt.</summary>
    public bool IsSure(RunId? onlyRun) =>
        Row is { State: ProposalState.Open, IsRepeat: false }
        && KnowsBuyer
        && Row.Kind switch
        {
            OrderTextKind.Order => Lines.Count > 0
                && Lines.All(l => l.Row.IsSure && (l.Kind != SaleKind.Run || onlyRun is not null)),
            OrderTextKind.OrderCode => Row.OrderId is not null,
            _ => false,
        };
}

/// <summary>Goods that a text may mean.</summary>
internal sealed record GoodsOfShop(string Sku, string Title, SaleUnit Unit, SaleKind Kind, Money Price);

/// <summary>A market run that still takes what is confirmed.</summary>
internal sealed record RunChoice(RunId Id, ShopId Shop, string Name, RunStage Stage);

/// <summary>What waits for a seller: texts that read as orders. The caller logs the look.</summary>
internal sealed class SellerInbox(JisrDb db, ProposalText words)
{
    public const int PageSize = 20;

    /// <summary>True while an order stands for a buyer who was served, or will be.</summary>
    private static readonly OrderState[] Kept = [OrderState.Accepted, OrderState.Ready, OrderState.Done];

    /// <summary>Those that need a person first, then the newest.</summary>
    public async Task<(IReadOnlyList<InInbox> Items, string? Next)> ListAsync(
        PartyId party,
        string? after,
        CancellationToken ct
    )
    {
        var open = Mine(party).Where(p => p.State == ProposalState.Open);
        var first = open.Where(p => p.Kind == OrderTextKind.Handover || p.Kind == OrderTextKind.BadCode);
        var rest = open.Where(p => p.Kind != OrderTextKind.Handover && p.Kind != OrderTextKind.BadCode);
#pragma warning disable CA1309 // The database compares, by its own order.
        if (after is not null)
            rest = rest.Where(p => string.Compare(p.Place, after) < 0);
#pragma warning restore CA1309
        var urgent = after is null ? await first.OrderByDescending(p => p.Place).Take(50).ToListAsync(ct) : [];
        var page = await rest.OrderByDescending(p => p.Place).Take(PageSize + 1).ToListAsync(ct);
        var items = await WithAllAsync([.. urgent, .. page.Take(PageSize)], ct);
        return (items, page.Count > PageSize ? page[PageSize - 1].Place : null);
    }

    /// <summary>One of hers; null when it is not.</summary>
    public async Task<InInbox?> FindAsync(PartyId party, Guid id, CancellationToken ct)
    {
        var proposalId = new ProposalId(id);
        var row = await Mine(party).SingleOrDefaultAsync(p => p.Id == proposalId, ct);
        return row is null ? null : (await WithAllAsync([row], ct))[0];
    }

    /// <summary>Those that were joined to it.</summary>
    public async Task<IReadOnlyList<InInbox>> JoinedAsync(InInbox item, CancellationToken ct) =>
        await WithAllAsync(
            await db.Set<Proposal>()
                .AsNoTracking()
                .Where(p => p.IntoId == item.Row.Id)
                .OrderBy(p => p.Place)
                .ToListAsync(ct),
            ct
        );

    /// <summary>Others to which it may be joined, those of the same sender first.</summary>
    public async Task<IReadOnlyList<InInbox>> OthersAsync(InInbox item, CancellationToken ct)
    {
        var (id, shop, key) = (item.Row.Id, item.Row.ShopId, item.Row.SenderKey);
        var rows = await db.Set<Proposal>()
            .AsNoTracking()
            .Where(p =>
                p.ShopId == shop && p.State == ProposalState.Open && p.Kind == OrderTextKind.Order && p.Id != id
            )
            .OrderByDescending(p => key != null && p.SenderKey == key ? 1 : 0)
            .ThenByDescending(p => p.Place)
            .Take(10)
            .ToListAsync(ct);
        return await WithAllAsync(rows, ct);
    }

    /// <summary>How many wait, without a look at any.</summary>
    public Task<int> CountAsync(PartyId party, CancellationToken ct) =>
        Mine(party).CountAsync(p => p.State == ProposalState.Open, ct);

    /// <summary>All that can be confirmed without a look, oldest first.</summary>
    public async Task<IReadOnlyList<InInbox>> SureAsync(PartyId party, int most, CancellationToken ct)
    {
        var rows = await Mine(party)
            .Where(p => p.State == ProposalState.Open && p.ContactId != null && !p.IsRepeat)
            .OrderBy(p => p.Place)
            .Take(most)
            .ToListAsync(ct);
        var runs = await RunsAsync(party, ct);
        return [.. (await WithAllAsync(rows, ct)).Where(i => i.IsSure(OnlyRun(runs, i.Row.ShopId)))];
    }

    /// <summary>Runs of hers that take orders, by themselves or late.</summary>
    public async Task<IReadOnlyList<RunChoice>> RunsAsync(PartyId party, CancellationToken ct) =>
        await (
            from r in db.Set<Run>().AsNoTracking()
            join s in db.Set<Shop>() on r.ShopId equals s.Id
            where
                s.PartyId == party
                && (r.Stage == RunStage.Open || r.Stage == RunStage.Closed || r.Stage == RunStage.Buying)
            orderby r.MarketDay
            select new RunChoice(r.Id, r.ShopId, r.Name, r.Stage)
        ).ToListAsync(ct);

    /// <summary>The one open run of a shop; null where there is none, or a choice.</summary>
    public static RunId? OnlyRun(IReadOnlyList<RunChoice> runs, ShopId shop) =>
        runs.Where(r => r.Shop == shop && r.Stage == RunStage.Open).ToList() is [var only] ? only.Id : null;

    /// <summary>What a shop sells now.</summary>
    public async Task<IReadOnlyList<GoodsOfShop>> GoodsAsync(ShopId shop, string language, CancellationToken ct)
    {
        var rows = await (
            from v in db.Set<Variant>().AsNoTracking()
            join p in db.Set<Product>() on v.ProductId equals p.Id
            join price in db.Set<PriceVersion>() on v.PriceId equals price.Id
            where v.ShopId == shop && p.State == ProductState.Shown
            orderby p.NameAr, v.Sku
            select new Goods(v, p, price)
        ).ToListAsync(ct);
        return
        [
            .. rows.Select(g => new GoodsOfShop(
                g.Variant.Sku,
                LabelWords.Title(g.Product.NameIn(language), g.Variant.Label, language),
                g.Variant.Unit,
                g.Variant.Kind,
                g.Price.Money
            )),
        ];
    }

    private IQueryable<Proposal> Mine(PartyId party) =>
        db.Set<Proposal>().AsNoTracking().Where(p => db.Set<Shop>().Any(s => s.Id == p.ShopId && s.PartyId == party));

    private async Task<IReadOnlyList<InInbox>> WithAllAsync(IReadOnlyList<Proposal> rows, CancellationToken ct)
    {
        if (rows.Count == 0)
            return [];
        var ids = rows.Select(r => r.Id).ToList();
        var lines = await (
            from l in db.Set<ProposalLine>().AsNoTracking()
            from v in db.Set<Variant>().Where(v => v.Id == l.VariantId).DefaultIfEmpty()
            from p in db.Set<Product>().Where(p => v != null && p.Id == v.ProductId).DefaultIfEmpty()
            where ids.Contains(l.ProposalId)
            orderby l.Position
            select new
            {
                Line = l,
                Variant = v,
                Product = p,
            }
        ).ToListAsync(ct);
        var shopIds = rows.Select(r => r.ShopId).Distinct().ToList();
        var shops = await db.Set<Shop>()
            .Where(s => shopIds.Contains(s.Id))
            .ToDictionaryAsync(s => s.Id, s => s.Code, ct);
        var contacts = rows.Select(r => r.ContactId).OfType<ContactId>().Distinct().ToList();
        var names = await db.Set<Contact>()
            .Where(c => contacts.Contains(c.Id))
            .Select(c => new
            {
                c.Id,
                c.Name,
                IsKnown = db.Set<Order>()
                    .Any(o =>
                        o.ContactId == c.Id
                        && (Kept.Contains(o.State) || (o.State == OrderState.Placed && o.RunId != null))
                    ),
            })
            .ToDictionaryAsync(c => c.Id, ct);
        var byProposal = lines.ToLookup(l => l.Line.ProposalId);
        return
        [
            .. rows.Select(row => new InInbox(
                row,
                shops[row.ShopId],
                row.ContactId is { } c ? names[c].Name : null,
                row.ContactId is { } known && names[known].IsKnown
            )
            {
                Text = words.Of(row),
                Sender = row is { Source: ProposalSource.Webhook, SenderKind: SenderKind.Phone }
                    ? null
                    : words.SenderOf(row),
                Lines =
                [
                    .. byProposal[row.Id]
                        .Select(l => new LineInInbox(
                            l.Line,
                            l.Variant?.Sku,
                            l.Product is null
                                ? null
                                : LabelWords.Title(
                                    l.Product.NameIn(Kernel.Language.Words.Language),
                                    l.Variant!.Label,
                                    Kernel.Language.Words.Language
                                ),
                            l.Variant?.Unit,
                            l.Variant?.Kind
                        )
                        {
                            Text = words.Of(l.Line),
                            Note = words.NoteOf(l.Line),
                        }),
                ],
            }),
        ];
    }
}
