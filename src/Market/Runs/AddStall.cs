using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Sealing;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Runs;

/// <summary>She writes down a place to buy from. Without an order of walking it stands at the end.</summary>
internal sealed record AddStall(
    Guid ShopId,
    string Name,
    string? Place = null,
    string? Landmark = null,
    string? Phone = null,
    string? CreditTerms = null,
    int? WalkingOrder = null
) : IOfflineCommand
{
    public static string Kind => "stall.add";
}

internal sealed class AddStallHandler(JisrDb db, Sealer sealer) : IHandle<AddStall>
{
    public Task<Reach> ReachAsync(AddStall command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfShopAsync(db, new ShopId(command.ShopId), scope.Actor, ct);

    public void Check(AddStall command, Problems problems, CommandScope scope)
    {
        StallRules.Check(problems, command.Name, command.Place, command.Landmark, command.CreditTerms);
        if (command.WalkingOrder is < 0 or > 10_000)
            problems.Add("walkingOrder", "LIMIT_RANGE");
    }

    public async Task<Outcome> HandleAsync(AddStall command, CommandScope scope, CancellationToken ct)
    {
        var shopId = new ShopId(command.ShopId);
        var shop = await db.Set<Shop>().AsNoTracking().SingleAsync(s => s.Id == shopId, ct);
        string? phone = null;
        if (!string.IsNullOrWhiteSpace(command.Phone))
        {
            phone = await StallRules.PhoneAsync(db, shop.PartyId, command.Phone, ct);
            if (phone is null)
                return Outcome.No("PHONE_INVALID", "phone");
        }
        var last =
            await db.Set<Stall>().Where(s => s.PartyId == shop.PartyId).MaxAsync(s => (int?)s.WalkingOrder, ct) ?? 0;
        db.Add(
            new Stall
            {
                Id = new StallId(scope.Id.Value),
                PartyId = shop.PartyId,
                Name = ShopRules.Clean(command.Name)!,
                Place = ShopRules.Clean(command.Place),
                Landmark = ShopRules.Clean(command.Landmark),
                PhoneSealed = phone is null ? null : sealer.Seal(phone, "market_stall", "phone_sealed", scope.Id.Value),
                CreditTerms = ShopRules.Clean(command.CreditTerms),
                WalkingOrder = command.WalkingOrder ?? last + 1,
                CreatedAt = scope.Now,
            }
        );
        return new Outcome.Done { Subject = scope.Id.Value };
    }
}
