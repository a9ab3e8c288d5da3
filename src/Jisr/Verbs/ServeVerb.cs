using System.CommandLine;
using Jisr.Demo;
using Jisr.Web;

namespace Jisr.Verbs;

/// <summary><c>serve</c>: the web server.</summary>
internal static class ServeVerb
{
    public static Command Make(JisrHost host)
    {
        var urls = new Option<string?>("--urls")
        {
            Description = "Addresses to listen on, such as http://127.0.0.1:5080",
        };
        var demo = new Option<bool>("--demo")
        {
            Description = "Fill an empty database with the demo world and print the sign-ins",
        };
        var environment = new Option<string?>("--environment") { Description = "Development or Production" };
        var command = new Command("serve", "Run the web server; settings may follow as --Jisr:Name=value")
        {
            urls,
            demo,
            environment,
            new Option<string?>("--contentRoot") { Hidden = true },
            new Option<string?>("--applicationName") { Hidden = true },
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(
            async (parsed, ct) =>
            {
                if (parsed.UnmatchedTokens.FirstOrDefault(t => !IsSetting(t)) is { } stray)
                {
                    await Console.Error.WriteLineAsync($"'{stray}' is not an option of serve.");
                    return 2;
                }
                string[] web =
                [
                    .. parsed.UnmatchedTokens,
                    .. parsed.GetValue(demo) ? ["--Jisr:Demo=true"] : Array.Empty<string>(),
                    .. parsed.GetValue(environment) is { } name ? ["--environment", name] : Array.Empty<string>(),
                ];
                var builder = host.Builder(quiet: false, web);
                if (parsed.GetValue(urls) is { } addresses)
                    builder.WebHost.UseUrls(addresses);
                await using var app = builder.Build();
                // Before the road is built, whose parts may already ask for the key.
                await host.OpenAsync(app.Services, migrate: null, ct);
                // Side by side: neither needs the other, and each takes a fifth of a start.
                var modules = Task.Run(() => host.PrepareModulesAsync(app.Services, ct), ct);
                app.UseJisr();
                await modules;
                if (parsed.GetValue(demo))
                    await DemoWorld.FillAsync(app.Services, Console.Out, ct);
                await app.RunAsync(ct);
                return 0;
            }
        );
        return command;
    }

    // Settings come as --Name=value, or --Section:Name=value.
    private static bool IsSetting(string token) =>
        token.StartsWith("--", StringComparison.Ordinal) && token.Contains('=', StringComparison.Ordinal);
}
