using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Events;
using Jisr.Kernel.Language;
using Jisr.Kernel.Sealing;
using Jisr.Market.Orders;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.CloudApi;

/// <summary>Something to be said to a buyer.</summary>
internal sealed record WordToBuyer(Guid Id, Shop Shop, ContactId Contact, WordKind Kind, string Language)
{
    public Order? Order { get; init; }

    /// <summary>Words of the seller's own; null for those that are always the same.</summary>
    public string? Text { get; init; }

    /// <summary>The number that she wrote to.</summary>
    public string? NumberId { get; init; }
}

/// <summary>A word waits to be sent.</summary>
internal sealed record WordDue(Guid WordId) : IMessage
{
    public static string Name => "market.wa-word-due";
}

/// <summary>Says how a word goes to a buyer, and what follows when it does not arrive (whatsapp.md §7). Where WhatsApp's own
/// door is shut every word is a text that the seller copies.</summary>
internal sealed class WordsToBuyer(JisrDb db, Sealer sealer, CloudApiSettings settings, WaPeople people, Words words)
{
    public const int MostLetters = 1024;
    private const int MostAttempts = 3;
    private const int WindowClosed = 131047;
    private const int CountryShut = 130497;
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)];

    // First values: an offer comes by day, where the shop is.
    private const int DayBegins = 9;
    private const int DayEnds = 20;

    /// <summary>The template of a kind; null for what is never sent outside the 24 hours.</summary>
    public static string? TemplateOf(WordKind kind) =>
        kind switch
        {
            WordKind.Ready => "order_ready",
            WordKind.OnItsWay => "order_on_its_way",
            WordKind.Offer => "offer",
            _ => null,
        };

    public async Task<WaWord?> QueueAsync(WordToBuyer word, CommandScope scope, CancellationToken ct)
    {
        var live = await people.LiveAsync(word.Contact, ct);
        var way = WayOf(word, live, scope.Now);
        // A mere «it arrived» is no word worth copying.
        if (word.Kind == WordKind.Received && way == WordWay.Copy)
            return null;
        var isWithheld = word.Kind == WordKind.Offer && !live.Exists(WantsNews);
        var due = await DueAsync(word, scope.Now, ct);
        var row = new WaWord
        {
            Id = word.Id,
            ShopId = word.Shop.Id,
            ContactId = word.Contact,
            OrderId = word.Order?.Id,
            Kind = word.Kind,
            Way = way,
            State =
                isWithheld ? WordState.Withheld
                : way == WordWay.Copy ? WordState.Copy
                : WordState.Queued,
            Language = word.Language,
            NumberId = word.NumberId ?? await NumberAsync(word, ct),
            TextSealed = sealer.Seal(TextOf(word), WaWord.Table, "text_sealed", word.Id),
            CreatedAt = scope.Now,
            DueAt = due,
        };
        db.Add(row);
        if (row.State == WordState.Queued)
            Send(row, due, scope);
        return row;
    }

    /// <summary>It did not arrive: by another road, later, or by the seller's own hand.</summary>
    public async Task FailAsync(WaWord word, int? code, string? text, CommandScope scope, CancellationToken ct)
    {
        // What arrived once has not failed, whatever comes late.
        if (word.State is not (WordState.Queued or WordState.Sending or WordState.Sent))
            return;
        (word.ErrorCode, word.ErrorText) = (code, text is { Length: > 200 } ? text[..200] : text);
        if (code == CountryShut)
        {
            foreach (var identity in await people.LiveAsync(word.ContactId, ct))
                identity.ShutAt ??= scope.Now;
            word.State = WordState.Copy;
        }
        else if (code == WindowClosed)
        {
            if (word.Way == WordWay.Text && HasTemplate(word.Kind, word.Language))
            {
                word.Way = WordWay.Template;
                Send(word, scope.Now + Between, scope);
            }
            else
                word.State = WordState.Copy;
        }
        else if (word.Attempts < MostAttempts)
            Send(word, scope.Now + Pauses[Math.Clamp(word.Attempts - 1, 0, Pauses.Length - 1)], scope);
        else
            word.State = WordState.Failed;
    }

    /// <summary>The words themselves, for sending and for copying.</summary>
    public string TextOf(WaWord word) =>
        word.TextSealed is { } bytes ? sealer.Open(bytes, WaWord.Table, "text_sealed", word.Id) : "";

    private static void Send(WaWord word, DateTimeOffset due, CommandScope scope)
    {
        (word.State, word.DueAt) = (WordState.Queued, due);
        // One after the other to one person.
        scope.Later(new WordDue(word.Id), due, "wa:" + word.ContactId.Value);
    }

    private WordWay WayOf(WordToBuyer word, List<ContactIdentity> live, DateTimeOffset now)
    {
        if (!settings.CanSend || live.Count == 0 || live.Exists(i => i.ShutAt is not null))
            return WordWay.Copy;
        if (live.Exists(i => i.LastInboundAt is { } at && now - at < Window))
            return WordWay.Text;
        return HasTemplate(word.Kind, word.Language) ? WordWay.Template : WordWay.Copy;
    }

    private bool HasTemplate(WordKind kind, string language) =>
        TemplateOf(kind) is { } name && settings.HasTemplate(name, language);

    private static bool WantsNews(ContactIdentity identity) => identity is { NewsSince: not null, NewsEndedAt: null };

    private async Task<DateTimeOffset> DueAsync(WordToBuyer word, DateTimeOffset now, CancellationToken ct)
    {
        var last = await db.Set<WaWord>()
            .Where(w => w.ContactId == word.Contact)
            .MaxAsync(w => (DateTimeOffset?)w.DueAt, ct);
        var due = last is { } before && before + Between > now ? before + Between : now;
        if (word.Kind != WordKind.Offer)
            return due;
        var zone = SellerDesk.ZoneOf(word.Shop.Country);
        var local = TimeZoneInfo.ConvertTime(due, zone);
        if (local.Hour is >= DayBegins and < DayEnds)
            return due;
        var morning = local.Date.AddDays(local.Hour >= DayEnds ? 1 : 0).AddHours(DayBegins);
        return new DateTimeOffset(morning, zone.GetUtcOffset(morning)).ToUniversalTime();
    }

    // The number that she wrote to last, else the shop's own, else the organisation's first.
    private async Task<string?> NumberAsync(WordToBuyer word, CancellationToken ct) =>
        await db.Set<WaMessage>()
            .Where(m => m.ContactId == word.Contact)
            .OrderByDescending(m => m.At)
            .Select(m => m.NumberId)
            .FirstOrDefaultAsync(ct)
        ?? settings.Senders.FirstOrDefault(s => s.Value == word.Shop.Code).Key
        ?? settings.Senders.FirstOrDefault(s => s.Value is null).Key;

    private string TextOf(WordToBuyer word)
    {
        var shop = word.Shop.NameIn(word.Language);
        string Say(string key) => words.In(word.Language, key).Replace("{shop}", shop, StringComparison.Ordinal);
        if (word.Text is { } own)
            return own;
        var lines = new List<string>();
        if (word.Order is { } order)
            lines.Add(order.Code);
        lines.Add(
            word.Kind switch
            {
                WordKind.Received => Say("Your message arrived at {shop}. The seller answers you."),
                WordKind.OnItsWay => Say("Your order from {shop} is on its way."),
                _ => Say("Your order from {shop} is ready."),
            }
        );
        if (word.Order is { } owed)
            lines.Add(
                words
                    .In(word.Language, "To pay: {sum}")
                    .Replace("{sum}", owed.Total + " " + owed.Total.Currency.Code, StringComparison.Ordinal)
            );
        return string.Join('\n', lines);
    }
}
