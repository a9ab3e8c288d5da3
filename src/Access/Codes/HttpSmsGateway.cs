using System.Net.Http.Json;
using Jisr.Contracts.Access;

namespace Jisr.Access.Codes;

/// <summary>Any gateway that takes a JSON object by POST; its fields have the names of the settings.</summary>
internal sealed class HttpSmsGateway(HttpClient http, CodeSettings settings) : ISmsGateway
{
    public bool IsOn => !string.IsNullOrWhiteSpace(settings.SmsUrl);

    public async Task SendAsync(string number, string text, CancellationToken ct)
    {
        var body = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [settings.SmsToField] = number,
            [settings.SmsTextField] = text,
        };
        if (settings.SmsFrom is { Length: > 0 } from)
            body[settings.SmsFromField] = from;
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.SmsUrl)
        {
            Content = JsonContent.Create(body),
        };
        if (settings.SmsAuthorization is { Length: > 0 } authorization)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var response = await http.SendAsync(request, ct);
        response.EnsureSuccessStatusCode();
    }
}
