using Jisr.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Voices;

/// <summary>A text and its recording, or a recording whose text is gone.</summary>
/// <param name="Index">Place of the text among those to be spoken; empty for an old recording.</param>
internal sealed record VoiceLine(string Kind, string Text, int? Index, Guid? Id)
{
    /// <summary>recorded, missing, or stale: the text on the page is another one by now.</summary>
    public string State =>
        Index is null ? "stale"
        : Id is null ? "missing"
        : "recorded";
}

/// <summary>What is recorded, what is not yet, and what speaks older words.</summary>
internal sealed class ReadVoices(JisrDb db, SpokenTexts spoken)
{
    /// <summary>Stale ones first, then those that are missing, then the rest; each in the order of the pages.</summary>
    public async Task<IReadOnlyList<VoiceLine>> OfAsync(string kind, CancellationToken ct)
    {
        var rows = await db.Set<Voice>()
            .AsNoTracking()
            .Where(v => v.Kind == kind)
            .OrderBy(v => v.Id)
            .Select(v => new { v.Id, v.Text })
            .ToListAsync(ct);
        var recorded = rows.ToDictionary(r => r.Text, r => r.Id, StringComparer.Ordinal);
        var texts = spoken.Of(VoiceKinds.LanguageOf(kind));
        var now = texts.Select(
            (text, i) => new VoiceLine(kind, text, i, recorded.TryGetValue(text, out var id) ? id : null)
        );
        var known = texts.ToHashSet(StringComparer.Ordinal);
        return
        [
            .. rows.Where(r => !known.Contains(r.Text)).Select(r => new VoiceLine(kind, r.Text, null, r.Id)),
            .. now.OrderBy(l => l.Id is null ? 0 : 1),
        ];
    }
}
