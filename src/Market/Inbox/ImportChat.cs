using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Market.Shops;
using Jisr.Market.WhatsApp.Chats;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Inbox;

/// <summary>The seller brings an exported chat. Where it must be asked who she is in it, or which part is the day, its end
/// waits sealed for her answer.</summary>
/// <param name="ChatId">The chat she imported before, or null with a <paramref name="Name"/> for it.</param>
/// <param name="Text">The end of the file (<see cref="ChatTail"/>).</param>
/// <param name="Order">What the whole file said of the day; null where it did not.</param>
internal sealed record ImportChat(Guid ShopId, Guid? ChatId, string? Name, string Text, DateOrder? Order) : ICommand
{
    public static string Kind => "chat.import";
}

internal sealed class ImportChatHandler(JisrDb db, ChatImporter importer, ProposalText words) : IHandle<ImportChat>
{
    public Task<Reach> ReachAsync(ImportChat command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfShopAsync(db, new ShopId(command.ShopId), scope.Actor, ct);

    public void Check(ImportChat command, Problems problems, CommandScope scope)
    {
        if (command.ChatId is null)
            problems.Text("name", command.Name, Chat.MostName);
        if (string.IsNullOrEmpty(command.Text))
            problems.Add("file", "REQUIRED");
    }

    public async Task<Outcome> HandleAsync(ImportChat command, CommandScope scope, CancellationToken ct)
    {
        // Two phones that send one chat at once: the second finds what the first brought.
        await db.Storage.LockRowAsync(db, "market_shop", "id", command.ShopId, ct);
        var shopId = new ShopId(command.ShopId);
        var shop = await db.Set<Shop>().AsNoTracking().SingleAsync(s => s.Id == shopId, ct);
        if (await ChatAsync(command, shopId, scope, ct) is not { } chat)
            return Outcome.No("CHOICE_UNKNOWN", "chat");
        ChatReading reading;
        try
        {
            reading = ChatTail.Read(command.Text, command.Order ?? chat.Order);
        }
        catch (UnreadableChatException e)
        {
            return new Outcome.Refused([e.Problem]);
        }
        if (!importer.Asks(chat, reading))
            return await importer.ImportAsync(shop, chat, reading, scope, ct);
        db.Add(
            new ChatWaiting
            {
                Id = scope.Id.Value,
                ShopId = shopId,
                ChatId = chat.Id,
                TextSealed = words.SealWaiting(command.Text, scope.Id.Value),
                Order = command.Order ?? chat.Order,
                CreatedAt = scope.Now,
            }
        );
        scope.Later(new ChatWaitingOver(scope.Id.Value), scope.Now + ChatWaiting.Lasts);
        return new Outcome.Done { Subject = scope.Id.Value };
    }

    private async Task<Chat?> ChatAsync(ImportChat command, ShopId shop, CommandScope scope, CancellationToken ct)
    {
        if (command.ChatId is { } known)
        {
            var id = new ChatId(known);
            return await db.Set<Chat>().SingleOrDefaultAsync(c => c.Id == id && c.ShopId == shop, ct);
        }
        var fresh = NewId.Of<ChatId>();
        var chat = new Chat
        {
            Id = fresh,
            ShopId = shop,
            NameSealed = words.SealName(ShopRules.Clean(command.Name) ?? "–", fresh),
            ImportedAt = scope.Now,
        };
        db.Add(chat);
        return chat;
    }
}
