using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.Market.Search;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Shops;

/// <summary>She changes what her shop shows. Its code and currency stay.</summary>
internal sealed record ChangeShop(
    Guid ShopId,
    string Name,
    string PlaceCode,
    ContactChoice Contact,
    string? Phone = null,
    string? About = null,
    string? NameFr = null,
    string? NameEn = null,
    IReadOnlyList<string>? PickUpPoints = null,
    IReadOnlyList<string>? DistrictsServed = null
) : ICommand
{
    public static string Kind => "shop.change";
}

internal sealed class ChangeShopHandler(JisrDb db, Sealer sealer, ShopRules rules, ProductIndex index)
    : IHandle<ChangeShop>
{
    public Task<Reach> ReachAsync(ChangeShop command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfShopAsync(db, new ShopId(command.ShopId), scope.Actor, ct);

    public void Check(ChangeShop command, Problems problems, CommandScope scope)
    {
        problems.Text("name", command.Name, Shop.MostName);
        problems.Text("nameFr", command.NameFr, Shop.MostName, required: false);
        problems.Text("nameEn", command.NameEn, Shop.MostName, required: false);
        problems.Text("about", command.About, Shop.MostAbout, required: false);
        rules.CheckPlaces(command.PickUpPoints, command.DistrictsServed, problems);
    }

    public async Task<Outcome> HandleAsync(ChangeShop command, CommandScope scope, CancellationToken ct)
    {
        var id = new ShopId(command.ShopId);
        var shop = await db.Set<Shop>().SingleAsync(s => s.Id == id, ct);
        var problems = new Problems();
        rules.CheckFace(command.Name, command.About, command.PlaceCode, shop.Country, problems);
        // Nothing typed keeps the number that stands there already.
        if (command.Phone is not null || shop.PhoneSealed is null)
            rules.CheckContact(command.Contact, command.Phone, shop.Country, problems);
        if (problems.Count > 0)
            return new Outcome.Refused(problems);
        var renamed =
            (shop.Name, shop.NameFr, shop.NameEn)
            != (command.Name.Trim(), ShopRules.Clean(command.NameFr), ShopRules.Clean(command.NameEn));
        shop.Name = command.Name.Trim();
        shop.NameFr = ShopRules.Clean(command.NameFr);
        shop.NameEn = ShopRules.Clean(command.NameEn);
        shop.About = ShopRules.Clean(command.About);
        shop.PlaceCode = command.PlaceCode;
        shop.Contact = command.Contact;
        if (command.Contact != ContactChoice.Own)
            shop.PhoneSealed = null;
        else if (command.Phone is not null)
            shop.PhoneSealed = rules.SealPhone(sealer, id, command.Contact, command.Phone, shop.Country);
        shop.PickUpPoints = string.Join('\n', command.PickUpPoints ?? []);
        shop.DistrictsServed = string.Join(' ', command.DistrictsServed ?? []);
        shop.Version++;
        if (renamed)
            await index.WriteShopAsync(shop, ct);
        scope.Stale(Tags.Find, Tags.Shop(shop.Code));
        return new Outcome.Done
        {
            Subject = id.Value,
            Version = shop.Version,
            Number = shop.Code,
        };
    }
}
