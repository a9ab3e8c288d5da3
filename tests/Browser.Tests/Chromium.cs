using Jisr.Kernel.Ids;
using Jisr.Testing;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Jisr.Browser.Tests.Chromium))]
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace Jisr.Browser.Tests;

/// <summary>The system's Chromium, started once for all tests.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = Environment.GetEnvironmentVariable("JISR_TEST_CHROMIUM") ?? "/usr/bin/chromium",
                Headless = true,
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                ],
            }
        );
    }

    /// <summary>A fresh browser profile on the program: a cheap phone by default.</summary>
    public Task<IBrowserContext> OpenAsync(
        JisrApp jisr,
        string language = "ar",
        int width = 360,
        int height = 640,
        bool script = true,
        AccountId? account = null,
        bool dark = false
    ) => OpenAsync(jisr.Address, language, width, height, script, account, dark);

    /// <summary>The same on a program that runs somewhere else.</summary>
    public async Task<IBrowserContext> OpenAsync(
        Uri server,
        string language = "ar",
        int width = 360,
        int height = 640,
        bool script = true,
        AccountId? account = null,
        bool dark = false
    )
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        if (account is { } id)
            headers["X-Test-Account"] = id.ToString();
        var context = await browser!.NewContextAsync(
            new BrowserNewContextOptions
            {
                // A passkey belongs to a name, never to a bare number.
                BaseURL = new UriBuilder(server) { Host = "localhost" }.Uri.ToString(),
                Locale = language,
                ViewportSize = new ViewportSize { Width = width, Height = height },
                JavaScriptEnabled = script,
                ExtraHTTPHeaders = headers,
                ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            }
        );
        context.SetDefaultTimeout(15_000);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }
}
