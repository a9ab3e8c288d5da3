using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Market.Orders;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Runs;

/// <summary>The seller has told a buyer what she had to be told.</summary>
internal sealed record TellNotice(Guid NoticeId) : ICommand
{
    public static string Kind => "notice.tell";
}

internal sealed class TellNoticeHandler(JisrDb db) : IHandle<TellNotice>
{
    public async Task<Reach> ReachAsync(TellNotice command, CommandScope scope, CancellationToken ct)
    {
        var order = await db.Set<BuyerNotice>()
            .Where(n => n.Id == command.NoticeId)
            .Select(n => (OrderId?)n.OrderId)
            .SingleOrDefaultAsync(ct);
        return order is { } known ? await ShopReach.OfOrderAsync(db, known, scope.Actor, ct) : Reach.Missing;
    }

    public async Task<Outcome> HandleAsync(TellNotice command, CommandScope scope, CancellationToken ct)
    {
        var notice = await db.Set<BuyerNotice>().SingleAsync(n => n.Id == command.NoticeId, ct);
        // Told twice is told.
        notice.SentAt ??= scope.Now;
        return new Outcome.Done { Subject = notice.Id };
    }
}
