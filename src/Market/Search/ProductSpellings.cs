using Jisr.Kernel.Data;
using Jisr.Kernel.Events;
using Jisr.Kernel.Search;
using Jisr.Kernel.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Market.Search;

/// <summary>The words that stand in the index, kept in memory, for one edit and the nearest spelling (matching.md §12.2
/// rank 6). Dropped with the pages of the search; another node's change is seen after a minute.</summary>
internal sealed class ProductSpellings(IServiceScopeFactory scopes, TimeProvider clock) : IStalePages
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private Kept? kept;
    private int drops;

    /// <summary>Words of the index that a query word matches by one edit: both of six letters or more, or of five with
    /// the same sound. Shorter ones never: many pairs one dot apart are different goods.</summary>
    public async Task<IReadOnlyList<string>> OneEditAsync(string folded, CancellationToken ct)
    {
        if (folded.Length < 5 || folded.Any(char.IsAsciiDigit))
            return [];
        return
        [
            .. (await WordsAsync(ct)).Where(w =>
                w.Length >= 5
                && w != folded
                && Edits.AtMostOne(w, folded)
                && (Math.Min(w.Length, folded.Length) >= 6 || SameSound(w, folded))
            ),
        ];
    }

    /// <summary>The nearest words of the index, best first; the word itself when it stands there.</summary>
    public async Task<IReadOnlyList<string>> NearestAsync(string folded, CancellationToken ct)
    {
        var words = await WordsAsync(ct);
        if (words.Contains(folded))
            return [folded];
        if (folded.Length < 3 || folded.Any(char.IsAsciiDigit))
            return [];
        return
        [
            .. words
                .Where(w => w.Length >= 3 && Edits.AtMostOne(w, folded))
                .OrderBy(w => w[0] == folded[0] ? 0 : 1)
                .ThenBy(w => Math.Abs(w.Length - folded.Length))
                .ThenBy(w => w, StringComparer.Ordinal)
                .Take(3),
        ];
    }

    public Task DropAsync(IReadOnlyCollection<string> tags, CancellationToken ct)
    {
        if (tags.Contains(Tags.Find))
            (kept, drops) = (null, drops + 1);
        return Task.CompletedTask;
    }

    private async Task<IReadOnlySet<string>> WordsAsync(CancellationToken ct)
    {
        if (kept is { } known && clock.GetElapsedTime(known.Since) < Longest)
            return known.Words;
        var (since, before) = (clock.GetTimestamp(), drops);
        var words = new HashSet<string>(StringComparer.Ordinal);
        await using var scope = scopes.CreateAsyncScope();
        var texts = scope
            .ServiceProvider.GetRequiredService<JisrDb>()
            .Set<TextEntry>()
            .AsNoTracking()
            .Where(t => t.Kind == ProductIndex.Kind)
            .Select(t => t.Folded);
        await foreach (var text in texts.AsAsyncEnumerable().WithCancellation(ct))
            words.UnionWith(
                text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Where(w => !w.StartsWith("xq", StringComparison.Ordinal))
            );
        // What was dropped while it was read is read again next time.
        if (before == drops)
            kept = new Kept(words, since);
        return words;
    }

    private static bool SameSound(string a, string b) => SoundKey.Keys(a).Intersect(SoundKey.Keys(b)).Any();

    private sealed record Kept(IReadOnlySet<string> Words, long Since);
}

/// <summary>Distance of two spellings.</summary>
internal static class Edits
{
    /// <summary>Equal, or apart by one letter more, less, other, two neighbours swapped, or letters doubled.</summary>
    public static bool AtMostOne(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 1)
            return Single(a) == Single(b);
        var (shorter, longer) = a.Length <= b.Length ? (a, b) : (b, a);
        var same = 0;
        while (same < shorter.Length && shorter[same] == longer[same])
            same++;
        if (same == shorter.Length)
            return true;
        if (shorter.Length < longer.Length)
            return shorter.AsSpan(same).SequenceEqual(longer.AsSpan(same + 1)) || Single(a) == Single(b);
        if (shorter.AsSpan(same + 1).SequenceEqual(longer.AsSpan(same + 1)))
            return true;
        return same + 1 < shorter.Length
            && shorter[same] == longer[same + 1]
            && shorter[same + 1] == longer[same]
            && shorter.AsSpan(same + 2).SequenceEqual(longer.AsSpan(same + 2));
    }

    private static string Single(string word) => string.Concat(word.Where((c, i) => i == 0 || word[i - 1] != c));
}
