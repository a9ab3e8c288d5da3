using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.Kernel.Values;
using Jisr.Market.Orders;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Rounds;

/// <summary>What a round's commands read and write alike.</summary>
internal static class RoundStory
{
    /// <summary>The round, held until the transaction ends: its commands take turns.</summary>
    public static async Task<Round> LockAsync(JisrDb db, Guid id, CancellationToken ct)
    {
        await db.Storage.LockRowAsync(db, Round.Table, "id", id, ct);
        var roundId = new RoundId(id);
        return await db.Set<Round>().SingleAsync(r => r.Id == roundId, ct);
    }

    /// <summary>The seller's alone.</summary>
    public static async Task<Reach> OfSellerAsync(JisrDb db, Guid id, Actor actor, CancellationToken ct) =>
        await OwnerAsync(db, id, ct) is { } owner ? Reach.Held(actor.Is(owner.Party)) : Reach.Missing;

    /// <summary>The seller's, and the courier's who holds the secret of the round while its link opens; what he wrote on his
    /// phone may come when it has ended.</summary>
    public static async Task<Reach> OfCourierAsync(
        JisrDb db,
        Guid id,
        string? token,
        CommandScope scope,
        CancellationToken ct
    ) =>
        await OwnerAsync(db, id, ct) is { } owner
            ? Reach.Held(
                scope.Actor.Is(owner.Party)
                    || (
                        owner.Round.OpensByLink(scope.Door == Door.Outbox ? scope.OccurredAt : scope.Now)
                        && OrderToken.Fits(owner.Round.TokenHash, token)
                    )
            )
            : Reach.Missing;

    /// <summary>The courier's bag is a custodian that needs no row; the seller's own is her purse.</summary>
    public static Guid BagOf(Round round, PartyId seller) =>
        round.IsOwn ? OrderMoney.PurseId(seller) : NameUuid.Of(round.Id.ToString(), "bag");

    public static Outcome.Done Done(Round round, IReadOnlyList<Problem>? notes = null) =>
        new()
        {
            Subject = round.Id.Value,
            Version = round.Version,
            Notes = notes ?? [],
        };

    private static async Task<(Round Round, PartyId Party)?> OwnerAsync(JisrDb db, Guid id, CancellationToken ct)
    {
        var roundId = new RoundId(id);
        var found = await (
            from r in db.Set<Round>().AsNoTracking()
            join s in db.Set<Shop>() on r.ShopId equals s.Id
            where r.Id == roundId
            select new { Round = r, s.PartyId }
        ).SingleOrDefaultAsync(ct);
        return found is null ? null : (found.Round, found.PartyId);
    }
}

/// <summary>The secret of a courier's link, made like that of an order's.</summary>
internal static class RoundToken
{
    public static string Of(Sealer sealer, RoundId round) =>
        // 192 bits.
        System.Buffers.Text.Base64Url.EncodeToString(
            sealer.Index("market-round-token", round.Value.ToString()).AsSpan(0, 24)
        );

    /// <summary>Address of the courier's list.</summary>
    public static string Address(Sealer sealer, RoundId round) => "/c/" + Of(sealer, round);
}
