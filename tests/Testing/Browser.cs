using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Jisr.Kernel.Ids;

namespace Jisr.Testing;

/// <summary>Reads pages and sends their forms as rendered, hidden fields and antiforgery included; no script.</summary>
public sealed class Browser : IDisposable
{
    private readonly HttpClient http;
    private readonly CookieContainer cookies = new();

    internal Browser(HttpMessageHandler server, string language, AccountId? account)
    {
        http = new HttpClient(new CookieHandler(server, cookies))
        {
            BaseAddress = new Uri("https://jisr.test"),
            Timeout = TimeSpan.FromSeconds(60),
        };
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        if (account is { } id)
            http.DefaultRequestHeaders.Add(TestSignIn.Header, id.ToString());
    }

    /// <summary>The client itself, for what is no page.</summary>
    public HttpClient Http => http;

    /// <summary>Opens a page; follows redirects as a browser does.</summary>
    public async Task<Page> GetAsync(string address)
    {
        try
        {
            return await FollowAsync(await http.GetAsync(new Uri(address, UriKind.RelativeOrAbsolute)));
        }
        catch (TaskCanceledException e)
        {
            throw new TimeoutException($"{address} did not answer", e);
        }
    }

    /// <summary>Fills the form of a page and sends it. Fields not named keep what the page shows; null unticks.</summary>
    public Task<Page> SendAsync(Page page, params (string Field, string? Value)[] fields) =>
        SendAsync(page, "form#f", fields);

    /// <summary>The same for a form found by a selector.</summary>
    public async Task<Page> SendAsync(Page page, string form, params (string Field, string? Value)[] fields)
    {
        using var request = page.Request(form, fields);
        return await FollowAsync(await http.SendAsync(request));
    }

    /// <summary>Sends a form with files.</summary>
    public async Task<Page> UploadAsync(
        Page page,
        IReadOnlyList<(string Field, string Name, string Type, byte[] Bytes)> files,
        params (string Field, string? Value)[] fields
    )
    {
        using var request = page.Request("form#f", fields, files);
        return await FollowAsync(await http.SendAsync(request));
    }

    public void Dispose() => http.Dispose();

    private async Task<Page> FollowAsync(HttpResponseMessage response)
    {
        var hops = 0;
        var first = response.StatusCode;
        while ((int)response.StatusCode is 301 or 302 or 303 or 307 && hops++ < 10)
        {
            var next = new Uri(response.RequestMessage!.RequestUri!, response.Headers.Location!);
            if (next.Host != http.BaseAddress!.Host)
                break;
            response = await http.GetAsync(next);
        }
        return await Page.ReadAsync(response, first);
    }

    private sealed class CookieHandler(HttpMessageHandler server, CookieContainer cookies) : DelegatingHandler(server)
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            // A signed-in browser carries its cookie: kept pages of strangers are not for it.
            var header = cookies.GetCookieHeader(request.RequestUri!);
            if (request.Headers.Contains(TestSignIn.Header))
                header = header.Length == 0 ? "__Host-app=test" : header + "; __Host-app=test";
            if (header.Length > 0)
                request.Headers.TryAddWithoutValidation("Cookie", header);
            var response = await base.SendAsync(request, cancellationToken);
            if (response.Headers.TryGetValues("Set-Cookie", out var set))
                foreach (var cookie in set)
                    cookies.SetCookies(request.RequestUri!, cookie);
            return response;
        }
    }
}

/// <summary>A page as it came.</summary>
public sealed class Page
{
    private Page(HttpResponseMessage response, string html, IHtmlDocument document, HttpStatusCode first)
    {
        Response = response;
        Html = html;
        Document = document;
        FirstStatus = first;
    }

    public HttpResponseMessage Response { get; }
    public string Html { get; }
    public IHtmlDocument Document { get; }

    /// <summary>Status of the answer before redirects were followed: 303 after a form that was done.</summary>
    public HttpStatusCode FirstStatus { get; }
    public int Status => (int)Response.StatusCode;

    /// <summary>Path and query where it ended.</summary>
    public string Address => Response.RequestMessage!.RequestUri!.PathAndQuery;
    public string Title => Document.Title ?? "";
    public string Heading => Document.QuerySelector("h1")?.TextContent.Trim() ?? "";
    public string Text => Document.Body?.TextContent ?? "";

    /// <summary>Texts of the error summary.</summary>
    public IReadOnlyList<string> Errors =>
        [.. Document.QuerySelectorAll("#errors li").Select(e => e.TextContent.Trim())];

    /// <summary>The value a field shows.</summary>
    public string? Value(string field) =>
        Document.QuerySelector($"[name='{field}']") switch
        {
            IHtmlInputElement i => i.Value,
            IHtmlTextAreaElement t => t.Value,
            IHtmlSelectElement s => s.Value,
            _ => null,
        };

    /// <summary>Address of the first link whose text holds these words.</summary>
    public string Link(string words) =>
        Document
            .QuerySelectorAll("a")
            .OfType<IHtmlAnchorElement>()
            .First(a => a.TextContent.Contains(words, StringComparison.Ordinal))
            .GetAttribute("href")!;

    internal static async Task<Page> ReadAsync(HttpResponseMessage response, HttpStatusCode first)
    {
        var html = await response.Content.ReadAsStringAsync();
        return new Page(response, html, new HtmlParser().ParseDocument(html), first);
    }

    internal HttpRequestMessage Request(
        string selector,
        (string Field, string? Value)[] fields,
        IReadOnlyList<(string Field, string Name, string Type, byte[] Bytes)>? files = null
    )
    {
        var form =
            Document.QuerySelector(selector) as IHtmlFormElement
            ?? throw new InvalidOperationException(
                $"No form {selector} on {Address} ({Status}): {Text[..Math.Min(400, Text.Length)]}"
            );
        var changed = fields.Select(f => f.Field).ToHashSet(StringComparer.Ordinal);
        var values = new List<KeyValuePair<string, string>>();
        foreach (var element in form.QuerySelectorAll("input[name], select[name], textarea[name]"))
        {
            var name = element.GetAttribute("name")!;
            if (changed.Contains(name))
                continue;
            if (
                element
                is IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false }
                    or IHtmlInputElement { Type: "file" }
            )
                continue;
            values.Add(
                new(
                    name,
                    element is IHtmlInputElement i ? i.Value
                        : element is IHtmlSelectElement s ? s.Value ?? ""
                        : ((IHtmlTextAreaElement)element).Value
                )
            );
        }
        values.AddRange(
            fields.Where(f => f.Value is not null).Select(f => new KeyValuePair<string, string>(f.Field, f.Value!))
        );
        var address = new Uri(Response.RequestMessage!.RequestUri!, form.GetAttribute("action") ?? "");
        if (!string.Equals(form.Method, "post", StringComparison.OrdinalIgnoreCase))
            return new HttpRequestMessage(
                HttpMethod.Get,
                new UriBuilder(address)
                {
                    Query = string.Join(
                        '&',
                        values.Select(v => Uri.EscapeDataString(v.Key) + "=" + Uri.EscapeDataString(v.Value))
                    ),
                }.Uri
            );
        if (files is null)
            return new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(values) };
        var parts = new MultipartFormDataContent();
        foreach (var (key, value) in values)
            parts.Add(new StringContent(value), key);
        foreach (var (field, name, type, bytes) in files)
        {
            var part = new ByteArrayContent(bytes);
            part.Headers.TryAddWithoutValidation("Content-Type", type);
            parts.Add(part, field, name);
        }
        return new HttpRequestMessage(HttpMethod.Post, address) { Content = parts };
    }
}
