using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Events;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.Kernel.Values;
using Jisr.Market.Orders;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.CloudApi;

/// <summary>Sends words that are due. WhatsApp knows no repeats: a try whose end nobody saw is not made again by itself, so
/// that no buyer gets a word twice; a status brings its id back, or the seller sends it by hand.</summary>
internal sealed class SendWords(
    JisrDb db,
    Sealer sealer,
    WaPeople people,
    WordsToBuyer words,
    ISendMessages door,
    CommandPipeline pipeline
) : IReact<WordDue>
{
    public async Task ReactAsync(WordDue message, Guid messageId, CancellationToken ct)
    {
        int taken;
        await using (await db.Storage.WriteTurnAsync(ct))
            taken = await db.Set<WaWord>()
                .Where(w => w.Id == message.WordId && w.State == WordState.Queued)
                .ExecuteUpdateAsync(
                    s =>
                        s.SetProperty(w => w.State, WordState.Sending)
                            .SetProperty(w => w.Attempts, w => w.Attempts + 1),
                    ct
                );
        if (taken == 0)
            return;
        var word = await db.Set<WaWord>().AsNoTracking().SingleAsync(w => w.Id == message.WordId, ct);
        var result = await MessageOfAsync(word, ct) is { } out_
            ? await door.SendAsync(out_, ct)
            : new SendResult(null, null, "no address");
        await pipeline.SendAsync(
            new Envelope<NoteSending>(
                new CommandId(
                    NameUuid.Of("wa-sent", word.Id.ToString(), FormattableString.Invariant($"{word.Attempts}"))
                ),
                new NoteSending(word.Id, result.WaId, result.ErrorCode, result.ErrorText)
            ),
            Actor.System,
            Door.System,
            ct
        );
    }

    private async Task<OutMessage?> MessageOfAsync(WaWord word, CancellationToken ct)
    {
        var live = await people.LiveAsync(word.ContactId, ct);
        string Open(string kind) =>
            live.Find(i => i.Kind == kind) is { } identity
                ? sealer.Open(identity.Sealed, "market_contact_identity", "sealed", identity.Id)
                : "";
        var (to, user) = (Open(ContactIdentity.Phone).TrimStart('+'), Open(ContactIdentity.UserId));
        if (word.NumberId is not { } number || to.Length + user.Length == 0)
            return null;
        var message = new OutMessage(number, to, user, words.TextOf(word), word.Id.ToString());
        return word.Way == WordWay.Template
            ? message with
            {
                Template = (WordsToBuyer.TemplateOf(word.Kind)!, word.Language, await ValuesAsync(word, ct)),
            }
            : message;
    }

    // The places of every template, in this order: the shop's name, the order's code, the sum. First name at most.
    private async Task<IReadOnlyList<string>> ValuesAsync(WaWord word, CancellationToken ct)
    {
        var shop = await db.Set<Shop>().AsNoTracking().SingleAsync(s => s.Id == word.ShopId, ct);
        if (word.OrderId is not { } id)
            return [shop.NameIn(word.Language), words.TextOf(word)];
        var order = await db.Set<Order>().AsNoTracking().SingleAsync(o => o.Id == id, ct);
        return [shop.NameIn(word.Language), order.Code, order.Total + " " + order.Total.Currency.Code];
    }
}
