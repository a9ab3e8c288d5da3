using System.CommandLine;
using System.Text.Json;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Modules;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.People.Voices;

/// <summary><c>voices list</c>: after a new version of the program, which recordings speak words that no page shows any
/// more, and which texts nobody has read yet. Ends with 1 where one is old, so that a build can ask.</summary>
internal static class VoiceVerb
{
    public static Verb Make(IVerbHost host)
    {
        var json = new Option<bool>("--json") { Description = "One line of JSON instead of sentences" };
        var command = new Command("list", "Recorded voices: what is old, what is missing") { json };
        command.SetAction(
            (parsed, ct) => host.RunAsync((services, token) => RunAsync(services, parsed.GetValue(json), token), ct)
        );
        return new Verb("voices", command);
    }

    private static async Task<int> RunAsync(IServiceProvider services, bool json, CancellationToken ct)
    {
        var voices = services.GetRequiredService<ReadVoices>();
        var stale = new List<VoiceLine>();
        var counts = new SortedDictionary<string, Dictionary<string, int>>(StringComparer.Ordinal);
        foreach (var kind in VoiceKinds.All)
        {
            var lines = await voices.OfAsync(kind, ct);
            stale.AddRange(lines.Where(l => l.State == "stale"));
            counts[kind] = lines.GroupBy(l => l.State, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count());
        }
        if (json)
            await Console.Out.WriteLineAsync(
                JsonSerializer.Serialize(
                    new { counts, stale = stale.Select(s => new { voice = s.Kind, text = s.Text }) },
                    CanonicalJson.Options
                )
            );
        else
        {
            foreach (var (kind, states) in counts)
                await Console.Out.WriteLineAsync(
                    kind + "  " + string.Join("  ", states.OrderBy(s => s.Key).Select(s => s.Key + " " + s.Value))
                );
            foreach (var old in stale)
                await Console.Out.WriteLineAsync("stale  " + old.Kind + "  " + old.Text.ReplaceLineEndings(" "));
        }
        return stale.Count == 0 ? 0 : 1;
    }
}
