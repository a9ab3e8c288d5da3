using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Links;

/// <summary>From now on a link brings nothing: it leads to the shop like any other address. What it brought keeps its
/// percentage.</summary>
internal sealed record EndLink(Guid LinkId) : ICommand
{
    public static string Kind => "link.end";
}

internal sealed class EndLinkHandler(JisrDb db) : IHandle<EndLink>
{
    public async Task<Reach> ReachAsync(EndLink command, CommandScope scope, CancellationToken ct)
    {
        var id = new LinkId(command.LinkId);
        return
            await db.Set<TrackedLink>().Where(l => l.Id == id).Select(l => (ShopId?)l.ShopId).SingleOrDefaultAsync(ct)
                is { } shop
            ? await ShopReach.OfShopAsync(db, shop, scope.Actor, ct)
            : Reach.Missing;
    }

    public async Task<Outcome> HandleAsync(EndLink command, CommandScope scope, CancellationToken ct)
    {
        await db.Storage.LockRowAsync(db, TrackedLink.Table, "id", command.LinkId, ct);
        var id = new LinkId(command.LinkId);
        var link = await db.Set<TrackedLink>().SingleAsync(l => l.Id == id, ct);
        if (link.EndedAt is not null)
            return Outcome.No("PROMOTER_LINK_ENDED");
        link.EndedAt = scope.Now;
        return new Outcome.Done { Subject = command.LinkId, Number = link.Code };
    }
}
