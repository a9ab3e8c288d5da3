using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Jisr.Kernel.Doors.Sync;
using Jisr.Kernel.Modules;
using Jisr.Kernel.Voices;

namespace Jisr.Web;

/// <summary>The worker that keeps the offline pages on a device, and their manifest. A build, a new key to seal for or a
/// new recording is a new version of it; the device takes it when its worker agrees.</summary>
internal static class Shell
{
    public static void MapShell(this WebApplication app, ModuleList modules)
    {
        var script = Read("jisr/sw.js");
        var build = Build(app.Environment.ContentRootPath, modules);
        app.MapGet(
                "/sw.js",
                async (HttpContext http, OutboxKeys keys, IVoices voices) =>
                {
                    var key = await keys.CurrentAsync(http.RequestAborted);
                    http.Response.Headers.CacheControl = "no-cache";
                    return Results.Text(
                        $"const VERSION = \"{Short(build + key.Kid + voices.Version)}\";\n" + script,
                        "text/javascript; charset=utf-8"
                    );
                }
            )
            .AllowAnonymous()
            .ExcludeFromDescription();
        app.MapGet(
                "/offline.webmanifest",
                (HttpContext http) =>
                {
                    http.Response.Headers.CacheControl = "no-cache";
                    return Results.Text(Manifest, "application/manifest+json; charset=utf-8");
                }
            )
            .AllowAnonymous()
            .ExcludeFromDescription();
    }

    // The neutral name of the site: on a home screen others see it too. Older phones put no SVG there.
    private const string Manifest = """
        {"id":"/offline","name":"جسر","short_name":"جسر","start_url":"/offline","scope":"/","display":"standalone","lang":"ar","dir":"rtl","background_color":"#ffffff","theme_color":"#0b5a54","icons":[{"src":"/icon.svg","sizes":"any","type":"image/svg+xml","purpose":"any"},{"src":"/icon-192.png","sizes":"192x192","type":"image/png","purpose":"any"},{"src":"/icon-512.png","sizes":"512x512","type":"image/png","purpose":"any"},{"src":"/icon-maskable-512.png","sizes":"512x512","type":"image/png","purpose":"maskable"}]}
        """;

    private static string Build(string root, ModuleList modules)
    {
        var assets = Path.Combine(root, "jisr.staticwebassets.endpoints.json");
        return string.Join(
                ' ',
                modules
                    .All.Select(m => m.GetType().Assembly)
                    .Append(typeof(Ui.Parts.OfflineLayout).Assembly)
                    .Append(typeof(Shell).Assembly)
                    .Select(a => a.ManifestModule.ModuleVersionId)
            ) + (File.Exists(assets) ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(assets))) : "");
    }

    private static string Short(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));

    private static string Read(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
