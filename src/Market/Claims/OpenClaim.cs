using System.Security.Cryptography;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Photos;
using Jisr.Kernel.Values;
using Jisr.Market.Orders;
using Jisr.Market.Products;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Claims;

/// <summary>The buyer says that something is wrong, by the secret of her order; or her seller writes down what she was
/// told.</summary>
/// <param name="Qty">How much of the line, in thousandths.</param>
/// <param name="Picture">The upload; read, turned upright, written anew and thrown away.</param>
internal sealed record OpenClaim(
    Guid OrderId,
    Guid LineId,
    long Qty,
    ClaimKind What,
    Remedy Wish,
    byte[]? Picture = null,
    string? Token = null
) : ICommand
{
    public static string Kind => "claim.open";
}

internal sealed class OpenClaimHandler(JisrDb db, OrderDoor door, ClaimTime time) : IHandle<OpenClaim>
{
    public Task<Reach> ReachAsync(OpenClaim command, CommandScope scope, CancellationToken ct)
    {
        var id = new OrderId(command.OrderId);
        return ShopReach.OfOrderOrItsBuyerAsync(db, o => o.Id == id, command.Token, scope.Actor, ct);
    }

    public void Check(OpenClaim command, Problems problems, CommandScope scope)
    {
        if (command.Wish == Remedy.None)
            problems.Add("wish", "REQUIRED");
        if (command.Qty <= 0)
            problems.Add("qty", "CLAIM_QTY_RANGE");
        if (command.Picture is { Length: > PhotoReader.MostBytes })
            problems.Add("picture", "PICTURE_TOO_LARGE");
    }

    public async Task<Outcome> HandleAsync(OpenClaim command, CommandScope scope, CancellationToken ct)
    {
        var (order, shop) = await door.LockAsync(new OrderId(command.OrderId), ct);
        var lineId = new OrderLineId(command.LineId);
        var line = await db.Set<OrderLine>().SingleOrDefaultAsync(l => l.Id == lineId && l.OrderId == order.Id, ct);
        if (line is null)
            return Outcome.No("NOT_FOUND", "line");
        if (line.Delivered == 0)
            return Outcome.No("CLAIM_NOT_DELIVERED", "line");
        if (await time.OfAsync(order.DeliveredAt, shop.PartyId, shop.Country, ct) is not { IsOpen: true })
            return Outcome.No("CLAIM_LATE");
        if (await QtyAsync(line, command.Qty, ct) is { } problem)
            return new Outcome.Refused([problem]);
        PhotoId? photo = null;
        if (command.Picture is { Length: > 0 } picture)
        {
            var reading = PhotoReader.Read(picture);
            if (reading.Error is { } error)
                return Outcome.No(error, "picture");
            photo = Keep(reading, picture, shop, line, scope);
        }
        db.Add(
            new Claim
            {
                Id = new ClaimId(scope.Id.Value),
                OrderId = order.Id,
                LineId = line.Id,
                Qty = command.Qty,
                Kind = command.What,
                Wish = command.Wish,
                PhotoId = photo,
                OpenedAt = scope.Now,
            }
        );
        var by = scope.Actor.Is(shop.PartyId) ? "seller" : "buyer";
        db.Add(OrderStory.Row(order.Id, "claimed", by, scope));
        return new Outcome.Done { Subject = scope.Id.Value, Number = order.Code };
    }

    // What came back, and what another complaint speaks of already, cannot be complained of again.
    private async Task<Problem?> QtyAsync(OrderLine line, long qty, CancellationToken ct)
    {
        var spoken = await db.Set<Claim>()
            .Where(c =>
                c.LineId == line.Id
                && (
                    c.State == ClaimState.Open
                    || c.State == ClaimState.PassedOn
                    || (c.State == ClaimState.Decided && (c.Decision == Remedy.None || c.Decision == Remedy.Replace))
                )
            )
            .SumAsync(c => c.Qty, ct);
        var left = line.Delivered - line.Returned - spoken;
        var step = await db.Set<Variant>().Where(v => v.Id == line.VariantId).Select(v => v.Step).SingleAsync(ct);
        var problems = new Problems();
        if (left <= 0)
            problems.Add("line", "CLAIMED_ALREADY");
        else if (qty > left)
            problems.Add("qty", "CLAIM_QTY", ("n", new Quantity(left)));
        else if (qty % step != 0)
            problems.Add("qty", "CLAIM_QTY_RANGE");
        return problems.Count > 0 ? problems[0] : null;
    }

    private PhotoId Keep(PhotoReading reading, byte[] picture, Shop shop, OrderLine line, CommandScope scope)
    {
        var photo = new StoredPhoto
        {
            Id = new PhotoId(scope.Id.Value),
            OwnerId = shop.PartyId,
            Alt = line.Title.Length > 120 ? line.Title[..120] : line.Title,
            Sha256 = SHA256.HashData(picture),
            AddedAt = scope.Now,
        };
        db.Add(photo);
        db.AddRange(PhotoFile.Of(photo.Id, reading));
        return photo.Id;
    }
}
