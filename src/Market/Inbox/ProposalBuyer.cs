using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Market.Orders;
using Jisr.Market.Shops;
using Jisr.Market.WhatsApp.Chats;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Inbox;

/// <summary>The buyer of an order that is made of a text.</summary>
internal sealed record BuyerOfText(ContactId Contact, string Name, string? Phone);

/// <summary>Finds the buyer of a text among the contacts of its shop, or makes her one; and keeps in mind by what name or
/// number she wrote.</summary>
internal sealed class ProposalBuyer(JisrDb db, BuyerBook buyers, ProposalText words)
{
    /// <summary>Null where nobody said what she is called. A number that the seller names counts most, then whom the sender
    /// is known to be.</summary>
    public async Task<BuyerOfText?> FindAsync(
        Proposal proposal,
        string? phone,
        string? named,
        CommandScope scope,
        CancellationToken ct
    )
    {
        var sender = words.SenderOf(proposal);
        if (proposal.SenderKind == SenderKind.Phone)
            phone ??= sender;
        var known = phone is null
            ? proposal.ContactId
            : await buyers.FindAsync(ContactIdentity.Phone, buyers.KeyOf(proposal.ShopId, phone), ct);
        known ??= proposal.ContactId;
        var name = ShopRules.Clean(named) ?? await NameOfAsync(known, ct);
        if (name is null)
            return null;
        var contact =
            known
            ?? (
                phone is null
                    ? buyers.Add(proposal.ShopId, name, scope)
                    : await buyers.KnowAsync(proposal.ShopId, name, phone, scope, ct)
            );
        await BindAsync(proposal, contact, scope, ct);
        return new BuyerOfText(contact, name, phone);
    }

    /// <summary>From now on texts of this sender are hers.</summary>
    public async Task BindAsync(Proposal proposal, ContactId contact, CommandScope scope, CancellationToken ct)
    {
        proposal.ContactId = contact;
        if (proposal.SenderKey is not { } key)
            return;
        var kind = proposal.SenderKind switch
        {
            SenderKind.Phone => ContactIdentity.Phone,
            SenderKind.Name => ContactIdentity.ExportName,
            _ => null,
        };
        if (
            kind is not null
            && words.SenderOf(proposal) is { } sender
            && await buyers.FindAsync(kind, key, ct) is null
            // Made a moment ago, in this command, with this very number.
            && !db.Set<ContactIdentity>().Local.Any(i => i.Kind == kind && i.Key.AsSpan().SequenceEqual(key))
        )
            buyers.AddIdentity(contact, kind, sender, key, scope);
        // A buyer who is new stands in the database before others point at her.
        await db.SaveChangesAsync(ct);
        await db.Set<Proposal>()
            .Where(p => p.ShopId == proposal.ShopId && p.SenderKey == key && p.ContactId == null)
            .ExecuteUpdateAsync(s => s.SetProperty(p => p.ContactId, contact), ct);
    }

    private async Task<string?> NameOfAsync(ContactId? contact, CancellationToken ct) =>
        contact is { } id
            ? await db.Set<Contact>().Where(c => c.Id == id).Select(c => c.Name).SingleOrDefaultAsync(ct)
            : null;
}
