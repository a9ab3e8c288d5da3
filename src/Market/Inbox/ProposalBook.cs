using System.Globalization;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.Market.Orders;
using Jisr.Market.Products;
using Jisr.Market.Shops;
using Jisr.Market.WhatsApp;
using Jisr.Market.WhatsApp.Chats;
using Jisr.Market.WhatsApp.OrderTexts;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Inbox;

/// <summary>A text that was read, on its way into the inbox.</summary>
internal sealed record ReadText(ProposalSource Source, string Text, OrderReading Reading)
{
    /// <summary>Who wrote, as the chat names her.</summary>
    public ChatSender? Sender { get; init; }
    public ChatId? Chat { get; init; }

    /// <summary>Local time of the exporting phone.</summary>
    public DateTime? At { get; init; }

    /// <summary>The moment itself, where the sender says it.</summary>
    public DateTimeOffset? SaidAt { get; init; }

    /// <summary>Of a sender that is known by more than a name.</summary>
    public ContactId? Contact { get; init; }
    public byte[]? SenderKey { get; init; }
}

/// <summary>Writes proposals: what was read, who wrote it as far as the shop knows her, and whether it was read before.</summary>
internal sealed class ProposalBook(JisrDb db, Sealer sealer, ProposalText words, BuyerBook buyers, CodeSpace codes)
{
    private static readonly TimeSpan Repeated = TimeSpan.FromHours(48);
    private const int MostLines = 50;
    private const int MostCandidates = 10;

    /// <summary>True when a reading belongs in the inbox: an order, a code, or somebody who needs a person.</summary>
    public static bool Belongs(OrderReading reading) =>
        reading.IsProposal || reading.Kind is OrderTextKind.Handover or OrderTextKind.BadCode;

    /// <summary>Writes them in their order. Everything is asked of the database once.</summary>
    public async Task<IReadOnlyList<Proposal>> AddAsync(
        Shop shop,
        IReadOnlyList<ReadText> texts,
        CommandScope scope,
        CancellationToken ct
    )
    {
        var zone = SellerDesk.ZoneOf(shop.Country);
        var known = await KnownAsync(shop.Id, texts, ct);
        var before = await BeforeAsync(shop.Id, texts, ct);
        var variants = await VariantsAsync(shop.Id, texts, ct);
        var made = new List<Proposal>(texts.Count);
        foreach (var text in texts)
        {
            var (senderKey, textKey) = KeysOf(shop.Id, text);
            var said = text.SaidAt ?? (text.At is { } at ? new DateTimeOffset(at, zone.GetUtcOffset(at)) : scope.Now);
            var proposal = Make(shop, text, zone, said, senderKey, textKey, made.Count, scope);
            proposal.ContactId =
                text.Contact
                ?? (senderKey is not null && known.TryGetValue(Hex(senderKey), out var contact) ? contact : null);
            proposal.IsRepeat = textKey is not null && IsRepeat(before, Hex(textKey), said);
            await LeadAsync(proposal, text.Reading, ct);
            db.Add(proposal);
            AddLines(proposal, text.Reading, variants);
            scope.Later(new ProposalOver(proposal.Id.Value), scope.Now + ProposalOver.Lasts);
            made.Add(proposal);
        }
        return made;
    }

    /// <summary>The key of a sender in one shop. A number is the same in all chats; a name is a label of one chat, and one
    /// that is in nobody's contacts is anybody's.</summary>
    public (string Kind, byte[] Key)? IdentityOf(ShopId shop, ChatId? chat, ChatSender? sender) =>
        sender switch
        {
            { Kind: SenderKind.Phone } => (ContactIdentity.Phone, buyers.KeyOf(shop, sender.Name)),
            { Kind: SenderKind.Name } when chat is { } id => (
                ContactIdentity.ExportName,
                sealer.Index("market-export-name", id.Value + "\0" + sender.Name)
            ),
            _ => null,
        };

    /// <summary>Puts a new reading into a proposal, in place of what it held.</summary>
    public async Task RenewAsync(Proposal proposal, string text, OrderReading reading, CancellationToken ct)
    {
        await db.Set<ProposalLine>().Where(l => l.ProposalId == proposal.Id).ExecuteDeleteAsync(ct);
        (proposal.Kind, proposal.Reason) = (reading.Kind, reading.Reason);
        proposal.TextSealed = words.Seal(text, proposal.Id);
        proposal.OrderId = null;
        await LeadAsync(proposal, reading, ct);
        var read = new ReadText(proposal.Source, text, reading);
        AddLines(proposal, reading, await VariantsAsync(proposal.ShopId, [read], ct));
    }

    private Proposal Make(
        Shop shop,
        ReadText text,
        TimeZoneInfo zone,
        DateTimeOffset said,
        byte[]? senderKey,
        byte[]? textKey,
        int n,
        CommandScope scope
    )
    {
        var id = NewId.Of<ProposalId>();
        return new Proposal
        {
            Id = id,
            ShopId = shop.Id,
            Source = text.Source,
            Kind = text.Reading.Kind,
            Reason = text.Reading.Reason,
            TextSealed = words.Seal(text.Text, id),
            SenderSealed = text.Sender is { } sender ? words.SealSender(sender.Name, id) : null,
            SenderKind = text.Sender?.Kind,
            SenderKey = senderKey,
            TextKey = textKey,
            ChatId = text.Chat,
            WrittenLocal = ReadingJson.Time(text.At),
            Zone = zone.Id,
            SaidAt = said,
            ReceivedAt = scope.Now,
            // Later ones of one import stand above the earlier; the id tells two imports of one moment apart.
            Place = string.Create(
                CultureInfo.InvariantCulture,
                $"{scope.Now.ToUnixTimeMilliseconds():D13}{n:D5}{id.Value.ToString("n")[^8..]}"
            ),
        };
    }

