using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Market.Orders;
using Jisr.Market.Products;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Links;

/// <summary>The seller gives a promoter a link of her own, and agrees what she gets of the goods it brings.</summary>
/// <param name="Promoter">The code of her shop, or the number on her card.</param>
/// <param name="Bps">Of 10,000.</param>
/// <param name="Sku">What it leads to; null for the shop.</param>
internal sealed record MakeLink(Guid ShopId, string Promoter, int Bps, string? Sku = null) : ICommand
{
    public static string Kind => "link.make";
}

internal sealed class MakeLinkHandler(JisrDb db, CodeSpace codes, MemberMarks members) : IHandle<MakeLink>
{
    public Task<Reach> ReachAsync(MakeLink command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfShopAsync(db, new ShopId(command.ShopId), scope.Actor, ct);

    public void Check(MakeLink command, Problems problems, CommandScope scope)
    {
        problems.Text("promoter", command.Promoter, TrackedLink.MostMark);
        problems.Text("sku", command.Sku, Variant.MostSku, required: false);
        if (command.Bps is <= 0 or > TrackedLink.MostBps)
            problems.Add("percent", "LINK_PERCENT");
    }

    public async Task<Outcome> HandleAsync(MakeLink command, CommandScope scope, CancellationToken ct)
    {
        var shopId = new ShopId(command.ShopId);
        var shop = await db.Set<Shop>().AsNoTracking().SingleAsync(s => s.Id == shopId, ct);
        if (shop.State == ShopState.Closed)
            return Outcome.No("SHOP_CLOSED");
        if (await members.FindAsync(command.Promoter, ct) is not var (promoter, mark))
            return Outcome.No("LINK_PROMOTER_UNKNOWN", "promoter");
        if (promoter == shop.PartyId || scope.Actor.Is(promoter))
            return Outcome.No("LINK_OWN", "promoter");
        VariantId? variant = null;
        if (command.Sku is { } sku)
        {
            variant = await db.Set<Variant>()
                .Where(v => v.ShopId == shopId && v.Sku == sku)
                .Select(v => (VariantId?)v.Id)
                .SingleOrDefaultAsync(ct);
            if (variant is null)
                return Outcome.No("NOT_FOUND", "sku");
        }
        // Two links of one promoter to one thing at once: the second waits here, and then finds the first.
        await db.Storage.LockRowAsync(db, "market_shop", "id", command.ShopId, ct);
        var target = variant?.Value ?? command.ShopId;
        if (
            await db.Set<TrackedLink>()
                .AnyAsync(l => l.TargetId == target && l.PromoterId == promoter && l.EndedAt == null, ct)
        )
            return Outcome.No("LINK_TWICE", "promoter");
        var id = new LinkId(scope.Id.Value);
        var link = new TrackedLink
        {
            Id = id,
            ShopId = shopId,
            PromoterId = promoter,
            PromoterMark = mark,
            Code = await codes.TakeAsync(CodeKind.Link, id.Value, ct),
            Bps = command.Bps,
            VariantId = variant,
            TargetId = target,
            CreatedAt = scope.Now,
        };
        db.Add(link);
        return new Outcome.Done { Subject = id.Value, Number = link.Code };
    }
}
