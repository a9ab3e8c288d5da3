using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Jisr.Kernel.Access;
using Jisr.Kernel.Ids;
using Jisr.Testing;

namespace Jisr.People.Tests;

/// <summary>A centre whose manager has published the sample form, and a tablet of one of its workers.</summary>
internal sealed class FormSamples
{
    public const string UnitCode = "ma-10-es-1";
    private readonly JisrApp jisr;

    private FormSamples(JisrApp jisr, UnitId unit, AccountId worker, Browser manager)
    {
        this.jisr = jisr;
        Unit = unit;
        Worker = worker;
        Manager = manager;
    }

    public UnitId Unit { get; }
    public AccountId Worker { get; }
    public Browser Manager { get; }

    /// <summary>The day of the samples: its tablets fill in on 1 December.</summary>
    public static async Task<FormSamples> OpenAsync(JisrApp jisr, params string[] published)
    {
        jisr.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 1, 6, 22, 5, TimeSpan.Zero));
        var unit = await UnitsTests.UnitAsync(jisr, UnitCode, "MA-10.261");
        (await jisr.SendAsync("programme.add", new { code = "s4-jisr", nameAr = "جسر" })).IsDone.ShouldBeTrue();
        var samples = new FormSamples(
            jisr,
            unit,
            await jisr.AccountWithRoleAsync(Roles.CentreWorker, unit),
            await jisr.BrowserWithRoleAsync(Roles.ProgrammeManager, unit)
        );
        if (published.Length == 0)
            await samples.PublishAsync(await File.ReadAllBytesAsync(Fixture("registration.xlsx")), "registration.xlsx");
        foreach (var version in published)
        {
            await samples.PublishAsync(Text(version), "registration.md");
            jisr.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        return samples;
    }

    public static string Fixture(string name) => ImportTests.Fixture("xlsform/" + name);

    /// <summary>The sample in its text form, with another version.</summary>
    public static byte[] Text(string version, Func<string, string>? change = null)
    {
        var text = File.ReadAllText(Fixture("registration.md"))
            .Replace("2026120101", version, StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(change is null ? text : change(text));
    }

    public async Task<Page> BringAsync(byte[] file, string name = "form.md")
    {
        var page = await Manager.GetAsync("/forms/add");
        var programme = page.Document.QuerySelectorAll("#i-programme option").Last().GetAttribute("value");
        return await Manager.UploadAsync(
            page,
            [("file", name, "application/octet-stream", file)],
            ("unit", Unit.ToString()),
            ("programme", programme)
        );
    }

    public async Task<Page> PublishAsync(byte[] file, string name = "form.md")
    {
        var page = await BringAsync(file, name);
        page.Heading.ShouldBe("What was understood of the form", page.Text);
        var done = await Manager.SendAsync(page);
        done.Address.ShouldBe("/forms", done.Text);
        return done;
    }

    public HttpClient Tablet(AccountId? worker = null)
    {
        var http = jisr.BrowserOf(worker ?? Worker).Http;
        http.DefaultRequestHeaders.Add("X-OpenRosa-Version", "1.0");
        return http;
    }

    public static async Task<HttpResponseMessage> PostAsync(
        HttpClient http,
        byte[] xml,
        IReadOnlyList<(string Name, byte[] Bytes)>? files = null,
        int copies = 1,
        DateTimeOffset? sentAt = null
    )
    {
        using var content = new MultipartFormDataContent("B");
        for (var i = 0; i < copies; i++)
            content.Add(Part(xml, "text/xml"), "xml_submission_file", "submission.xml");
        foreach (var (name, bytes) in files ?? [])
            content.Add(Part(bytes, "image/jpeg"), name, name);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/openrosa/submission") { Content = content };
        request.Headers.Date = sentAt;
        return await http.SendAsync(request);
    }

    public static byte[] Xml(JsonElement sent) =>
        sent.TryGetProperty("xml", out var text)
            ? Encoding.UTF8.GetBytes(text.GetString()!)
            : File.ReadAllBytes(
                Fixture(sent.TryGetProperty("file", out var file) ? file.GetString()! : "submission.xml")
            );

    public static string Submission => File.ReadAllText(Fixture("submission.xml"));

    /// <summary>A picture of one point.</summary>
    public static byte[] Picture =>
        Convert.FromBase64String(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
        );

    public static IEnumerable<JsonElement> Cases(string file) =>
        JsonDocument.Parse(File.ReadAllText(Fixture(file))).RootElement.GetProperty("cases").EnumerateArray();

    private static ByteArrayContent Part(byte[] bytes, string type)
    {
        var part = new ByteArrayContent(bytes);
        part.Headers.ContentType = new MediaTypeHeaderValue(type);
        return part;
    }
}
