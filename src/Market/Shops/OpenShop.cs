using Jisr.Contracts.Market;
using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.Kernel.Values;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Shops;

/// <summary>A woman opens her shop; a worker of her home unit may do it with her.</summary>
internal sealed record OpenShop(
    PartyId PartyId,
    string Code,
    string Name,
    string PlaceCode,
    string Country,
    string Currency,
    ContactChoice Contact = ContactChoice.Organisation,
    string? Phone = null,
    string? About = null,
    string? NameFr = null,
    string? NameEn = null,
    IReadOnlyList<string>? PickUpPoints = null,
    IReadOnlyList<string>? DistrictsServed = null
) : ICommand
{
    public static string Kind => "shop.open";
}

internal sealed class OpenShopHandler(
    JisrDb db,
    Sealer sealer,
    SellerFacts facts,
    ShopRules rules,
    IPartyDirectory? people = null
) : IHandle<OpenShop>
{
    public async Task<Reach> ReachAsync(OpenShop command, CommandScope scope, CancellationToken ct)
    {
        var home = people is null ? null : await people.HomeUnitAsync(command.PartyId, ct);
        return home is { } unit
            ? Reach.Any(Reach.Self(command.PartyId), Reach.Unit(unit))
            : Reach.Self(command.PartyId);
    }

    public void Check(OpenShop command, Problems problems, CommandScope scope)
    {
        rules.CheckCode(command.Code, problems);
        rules.CheckFace(command.Name, command.About, command.PlaceCode, command.Country, problems);
        rules.CheckContact(command.Contact, command.Phone, command.Country, problems);
        rules.CheckPlaces(command.PickUpPoints, command.DistrictsServed, problems);
        problems.Text("nameFr", command.NameFr, Shop.MostName, required: false);
        problems.Text("nameEn", command.NameEn, Shop.MostName, required: false);
        if (Currency.Find(command.Currency) is null)
            problems.Add("currency", "CURRENCY_UNKNOWN");
    }

    public async Task<Outcome> HandleAsync(OpenShop command, CommandScope scope, CancellationToken ct)
    {
        if (await db.Set<Shop>().AnyAsync(s => s.Code == command.Code, ct))
            return Outcome.No("SHOP_CODE_TAKEN", "code");
        var id = new ShopId(scope.Id.Value);
        var shop = new Shop
        {
            Id = id,
            Code = command.Code,
            PartyId = command.PartyId,
            Name = command.Name.Trim(),
            NameFr = ShopRules.Clean(command.NameFr),
            NameEn = ShopRules.Clean(command.NameEn),
            About = ShopRules.Clean(command.About),
            PlaceCode = command.PlaceCode,
            Country = command.Country,
            Contact = command.Contact,
            Currency = Currency.Find(command.Currency)!.Key,
            PickUpPoints = string.Join('\n', command.PickUpPoints ?? []),
            DistrictsServed = string.Join(' ', command.DistrictsServed ?? []),
            State = ShopState.Open,
            CreatedAt = scope.Now,
            OpenedAt = scope.Now,
        };
        shop.PhoneSealed = rules.SealPhone(sealer, id, command.Contact, command.Phone, command.Country);
        db.Add(shop);
        var (unit, today) = await facts.OfAsync(command.PartyId, ct);
        scope.Publish(
            new ShopOpened
            {
                On = today,
                SourceId = id.Value,
                UnitId = unit,
                PlaceCode = command.PlaceCode,
                PartyId = command.PartyId,
            }
        );
        scope.Stale(Tags.Find, Tags.Shop(command.Code));
        return new Outcome.Done
        {
            Subject = id.Value,
            Version = 1,
            Number = command.Code,
        };
    }
}
