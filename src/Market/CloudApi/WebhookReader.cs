using System.Globalization;
using System.Text.Json;

namespace Jisr.Market.CloudApi;

/// <summary>A line of a basket that was sent in the app. Price and quantity are what the message says, never ours.</summary>
internal sealed record BasketItem(string Sku, decimal Quantity, decimal? Price, string? Currency);

/// <summary>A message, as far as it is understood. What is not understood has a type and nothing else.</summary>
internal sealed record InMessage(string NumberId, string Id, string Type, DateTimeOffset At)
{
    /// <summary>E.164 without the plus; empty for who has a user name.</summary>
    public string Phone { get; init; } = "";
    public string UserId { get; init; } = "";
    public string? Name { get; init; }
    public string? Text { get; init; }
    public IReadOnlyList<BasketItem> Items { get; init; } = [];

    /// <summary>The product that «ask about this item» was pressed at.</summary>
    public string? AboutSku { get; init; }

    /// <summary>The id behind a button that was pressed.</summary>
    public string? Reply { get; init; }

    /// <summary>The message that this one changes or takes back.</summary>
    public string? Changes { get; init; }
    public string? NewPhone { get; init; }
    public string? NewUserId { get; init; }
    public bool IsEcho { get; init; }
}

internal sealed record InStatus(string NumberId, string Id, string Status, DateTimeOffset At)
{
    public int? ErrorCode { get; init; }
    public string? ErrorText { get; init; }

    /// <summary>Our own id, where it came back.</summary>
    public string? Callback { get; init; }
}

internal sealed record InUserId(string NumberId, string Phone, string Previous, string Current, DateTimeOffset At);

internal sealed record InPreference(string NumberId, string Phone, string UserId, string Value, DateTimeOffset At);

/// <summary>All updates of a POST, in its order.</summary>
internal sealed record InPost(
    IReadOnlyList<InMessage> Messages,
    IReadOnlyList<InStatus> Statuses,
    IReadOnlyList<InUserId> UserIds,
    IReadOnlyList<InPreference> Preferences
);

/// <summary>Reads what WhatsApp posts (whatsapp.md §6). Unknown fields and types are passed over; numbers may be strings and
/// strings numbers.</summary>
internal static class WebhookReader
{
    private const int MostId = 200;

    /// <summary>Null for what is not ours to read.</summary>
    public static InPost? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return Text(json.RootElement, "object") == "whatsapp_business_account" ? Read(json.RootElement) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static InPost Read(JsonElement root)
    {
        var (messages, statuses) = (new List<InMessage>(), new List<InStatus>());
        var (ids, preferences) = (new List<InUserId>(), new List<InPreference>());
        foreach (var change in Each(root, "entry").SelectMany(e => Each(e, "changes")))
        {
            if (Part(change, "value") is not { } value)
                continue;
            var number = Text(Part(value, "metadata"), "phone_number_id") ?? "";
            var contacts = Each(value, "contacts").ToList();
            messages.AddRange(Each(value, "messages").Select(m => Message(m, number, contacts)).OfType<InMessage>());
            messages.AddRange(
                Each(value, "message_echoes")
                    .Select(m => Message(m, number, contacts))
                    .OfType<InMessage>()
                    .Select(m => m with { IsEcho = true })
            );
            statuses.AddRange(Each(value, "statuses").Select(s => Status(s, number)).OfType<InStatus>());
            foreach (var update in Each(value, "user_id_update"))
                if (Text(Part(update, "user_id"), "current") is { Length: > 0 } current)
                    ids.Add(
                        new InUserId(
                            number,
                            Text(update, "wa_id") ?? "",
                            Text(Part(update, "user_id"), "previous") ?? "",
                            current,
                            Time(update)
                        )
                    );
            foreach (var wish in Each(value, "user_preferences"))
                if (Text(wish, "category") == "marketing_messages" && Text(wish, "value") is { } said)
                    preferences.Add(
                        new InPreference(
                            number,
                            Text(wish, "wa_id") ?? "",
                            Text(wish, "user_id") ?? "",
                            said,
                            Time(wish)
                        )
                    );
        }
        return new InPost(messages, statuses, ids, preferences);
    }

