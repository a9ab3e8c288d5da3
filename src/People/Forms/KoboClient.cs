using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Jisr.Kernel.Modules;

namespace Jisr.People.Forms;

/// <summary>Where Kobo is asked: <c>Jisr__Kobo__Url</c>, <c>Jisr__Kobo__Token</c>.</summary>
internal sealed class KoboSettings
{
    /// <summary>Such as <c>https://kf.kobotoolbox.org</c>.</summary>
    public string Url { get; set; } = "";

    /// <summary>API token of a Kobo account that may view the submissions; from the environment, never on a command line.</summary>
    public string Token { get; set; } = "";

    /// <summary>Submissions asked for at once.</summary>
    public int Page { get; set; } = 100;
}

/// <summary>Reads submissions from the API of KoboToolbox, version 2: <c>GET /api/v2/assets/{uid}/data/</c>, page by
/// page. Its webhook is not used: it says nothing of edits (kpi 2781).</summary>
internal sealed class KoboClient(HttpClient http, Microsoft.Extensions.Options.IOptions<KoboSettings> options)
{
    private const int MostPages = 10_000;
    private readonly KoboSettings settings = options.Value;

    /// <summary>All submissions of an asset, oldest first.</summary>
    public async IAsyncEnumerable<JsonElement> DataAsync(
        string asset,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct
    )
    {
        var root = Root();
        var query = Uri.EscapeDataString("{\"_id\":1}");
        Uri? next = new(
            root,
            string.Create(
                CultureInfo.InvariantCulture,
                $"api/v2/assets/{Uri.EscapeDataString(asset)}/data/?format=json&sort={query}&limit={settings.Page}&start=0"
            )
        );
        for (var page = 0; next is not null && page < MostPages; page++)
        {
            using var json = await JsonAsync(next, ct);
            if (
                json.RootElement.ValueKind != JsonValueKind.Object
                || !json.RootElement.TryGetProperty("results", out var results)
                || results.ValueKind != JsonValueKind.Array
            )
                throw new OperatingException("Kobo answered with something that is no list of submissions.");
            foreach (var one in results.EnumerateArray())
                yield return one.Clone();
            next =
                json.RootElement.TryGetProperty("next", out var more) && more.ValueKind == JsonValueKind.String
                    ? Inside(root, more.GetString()!)
                    : null;
        }
    }

    /// <summary>The bytes of an attachment; null where it is gone or too large.</summary>
    public async Task<byte[]?> FileAsync(string address, CancellationToken ct)
    {
        using var request = Request(Inside(Root(), address));
        using var response = await http.SendAsync(request, ct);
        return
            response.IsSuccessStatusCode
            && response.Content.Headers.ContentLength is null or <= Kernel.Photos.PhotoReader.MostBytes
            ? await response.Content.ReadAsByteArrayAsync(ct)
            : null;
    }

    private async Task<JsonDocument> JsonAsync(Uri address, CancellationToken ct)
    {
        using var request = Request(address);
        try
        {
            using var response = await http.SendAsync(request, ct);
            if (!response.IsSuccessStatusCode)
                throw new OperatingException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Kobo answered {(int)response.StatusCode}. Is the token right, and may it see this form?"
                    )
                );
            return await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(ct), cancellationToken: ct);
        }
        catch (HttpRequestException e)
        {
            throw new OperatingException("Kobo could not be reached: " + e.Message, e);
        }
        catch (JsonException e)
        {
            throw new OperatingException("Kobo answered with something that is no JSON.", e);
        }
    }

    private HttpRequestMessage Request(Uri address)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Token", settings.Token);
        return request;
    }

    private Uri Root() =>
        Uri.TryCreate(settings.Url.TrimEnd('/') + "/", UriKind.Absolute, out var root)
        && root.Scheme is "https" or "http"
        && settings.Token.Length > 0
            ? root
            : throw new OperatingException("Set Jisr__Kobo__Url and Jisr__Kobo__Token first.");

    // The token goes to the server that the operator named, wherever a page points.
    private static Uri Inside(Uri root, string address) =>
        Uri.TryCreate(root, address, out var next)
        && next.Host == root.Host
        && next.Port == root.Port
        && next.Scheme == root.Scheme
            ? next
            : throw new OperatingException("Kobo pointed to another server; nothing was sent there.");
}
