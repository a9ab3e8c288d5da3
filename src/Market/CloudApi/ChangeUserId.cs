using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Market.Orders;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.CloudApi;

/// <summary>WhatsApp calls somebody otherwise from now on: the same buyer, in every shop she wrote to.</summary>
internal sealed record ChangeUserId(string NumberId, string Phone, string Previous, string Current, DateTimeOffset At)
    : ICommand
{
    public static string Kind => "whatsapp.change-user-id";
}

/// <summary>She wants offers by WhatsApp, or no more of them. Words about her orders go on.</summary>
internal sealed record ChangeNews(string NumberId, string Phone, string UserId, bool Wants, DateTimeOffset At)
    : ICommand
{
    public static string Kind => "whatsapp.change-news";
}

internal sealed class WaIdentityHandler(JisrDb db, WaPeople people, WaShops shops)
    : IHandle<ChangeUserId>,
        IHandle<ChangeNews>
{
    public Task<Reach> ReachAsync(ChangeUserId command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(Reach.Held(false));

    public Task<Reach> ReachAsync(ChangeNews command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(Reach.Held(false));

    public async Task<Outcome> HandleAsync(ChangeUserId command, CommandScope scope, CancellationToken ct)
    {
        var found = await people.EverywhereAsync(command.NumberId, command.Phone, command.Previous, ct);
        foreach (var contact in found.Select(i => i.ContactId).Distinct().ToList())
        {
            var shop = await db.Set<Contact>().Where(c => c.Id == contact).Select(c => c.ShopId).SingleAsync(ct);
            var live = await people.LiveAsync(contact, ct);
            await shops.RenewIdentityAsync(shop, contact, ContactIdentity.UserId, command.Current, live, scope);
        }
        return new Outcome.Done();
    }

    public async Task<Outcome> HandleAsync(ChangeNews command, CommandScope scope, CancellationToken ct)
    {
        foreach (var identity in await people.EverywhereAsync(command.NumberId, command.Phone, command.UserId, ct))
            // What she said last counts, whenever it arrives.
            if (command.Wants)
                identity.NewsEndedAt = identity.NewsEndedAt > command.At ? identity.NewsEndedAt : null;
            else
                identity.NewsEndedAt = command.At;
        return new Outcome.Done();
    }
}