    private static InMessage? Message(JsonElement message, string number, List<JsonElement> contacts)
    {
        if (Text(message, "id") is not { Length: > 0 and <= MostId } id)
            return null;
        var type = Text(message, "type") is { Length: > 0 and <= 40 } known ? known : "unknown";
        var (phone, user) = (Text(message, "from") ?? "", Text(message, "from_user_id") ?? "");
        // Who it is from stands in any place of the list, or nowhere.
        var contact = contacts.FirstOrDefault(c =>
            (phone.Length > 0 && Text(c, "wa_id") == phone) || (user.Length > 0 && Text(c, "user_id") == user)
        );
        var content = Part(message, type);
        var reply = type == "interactive" ? ReplyOf(content) : content;
        var system = type == "system" ? content : null;
        return new InMessage(number, id, type, Time(message))
        {
            Phone = Digits(phone),
            UserId = user.Length is > 0 and <= 256 ? user : "",
            Name = Text(Part(contact, "profile"), "name"),
            Text = type switch
            {
                "text" => Text(content, "body"),
                "order" => Text(content, "text"),
                "edit" => Text(Part(Part(content, "message"), "text"), "body"),
                "button" => Text(content, "text"),
                "interactive" => Text(reply, "title") ?? Text(reply, "response_json"),
                "location" => string.Join(
                    ' ',
                    new[] { Text(content, "name"), Text(content, "address") }.OfType<string>()
                ),
                _ => Text(content, "caption"),
            },
            Items = type == "order" ? [.. Each(content, "product_items").Select(Item).OfType<BasketItem>()] : [],
            AboutSku = Text(Part(Part(message, "context"), "referred_product"), "product_retailer_id"),
            Reply = type switch
            {
                "interactive" => Text(reply, "id"),
                "button" => Text(content, "payload"),
                _ => null,
            },
            Changes = type is "edit" or "revoke" ? Text(content, "original_message_id") : null,
            NewPhone = Text(system, "type") == "user_changed_number" ? Digits(Text(system, "wa_id") ?? "") : null,
            NewUserId = Text(system, "type") == "user_changed_user_id" ? Text(system, "user_id") : null,
        };
    }

    private static JsonElement? ReplyOf(JsonElement? interactive) =>
        Text(interactive, "type") is { } type ? Part(interactive, type) : null;

    private static InStatus? Status(JsonElement status, string number) =>
        (Text(status, "id"), Text(status, "status"))
            is ({ Length: > 0 and <= MostId } id, { Length: > 0 and <= 20 } name)
            ? new InStatus(number, id, name, Time(status))
            {
                ErrorCode = Each(status, "errors").Select(e => (int?)Number(e, "code")).FirstOrDefault(),
                ErrorText = Each(status, "errors").Select(e => Text(e, "title")).FirstOrDefault(),
                Callback = Text(status, "biz_opaque_callback_data"),
            }
            : null;

    private static BasketItem? Item(JsonElement item) =>
        Text(item, "product_retailer_id") is { Length: > 0 } sku
            ? new BasketItem(sku, Number(item, "quantity") ?? 0, Number(item, "item_price"), Text(item, "currency"))
            : null;

    private static JsonElement? Part(JsonElement? of, string name) =>
        of is { ValueKind: JsonValueKind.Object } o
        && o.TryGetProperty(name, out var part)
        && part.ValueKind == JsonValueKind.Object
            ? part
            : null;

    private static IEnumerable<JsonElement> Each(JsonElement? of, string name) =>
        of is { ValueKind: JsonValueKind.Object } o
        && o.TryGetProperty(name, out var list)
        && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.Object)
            : [];

    private static string? Text(JsonElement? of, string name) =>
        of is { ValueKind: JsonValueKind.Object } o && o.TryGetProperty(name, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            }
            : null;

    private static decimal? Number(JsonElement of, string name) =>
        decimal.TryParse(Text(of, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static DateTimeOffset Time(JsonElement of) =>
        Number(of, "timestamp") is { } seconds and >= 0 and < 253_402_300_799
            ? DateTimeOffset.FromUnixTimeSeconds((long)seconds)
            : DateTimeOffset.UnixEpoch;

    private static string Digits(string phone) =>
        phone.Length is > 0 and <= 20 ? new string([.. phone.Where(char.IsAsciiDigit)]) : "";
}
