using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Audit;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Shops;

/// <summary>For whom a shop is opened. <paramref name="Name"/> only where staff may see it.</summary>
internal sealed record WhoOpens(
    PartyId Party,
    bool IsSelf,
    UnitId? Home,
    string Country,
    string? PlaceCode,
    string? Name
);

/// <summary>Who may open a shop for whom: herself, or a worker of her home unit with her.</summary>
internal sealed class ShopOpening(
    JisrDb db,
    AccessGate gate,
    ICurrentActor current,
    IUnitTree units,
    ReadLog log,
    IPlaces? places = null,
    IPartyDirectory? people = null
)
{
    public IPlaces? Places => places;

    /// <summary>Null where the address names nobody, or nobody of hers.</summary>
    public async Task<WhoOpens?> WhoAsync(string? party, CancellationToken ct)
    {
        var actor = await current.GetAsync(ct);
        PartyId wanted;
        if (party is null)
        {
            if (actor.PartyId is not { } self)
                return null;
            wanted = self;
        }
        else if (Guid.TryParseExact(party, "D", out var id))
            wanted = new PartyId(id);
        else
            return null;
        var isSelf = actor.Is(wanted);
        var home = people is null ? null : await people.HomeUnitAsync(wanted, ct);
        if (!isSelf && (home is not { } unit || !gate.May(actor, OpenShop.Kind, Reach.Unit(unit))))
            return null;
        var facts = home is { } at ? units.Find(at) : null;
        string? name = null;
        if (!isSelf && people is not null)
        {
            await log.WriteAsync(ReadAction.View, [wanted], "name", home, ct: ct);
            name = (await people.NamesOfAsync([wanted], actor, ct)).GetValueOrDefault(wanted);
        }
        var near = facts?.PlaceCode is { } place ? places?.Ancestor(place, 2)?.Code ?? place : null;
        return new WhoOpens(wanted, isSelf, home, facts?.Country ?? "SY", near, name);
    }

    /// <summary>The shop behind a result page: hers, or one that the reader could have opened.</summary>
    public async Task<Shop?> OpenedAsync(string code, CancellationToken ct)
    {
        var shop = await db.Set<Shop>().AsNoTracking().SingleOrDefaultAsync(s => s.Code == code, ct);
        if (shop is null)
            return null;
        var actor = await current.GetAsync(ct);
        var home = people is null ? null : await people.HomeUnitAsync(shop.PartyId, ct);
        var reach = home is { } unit ? Reach.Any(Reach.Self(shop.PartyId), Reach.Unit(unit)) : Reach.Self(shop.PartyId);
        return gate.May(actor, OpenShop.Kind, reach) ? shop : null;
    }
}