    // A code leads to an order of this shop, or it is not right: of which shop it is says nobody.
    private async Task LeadAsync(Proposal proposal, OrderReading reading, CancellationToken ct)
    {
        if (reading.Kind != OrderTextKind.OrderCode)
            return;
        var orders = await OrdersAsync(proposal.ShopId, reading.Codes, ct);
        if (orders.Count == 0)
        {
            proposal.Kind = OrderTextKind.BadCode;
            return;
        }
        proposal.CodesSeen = string.Join(' ', orders.Keys.Take(MostCandidates));
        proposal.OrderId = orders.Count == 1 ? orders.Values.First() : null;
    }

    /// <summary>The orders of a shop to which codes lead; others are left out.</summary>
    public async Task<IReadOnlyDictionary<string, OrderId>> OrdersAsync(
        ShopId shop,
        IReadOnlyList<string> seen,
        CancellationToken ct
    )
    {
        var found = new Dictionary<string, OrderId>(StringComparer.Ordinal);
        foreach (var code in seen)
            if (
                await codes.FindAsync(code, ct) is { Kind: CodeKind.Order } row
                && await IsOfAsync(shop, new OrderId(row.TargetId), ct)
            )
                found[code] = new OrderId(row.TargetId);
        return found;
    }

    private Task<bool> IsOfAsync(ShopId shop, OrderId order, CancellationToken ct) =>
        db.Set<Order>().AnyAsync(o => o.Id == order && o.ShopId == shop, ct);

    private void AddLines(Proposal proposal, OrderReading reading, Dictionary<string, VariantId> variants)
    {
        var n = 0;
        foreach (var line in reading.Lines.Take(MostLines))
        {
            var id = NewId.Next();
            db.Add(
                new ProposalLine
                {
                    Id = id,
                    ProposalId = proposal.Id,
                    Position = ++n,
                    VariantId = line.Product is { } sku && variants.TryGetValue(sku, out var variant) ? variant : null,
                    Qty = line.Quantity.Thousandths,
                    Free = line.Free.Thousandths,
                    Confidence = line.Confidence,
                    TextSealed = words.SealLine(line.Text, "text_sealed", id),
                    NoteSealed = words.SealLine(line.Note, "note_sealed", id),
                    Warnings = string.Join(' ', line.Warnings),
                    Candidates = string.Join('\n', line.Candidates.Take(MostCandidates)),
                }
            );
        }
    }

    private (byte[]? Sender, byte[]? Text) KeysOf(ShopId shop, ReadText text)
    {
        var sender = text.SenderKey ?? IdentityOf(shop, text.Chat, text.Sender)?.Key;
        // A name of nobody's contacts is a label all the same: the same label and the same text is a repeat.
        var label = sender is null ? text.Sender?.Name ?? "" : Hex(sender);
        return (
            sender,
            text.Reading.Fingerprint is { } print
                ? sealer.Index("market-proposal-text", shop.Value + "\0" + label + "\0" + print)
                : null
        );
    }

    private async Task<Dictionary<string, ContactId>> KnownAsync(
        ShopId shop,
        IReadOnlyList<ReadText> texts,
        CancellationToken ct
    )
    {
        var keys = texts.Select(t => KeysOf(shop, t).Sender).OfType<byte[]>().DistinctBy(Hex).ToList();
        if (keys.Count == 0)
            return [];
        var rows = await db.Set<ContactIdentity>()
            .AsNoTracking()
            .Where(i => EF.Parameter(keys).Contains(i.Key) && i.EndedAt == null)
            .Select(i => new { i.Key, i.ContactId })
            .ToListAsync(ct);
        return rows.DistinctBy(r => Hex(r.Key)).ToDictionary(r => Hex(r.Key), r => r.ContactId, StringComparer.Ordinal);
    }

    private async Task<Dictionary<string, List<DateTimeOffset>>> BeforeAsync(
        ShopId shop,
        IReadOnlyList<ReadText> texts,
        CancellationToken ct
    )
    {
        var keys = texts.Select(t => KeysOf(shop, t).Text).OfType<byte[]>().DistinctBy(Hex).ToList();
        var rows = await db.Set<Proposal>()
            .AsNoTracking()
            .Where(p => p.ShopId == shop && p.TextKey != null && EF.Parameter(keys).Contains(p.TextKey))
            .Select(p => new { p.TextKey, p.SaidAt })
            .ToListAsync(ct);
        return rows.GroupBy(r => Hex(r.TextKey!))
            .ToDictionary(g => g.Key, g => g.Select(r => r.SaidAt).ToList(), StringComparer.Ordinal);
    }

    private static bool IsRepeat(Dictionary<string, List<DateTimeOffset>> before, string key, DateTimeOffset said)
    {
        if (!before.TryGetValue(key, out var times))
            before[key] = times = [];
        var repeats = times.Exists(t => (said - t).Duration() <= Repeated);
        times.Add(said);
        return repeats;
    }

    private async Task<Dictionary<string, VariantId>> VariantsAsync(
        ShopId shop,
        IReadOnlyList<ReadText> texts,
        CancellationToken ct
    )
    {
        var skus = texts.SelectMany(t => t.Reading.Lines).Select(l => l.Product).OfType<string>().Distinct().ToList();
        return skus.Count == 0
            ? []
            : await db.Set<Variant>()
                .Where(v => v.ShopId == shop && skus.Contains(v.Sku))
                .ToDictionaryAsync(v => v.Sku, v => v.Id, StringComparer.Ordinal, ct);
    }

    private static string Hex(byte[] key) => Convert.ToHexString(key);
}
