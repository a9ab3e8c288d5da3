using System.Security.Cryptography;
using System.Text;
using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Sealing;
using Jisr.Kernel.Text;
using Jisr.Market.Front;
using Jisr.Market.Orders;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Rounds;

/// <summary>The seller has counted what the courier hands over, and types the four digits on his screen: only now is the
/// cash in her purse.</summary>
internal sealed record ReceiveBag(Guid RoundId, string Code) : ICommand
{
    public static string Kind => "bag.receive";
}

internal sealed class ReceiveBagHandler(JisrDb db, ILedger ledger, Sealer sealer, CodeTries tries) : IHandle<ReceiveBag>
{
    public Task<Reach> ReachAsync(ReceiveBag command, CommandScope scope, CancellationToken ct) =>
        RoundStory.OfSellerAsync(db, command.RoundId, scope.Actor, ct);

    public void Check(ReceiveBag command, Problems problems, CommandScope scope) =>
        problems.Text("code", command.Code, 20);

    public async Task<Outcome> HandleAsync(ReceiveBag command, CommandScope scope, CancellationToken ct)
    {
        var round = await RoundStory.LockAsync(db, command.RoundId, ct);
        var sent = await db.Set<HandOver>().SingleOrDefaultAsync(h => h.RoundId == round.Id, ct);
        if (sent is null || sent.ConfirmedAt is not null)
            return Outcome.No("ROUND_MOVED_ON");
        var place = "bag:" + round.Id;
        if (tries.MustWait(place))
            return Outcome.No("CODE_WAIT", "code");
        if (!IsRight(sent, command.Code))
        {
            tries.Wrong(place);
            return Outcome.No("CODE_WRONG", "code");
        }
        var shop = await db.Set<Shop>().AsNoTracking().SingleAsync(s => s.Id == round.ShopId, ct);
        var purse = OrderMoney.PurseId(shop.PartyId);
        var sums = await db.Set<HandOverSum>()
            .AsNoTracking()
            .Where(s => s.HandOverId == sent.Id && s.Counted > 0)
            .ToListAsync(ct);
        var legs = sums.SelectMany(s =>
                new[]
                {
                    Leg.Debit(AccountRef.Cash(purse, s.Currency), s.Counted),
                    Leg.Credit(AccountRef.InTransit(sent.Id.Value, s.Currency), s.Counted),
                }
            )
            .ToList();
        sent.ConfirmedAt = scope.Now;
        round.Version++;
        if (legs.Count == 0)
            return RoundStory.Done(round);
        var problem = await ledger.PostAsync(
            new Posting(BookId.Platform, "transfer.confirm", legs)
            {
                Id = scope.Id.Value,
                SourceKind = "round",
                SourceId = round.Id.Value,
            },
            scope,
            ct
        );
        return problem is null ? RoundStory.Done(round) : new Outcome.Refused([problem]);
    }

    private bool IsRight(HandOver sent, string typed) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(sealer.Open(sent.CodeSealed, HandOver.Table, HandOver.CodeColumn, sent.Id.Value)),
            Encoding.UTF8.GetBytes(
                ArabicText
                    .AsciiDigits(ArabicText.StripInvisible(typed))
                    .Replace(" ", "", StringComparison.Ordinal)
                    .Trim()
            )
        );
}
