using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Jisr.Market.CloudApi;

/// <summary>A message as it is sent. <see cref="To"/> is a number without the plus; <see cref="UserId"/> names somebody
/// whose number nobody knows.</summary>
internal sealed record OutMessage(string NumberId, string To, string UserId, string Text, string Callback)
{
    /// <summary>Outside the 24 hours: an approved template with the values of its places.</summary>
    public (string Name, string Language, IReadOnlyList<string> Values)? Template { get; init; }
}

/// <summary>What WhatsApp answered: its id of the message, or a code and a title.</summary>
internal sealed record SendResult(string? WaId, int? ErrorCode, string? ErrorText);

/// <summary>Sends a message. One implementation speaks to WhatsApp; tests have a server that behaves like it.</summary>
internal interface ISendMessages
{
    /// <summary>Never throws for what the other side does: a lost line is a result too, without a code.</summary>
    Task<SendResult> SendAsync(OutMessage message, CancellationToken ct);
}

/// <summary><c>POST {url}/{number id}/messages</c> of the Cloud API.</summary>
internal sealed class CloudApiClient(HttpClient http, CloudApiSettings settings) : ISendMessages
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public async Task<SendResult> SendAsync(OutMessage message, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            new Uri(settings.Url.TrimEnd('/') + "/" + Uri.EscapeDataString(message.NumberId) + "/messages")
        )
        {
            Content = JsonContent.Create(BodyOf(message)),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", settings.Token);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            using var response = await http.SendAsync(request, patience.Token);
            var body = await response.Content.ReadAsByteArrayAsync(patience.Token);
            return Read(response.StatusCode, body);
        }
        catch (Exception e)
            when (e is HttpRequestException or IOException
                || (e is OperationCanceledException && !ct.IsCancellationRequested)
            )
        {
            return new SendResult(null, null, "no answer");
        }
    }

    private static Dictionary<string, object> BodyOf(OutMessage message)
    {
        var body = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["messaging_product"] = "whatsapp",
            ["recipient_type"] = "individual",
            ["biz_opaque_callback_data"] = message.Callback,
        };
        body[message.To.Length > 0 ? "to" : "recipient"] = message.To.Length > 0 ? message.To : message.UserId;
        if (message.Template is var (name, language, values))
        {
            body["type"] = "template";
            body["template"] = new
            {
                name,
                language = new { code = language },
                components = new[]
                {
                    new { type = "body", parameters = values.Select(v => new { type = "text", text = v }) },
                },
            };
        }
        else
        {
            body["type"] = "text";
            body["text"] = new { preview_url = false, body = message.Text };
        }
        return body;
    }

    private static SendResult Read(HttpStatusCode status, byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            if (
                json.RootElement.TryGetProperty("messages", out var messages)
                && messages.ValueKind == JsonValueKind.Array
                && messages.GetArrayLength() > 0
                && messages[0].TryGetProperty("id", out var id)
                && id.GetString() is { Length: > 0 and <= 200 } waId
            )
                return new SendResult(waId, null, null);
            if (
                json.RootElement.TryGetProperty("error", out var error)
                && error.TryGetProperty("code", out var code)
                && code.TryGetInt32(out var number)
            )
                return new SendResult(
                    null,
                    number,
                    error.TryGetProperty("message", out var text) ? text.GetString() : null
                );
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // No JSON, or another shape: the status says enough.
        }
        return new SendResult(null, null, FormattableString.Invariant($"HTTP {(int)status}"));
    }
}
