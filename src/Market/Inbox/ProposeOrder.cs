using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Values;
using Jisr.Market.Shops;
using Jisr.Market.WhatsApp.Chats;
using Jisr.Market.WhatsApp.OrderTexts;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Inbox;

/// <summary>The seller pastes what somebody wrote to her: one text, or several messages with their headers. What reads as
/// an order waits in her inbox; nothing is ordered.</summary>
/// <param name="ShopId">Empty for the one shop she has: a phone without a line does not know its id.</param>
/// <param name="Name">Who said it, where she heard it instead of reading it.</param>
/// <param name="Phone">Her number, as the seller wrote it.</param>
internal sealed record ProposeOrder(Guid ShopId, string Text, string? Name = null, string? Phone = null)
    : IOfflineCommand
{
    /// <summary>Several messages at once.</summary>
    public const int MostLetters = 40_000;

    public static string Kind => "order.propose";
}

internal sealed class ProposeOrderHandler(JisrDb db, ShopOffers offers, ProposalBook book, ProposalText words)
    : IHandle<ProposeOrder>
{
    public async Task<Reach> ReachAsync(ProposeOrder command, CommandScope scope, CancellationToken ct) =>
        await ShopOfAsync(command, scope, ct) is { } shop
            ? await ShopReach.OfShopAsync(db, shop, scope.Actor, ct)
            : Reach.Missing;

    public void Check(ProposeOrder command, Problems problems, CommandScope scope)
    {
        if (ChatText.Trim(command.Text ?? "").Length == 0)
            problems.Add("text", "TEXT_EMPTY");
        else
            problems.Text("text", command.Text, ProposeOrder.MostLetters);
        problems.Text("name", command.Name, 60, required: false);
        problems.Text("phone", command.Phone, 40, required: false);
    }

    public async Task<Outcome> HandleAsync(ProposeOrder command, CommandScope scope, CancellationToken ct)
    {
        var id = (await ShopOfAsync(command, scope, ct))!.Value;
        var shop = await db.Set<Shop>().AsNoTracking().SingleAsync(s => s.Id == id, ct);
        if (shop.State == ShopState.Closed || await offers.OfAsync(shop.Code, ct) is not { } catalogue)
            return Outcome.No("SHOP_CLOSED", "text");
        ChatSender? sender = null;
        if (!string.IsNullOrWhiteSpace(command.Phone))
        {
            if (PhoneBinder.Read(command.Phone, shop.Country) is not { IsValue: true, Value: { } phone })
                return Outcome.No("PHONE_INVALID", "phone");
            sender = new ChatSender(phone, SenderKind.Phone);
        }
        else if (ShopRules.Clean(command.Name) is { } name)
            sender = new ChatSender(name, SenderKind.Name);
        if (sender is null && Copied(command.Text) is { } messages)
            return await ManyAsync(shop, messages, catalogue, scope, ct);
        var reading = OrderTextReader.Read(command.Text, catalogue);
        if (reading.Kind == OrderTextKind.OrderCode)
        {
            var orders = await book.OrdersAsync(shop.Id, reading.Codes, ct);
            // The stored order is the order: what else stands in the text is for people.
            if (orders.Count == 1)
                return new Outcome.Done { Subject = orders.Values.First().Value, Number = orders.Keys.First() };
            if (orders.Count == 0)
                return Outcome.No("CODE_WRONG", "text");
        }
        if (!reading.IsProposal)
            return new Outcome.Refused([NoOrder(reading, command.Text)]);
        var made = await book.AddAsync(
            shop,
            [
                new ReadText(ProposalSource.Paste, ShopRules.Clean(command.Text)!, reading)
                {
                    Sender = sender,
                    SaidAt = sender is null ? null : scope.OccurredAt,
                },
            ],
            scope,
            ct
        );
        return new Outcome.Done { Subject = made[0].Id.Value, Details = Waits(1) };
    }

    // The shop that is named, or the first of hers that is not closed.
    private async Task<ShopId?> ShopOfAsync(ProposeOrder command, CommandScope scope, CancellationToken ct)
    {
        if (command.ShopId != Guid.Empty || scope.Actor.PartyId is not { } party)
            return new ShopId(command.ShopId);
        return await db.Set<Shop>()
            .Where(s => s.PartyId == party && s.State != ShopState.Closed)
            .OrderBy(s => s.CreatedAt)
            .Select(s => (ShopId?)s.Id)
            .FirstOrDefaultAsync(ct);
    }

    /// <summary>Says how many proposals wait, so that the page knows an order from a proposal.</summary>
    public static IReadOnlyDictionary<string, string> Waits(int n) =>
        new Dictionary<string, string>(StringComparer.Ordinal) { ["proposals"] = FormattableString.Invariant($"{n}") };

    private async Task<Outcome> ManyAsync(
        Shop shop,
        ChatReading chat,
        OrderCatalogue catalogue,
        CommandScope scope,
        CancellationToken ct
    )
    {
        var own = await OwnNamesAsync(shop.Id, ct);
        var texts = new List<ReadText>();
        foreach (var message in chat.Messages)
            if (message.Sender is { } sender && !own.Contains(sender.Name))
            {
                var reading = OrderTextReader.Read(message.Body.Text, catalogue);
                if (ProposalBook.Belongs(reading))
                    texts.Add(
                        new ReadText(ProposalSource.Paste, message.Body.Text, reading)
                        {
                            Sender = sender,
                            At = message.At,
                        }
                    );
            }
        if (texts.Count == 0)
            return Outcome.No("TEXT_NO_ORDER", "text");
        var made = await book.AddAsync(shop, texts, scope, ct);
        return new Outcome.Done { Subject = made.Count == 1 ? made[0].Id.Value : null, Details = Waits(made.Count) };
    }

    // Messages that are copied on a phone bring their headers; a text that only holds a date somewhere does not.
    private static ChatReading? Copied(string text)
    {
        var lines = new ChatLines(ChatText.Trim(text));
        return lines.MoveNext() && HeaderReader.TryRead(lines.Current, out _)
            ? ChatReader.Read(ChatText.Trim(text))
            : null;
    }

    // How she is called in the chats that she imported.
    private async Task<HashSet<string>> OwnNamesAsync(ShopId shop, CancellationToken ct) =>
        [
            .. (await db.Set<Chat>().AsNoTracking().Where(c => c.ShopId == shop).ToListAsync(ct))
                .Select(words.HerselfIn)
                .OfType<string>(),
        ];

    private static Problem NoOrder(OrderReading reading, string text) =>
        reading.Kind switch
        {
            OrderTextKind.TooLong => TooLong(text),
            OrderTextKind.BadCode => new Problem("CODE_WRONG", "text"),
            _ => new Problem("TEXT_NO_ORDER", "text")
            {
                Args = new Dictionary<string, string>(StringComparer.Ordinal) { ["variant"] = Codes.Of(reading.Kind) },
            },
        };

    private static Problem TooLong(string text)
    {
        var problems = new Problems();
        problems.Add(
            "text",
            "TOO_LONG",
            ("max", OrderTextReader.MostLetters),
            ("over", text.EnumerateRunes().Count() - OrderTextReader.MostLetters)
        );
        return problems[0];
    }
}
