using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Market.Orders;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Links;

/// <summary>Who brought a buyer, as her order says it: a code she typed, or the last link she followed.</summary>
internal sealed record Reference(string? Code, bool IsClick);

/// <summary>Finds who brought an order, and writes it down with the percentage of that hour (promotion.md L-4, L-6).</summary>
internal sealed class Promoters(JisrDb db, CodeSpace codes, IMemberContacts? contacts = null)
{
    public const string Wrong = "LINK_CODE_WRONG";

    /// <summary>The link; null where nobody brought it. A code that she typed and that is none of this shop's is told; a
    /// link that she once followed and that ended meanwhile is not.</summary>
    /// <param name="phone">Her number: an order of the promoter's own credits nobody.</param>
    public async Task<(TrackedLink? Link, Problem? Problem)> FindAsync(
        Shop shop,
        Reference by,
        string? phone,
        Actor actor,
        CancellationToken ct
    )
    {
        if (string.IsNullOrWhiteSpace(by.Code))
            return (null, null);
        if (await LivingAsync(shop.Id, by.Code, ct) is not { } link)
            return (null, by.IsClick ? null : new Problem(Wrong, "linkCode"));
        return (await IsOwnAsync(link, phone, actor, ct) ? null : link, null);
    }

    /// <summary>The living link of a shop with this code, however it was typed.</summary>
    public async Task<TrackedLink?> LivingAsync(ShopId shop, string? typed, CancellationToken ct)
    {
        if (await codes.FindAsync(typed, ct) is not { Kind: CodeKind.Link } row)
            return null;
        var id = new LinkId(row.TargetId);
        return await db.Set<TrackedLink>()
            .AsNoTracking()
            .SingleOrDefaultAsync(l => l.Id == id && l.ShopId == shop && l.EndedAt == null, ct);
    }

    public void Bring(Order order, TrackedLink? link, bool isClick, CommandScope scope)
    {
        if (link is null)
            return;
        db.Add(
            new BroughtOrder
            {
                OrderId = order.Id,
                LinkId = link.Id,
                PromoterId = link.PromoterId,
                Bps = link.Bps,
                How = isClick ? BroughtBy.Click : BroughtBy.Code,
                At = scope.Now,
            }
        );
    }

    private async Task<bool> IsOwnAsync(TrackedLink link, string? phone, Actor actor, CancellationToken ct) =>
        actor.Is(link.PromoterId)
        || (
            phone is not null
            && contacts is not null
            && await contacts.OfAsync(link.PromoterId, ct) is { } hers
            && hers.Phones.Any(p => p.Number == phone)
        );
}
