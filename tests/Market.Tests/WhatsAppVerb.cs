using System.CommandLine;
using System.Text;
using System.Text.Json;
using Jisr.Kernel.Modules;
using Jisr.Testing;

namespace Jisr.Market.Tests;

/// <summary>What <c>whatsapp read</c> said.</summary>
internal sealed record WhatsAppRun(int Exit, string Output, string Errors)
{
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public IReadOnlyList<JsonElement> Messages => [.. Json.GetProperty("messages").EnumerateArray()];

    public string? Error => Json.TryGetProperty("error", out var error) ? error.GetString() : null;
}

/// <summary>The verb <c>whatsapp read</c>, entered as the command line enters it, on a machine without a database.</summary>
internal static class WhatsAppVerb
{
    public static readonly string Fixtures = Repo.File("tests/Market.Tests/fixtures/whatsapp");

    public static string Catalogue => Path.Combine(Fixtures, "orders", "catalogue.json");

    /// <summary>Reads a file; always with <c>--json</c>.</summary>
    public static async Task<WhatsAppRun> FileAsync(string path, params string[] options)
    {
        var verb = new MarketModule().Verbs(new NoDatabase()).Single(v => v.Group == "whatsapp");
        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        var how = new InvocationConfiguration
        {
            Output = output,
            Error = errors,
            EnableDefaultExceptionHandler = false,
        };
        var exit = await verb.Command.Parse([path, .. options, "--json"]).InvokeAsync(how);
        return new WhatsAppRun(exit, output.ToString(), errors.ToString());
    }

    /// <summary>Reads bytes as a file.</summary>
    public static async Task<WhatsAppRun> BytesAsync(byte[] bytes, params string[] options)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("jisr-chat-").FullName, "chat");
        try
        {
            await File.WriteAllBytesAsync(path, bytes);
            return await FileAsync(path, options);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }

    /// <summary>Reads a text as a chat.</summary>
    public static Task<WhatsAppRun> ChatAsync(string text, params string[] options) =>
        BytesAsync(Encoding.UTF8.GetBytes(text), options);

    /// <summary>Reads a text as one order text, against the catalogue of the fixtures.</summary>
    public static async Task<JsonElement> PastedAsync(string text, string? catalogue = null)
    {
        var run = await ChatAsync(text, "--pasted", "--catalogue", catalogue ?? Catalogue);
        run.Exit.ShouldBe(0, run.Errors);
        return run.Json;
    }

    private sealed class NoDatabase : IVerbHost
    {
        public Task<int> RunAsync(Func<IServiceProvider, CancellationToken, Task<int>> work, CancellationToken ct) =>
            throw new InvalidOperationException("Nothing but --shop opens a database.");
    }
}
