using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Sealing;
using Jisr.Kernel.Values;
using Jisr.Market.Inbox;
using Jisr.Market.Orders;
using Jisr.Market.Products;
using Jisr.Market.Runs;
using Jisr.Market.Shops;
using Jisr.Market.WhatsApp.Chats;
using Jisr.Market.WhatsApp.OrderTexts;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.CloudApi;

/// <summary>A message came through WhatsApp's own door. It makes a proposal at most, never an order (doors.md §3).</summary>
internal sealed record TakeMessage(InMessage Message) : ICommand
{
    public static string Kind => "whatsapp.take-message";
}

internal sealed class TakeMessageHandler(
    JisrDb db,
    Sealer sealer,
    WaPeople people,
    WaShops shops,
    ShopOffers offers,
    ProposalBook book,
    WordsToBuyer words
) : IHandle<TakeMessage>
{
    public Task<Reach> ReachAsync(TakeMessage command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(Reach.Held(false));

    public async Task<Outcome> HandleAsync(TakeMessage command, CommandScope scope, CancellationToken ct)
    {
        var message = command.Message;
        var sender = people.SenderKey(message.NumberId, message.Phone, message.UserId);
        var shop = await shops.OfAsync(message, sender, ct);
        var row = Row(message, sender, shop, scope);
        db.Add(row);
        // A message of the seller's own app is kept with the chat and never read; of nobody's shop it waits for its shop.
        if (shop is not null && !message.IsEcho && message.Phone.Length + message.UserId.Length > 0)
            await ReadAsync(message, row, shop, scope, ct);
        return new Outcome.Done { Subject = row.Id };
    }

    private async Task ReadAsync(InMessage message, WaMessage row, Shop shop, CommandScope scope, CancellationToken ct)
    {
        var contact = await people.KnowAsync(shop.Id, message, scope, ct);
        row.ContactId = contact;
        var live = await people.LiveAsync(contact, ct);
        if (message.Type == "system")
        {
            await ChangeAsync(message, shop, contact, live, scope);
            return;
        }
        foreach (var identity in live)
            identity.LastInboundAt = Later(identity.LastInboundAt, Earlier(message.At, scope.Now));
        if (row.ChangesId is { } changed)
            await RenewAsync(message, changed, row, shop, scope, ct);
        else if (
            message.Type is not ("reaction" or "contacts")
            && !await IsAnswerAsync(message, shop, contact, scope, ct)
        )
            await ProposeAsync(message, row, shop, contact, scope, ct);
    }

    private async Task ProposeAsync(
        InMessage message,
        WaMessage row,
        Shop shop,
        ContactId contact,
        CommandScope scope,
        CancellationToken ct
    )
    {
        // Its edit or its end may have come before it.
        var later = await db.Set<WaMessage>()
            .Where(m => m.ChangesId == row.Id)
            .OrderBy(m => m.At)
            .Select(m => new
            {
                m.Type,
                m.TextSealed,
                m.Id,
            })
            .ToListAsync(ct);
        if (later.Exists(l => l.Type == "revoke"))
            return;
        if (later.LastOrDefault(l => l.Type == "edit") is { TextSealed: { } edited } edit)
            message = message with { Text = sealer.Open(edited, WaMessage.Table, "text_sealed", edit.Id) };
        var reading = await ReadingAsync(message, shop, ct);
        var text = await TextOf(message, reading) is { Length: > 0 } words_ ? words_ : "[" + message.Type + "]";
        var made = await book.AddAsync(
            shop,
            [
                new ReadText(
                    ProposalSource.Webhook,
                    text,
                    reading with
                    {
                        Reason = reading.Reason ?? ReasonOf(message),
                    }
                )
                {
                    Sender = message.Name is { Length: > 0 } name
                        ? new ChatSender(Front.Short.Line(name, 60), SenderKind.UnsavedName)
                        : null,
                    SenderKey = row.SenderKey,
                    Contact = contact,
                    SaidAt = Earlier(message.At, scope.Now),
                },
            ],
            scope,
            ct
        );
        row.ProposalId = made[0].Id;
        // One neutral word, so that she knows it arrived; not to somebody who only answers.
        if (made[0].Kind is OrderTextKind.Order or OrderTextKind.OrderCode)
            await words.QueueAsync(
                new WordToBuyer(NameUuid.Of("wa-received", row.Id.ToString()), shop, contact, WordKind.Received, "ar")
                {
                    NumberId = message.NumberId,
                },
                scope,
                ct
            );
    }

    // Before she confirmed it the proposal changes with its message; afterwards the order stays and the seller is told.
    private async Task RenewAsync(
        InMessage message,
        Guid changed,
        WaMessage row,
        Shop shop,
        CommandScope scope,
        CancellationToken ct
    )
    {
        var first = await db.Set<WaMessage>().SingleOrDefaultAsync(m => m.Id == changed, ct);
        if (first?.ProposalId is not { } proposalId)
            return;
        var proposal = await ProposalReach.LockAsync(db, proposalId.Value, ct);
        row.ProposalId = proposalId;
        var isEdit = message.Type == "edit";
        if (proposal.State == ProposalState.Open)
        {
            if (isEdit && message.Text is { Length: > 0 } text)
                await book.RenewAsync(proposal, ShopRules.Clean(text) ?? "", await ReadingAsync(message, shop, ct), ct);
            else if (!isEdit)
                proposal.State = ProposalState.Withdrawn;
            proposal.Version++;
        }
        else if ((proposal.OrderId ?? proposal.RunOrderId) is { } order && proposal.State == ProposalState.Confirmed)
        {
            db.Add(OrderStory.Row(order, isEdit ? "message-edited" : "message-revoked", "buyer", scope));
            var notice = new OrderReading { Kind = OrderTextKind.Handover, Reason = isEdit ? "edited" : "revoked" };
            var said = isEdit && message.Text is { Length: > 0 } now ? now : "–";
            var made = await book.AddAsync(
                shop,
                [
                    new ReadText(ProposalSource.Webhook, said, notice)
                    {
                        SenderKey = row.SenderKey,
                        Contact = row.ContactId,
                        SaidAt = Earlier(message.At, scope.Now),
                    },
                ],
                scope,
                ct
            );
            made[0].OrderId = order;
        }
    }

    // «subst:CODE:yes»: her answer to a question of ours, if it was she who was asked.
    private async Task<bool> IsAnswerAsync(
        InMessage message,
        Shop shop,
        ContactId contact,
        CommandScope scope,
        CancellationToken ct
    )
    {
        if (message.Reply?.Split(':') is not ["subst", var typed, ("yes" or "no") and var said])
            return false;
        var found = await book.OrdersAsync(shop.Id, [typed], ct);
        if (found.Count != 1)
            return false;
        var order = found.Values.First();
        var asked = await (
            from c in db.Set<LineChange>()
            join l in db.Set<OrderLine>() on c.LineId equals l.Id
            join o in db.Set<Order>() on l.OrderId equals o.Id
            where o.Id == order && o.ContactId == contact && c.Answer == BuyerAnswer.Asked
            select c.Id
        ).ToListAsync(ct);
        if (asked is not [var only])
            return false;
        scope.Later(new BuyerAnswered(only.Value, said == "yes"));
        return true;
    }

    // A new number or a new user id: the old one ends, the buyer stays. The text of the notice is never read.
    private async Task ChangeAsync(
        InMessage message,
        Shop shop,
        ContactId contact,
        List<ContactIdentity> live,
        CommandScope scope
    )
    {
        var (kind, value) = (message.NewPhone, message.NewUserId) switch
        {
            ({ Length: > 0 } phone, _) => (ContactIdentity.Phone, "+" + phone),
            (_, { Length: > 0 } user) => (ContactIdentity.UserId, user),
            _ => ("", ""),
        };
        if (kind.Length > 0)
            await shops.RenewIdentityAsync(shop.Id, contact, kind, value, live, scope);
    }

    private async Task<OrderReading> ReadingAsync(InMessage message, Shop shop, CancellationToken ct)
    {
        if (await offers.OfAsync(shop.Code, ct) is not { } catalogue)
            return new OrderReading { Kind = OrderTextKind.Other };
        var prices = await (
            from v in db.Set<Variant>()
            join p in db.Set<PriceVersion>() on v.PriceId equals p.Id
            where v.ShopId == shop.Id
            select new { v.Sku, Price = p }
        ).ToDictionaryAsync(p => p.Sku, p => p.Price.Money, StringComparer.Ordinal, ct);
        return ReadMessage.Of(message, catalogue, prices);
    }

    private static Task<string> TextOf(InMessage message, OrderReading reading) =>
        Task.FromResult(
            ShopRules.Clean(
                message.Items.Count > 0
                    ? string.Join(
                        '\n',
                        new[] { message.Text }
                            .Concat(message.Items.Select(i => $"{i.Quantity:0.###} × {i.Sku}"))
                            .Where(t => !string.IsNullOrEmpty(t))
                    )
                    : message.Text
            ) ?? (reading.Lines.Count > 0 ? reading.Lines[0].Text : "")
        );

    private static string? ReasonOf(InMessage message) =>
        message.Type is "text" or "order" or "interactive" or "button" ? null
        : message.Text is { Length: > 0 } ? null
        : "unsupported";

    private WaMessage Row(InMessage message, byte[] sender, Shop? shop, CommandScope scope)
    {
        var id = IdOf(message.NumberId, message.Id);
        return new WaMessage
        {
            Id = id,
            NumberId = message.NumberId,
            Type = message.Type,
            IsEcho = message.IsEcho,
            ShopId = shop?.Id,
            SenderKey = sender,
            TextSealed = string.IsNullOrEmpty(message.Text)
                ? null
                : sealer.Seal(message.Text, WaMessage.Table, "text_sealed", id),
            ChangesId = message.Changes is { Length: > 0 } changed ? IdOf(message.NumberId, changed) : null,
            At = message.At,
            ReceivedAt = scope.Now,
        };
    }

    private static Guid IdOf(string number, string message) => NameUuid.Of("wa-message", number, message);

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static DateTimeOffset Later(DateTimeOffset? a, DateTimeOffset b) => a > b ? a.Value : b;
}
