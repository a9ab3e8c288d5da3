using System.Collections.Frozen;
using Jisr.Kernel.Data;
using Jisr.Kernel.Events;
using Jisr.Kernel.Language;
using Jisr.Kernel.Modules;
using Jisr.Kernel.Voices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.People.Voices;

/// <summary>The texts that are to be read aloud, as the pages show them in each language.</summary>
internal sealed class SpokenTexts(ModuleList modules, Words words)
{
    private readonly FrozenDictionary<string, IReadOnlyList<string>> texts = Words.Languages.ToFrozenDictionary(
        l => l,
        IReadOnlyList<string> (l) =>
            [
                .. modules
                    .All.SelectMany(m => m.Spoken)
                    .Select(keys => Questions.Text(keys.Select(k => words.In(l, k))))
                    .Distinct(StringComparer.Ordinal),
            ],
        StringComparer.Ordinal
    );

    public IReadOnlyList<string> Of(string language) => texts[language];
}

/// <summary>Which texts have a recording. Read anew after a change here, and each minute for changes elsewhere.</summary>
internal sealed class VoiceBook(IServiceScopeFactory scopes, TimeProvider clock) : IVoices, IStalePages
{
    public const string Tag = "voices";

    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private volatile Pages? current;

    public string? AddressOf(string language, string text, string? country = null) =>
        Read().ByText.TryGetValue((language, text), out var voices)
            ? VoiceRoute.Address(voices.GetValueOrDefault(language + "-" + country, voices.Values.First()))
            : null;

    public string Version => Read().Version;

    public Task DropAsync(IReadOnlyCollection<string> tags, CancellationToken ct)
    {
        if (tags.Contains(Tag))
            current = null;
        return Task.CompletedTask;
    }

    private Pages Read()
    {
        if (current is { } known && clock.GetUtcNow() - known.At < Fresh)
            return known;
        using var scope = scopes.CreateScope();
        var rows = scope
            .ServiceProvider.GetRequiredService<JisrDb>()
            .Set<Voice>()
            .AsNoTracking()
            .OrderBy(v => v.Id)
            .Select(v => new
            {
                v.Id,
                v.Kind,
                v.Text,
            })
            .ToList();
        return current = new Pages(
            clock.GetUtcNow(),
            string.Join(' ', rows.Select(r => r.Id)),
            rows.GroupBy(r => (VoiceKinds.LanguageOf(r.Kind), r.Text))
                .ToFrozenDictionary(g => g.Key, g => g.ToDictionary(r => r.Kind, r => r.Id, StringComparer.Ordinal))
        );
    }

    private sealed record Pages(
        DateTimeOffset At,
        string Version,
        FrozenDictionary<(string, string), Dictionary<string, Guid>> ByText
    );
}
