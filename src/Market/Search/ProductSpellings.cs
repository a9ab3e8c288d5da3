using Jisr.Kernel.Data;
using Jisr.Kernel.Events;
using Jisr.Kernel.Search;
using Jisr.Kernel.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Market.Search;

/// <summary>The words that stand in the index, kept in memory, for one edit and the nearest spelling (matching.md §12.2
/// rank 6). What is new is read after the pages of the search were
/// dropped; another node's change is seen after a minute.</summary>
internal sealed class ProductSpellings(IServiceScopeFactory scopes, TimeProvider clock) : IStalePages
{
    private const int Overlap = 1000;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AllAgain = TimeSpan.FromHours(6);
    private volatile Kept? kept;
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
            Interlocked.Increment(ref drops);
        return Task.CompletedTask;
    }

    // A text that changes is written as new rows, so that what came since is read by its number alone. A word that left
    // with its text finds nothing, and is forgotten when all are read again.
    private async Task<IReadOnlySet<string>> WordsAsync(CancellationToken ct)
    {
        var known = kept;
        if (known is not null && known.Drops == drops && clock.GetElapsedTime(known.Since) < Longest)
            return known.Words;
        var (since, before) = (clock.GetTimestamp(), drops);
        var all = known is null || clock.GetElapsedTime(known.ReadAt) > AllAgain;
        // Another node may write a lower number a moment after a higher one.
        var (from, last) = all ? (0, 0) : (known!.Last - Overlap, known.Last);
        var words = all
            ? new HashSet<string>(StringComparer.Ordinal)
            : new HashSet<string>(known!.Words, StringComparer.Ordinal);
        await using var scope = scopes.CreateAsyncScope();
        var texts = scope
            .ServiceProvider.GetRequiredService<JisrDb>()
            .Set<TextEntry>()
            .AsNoTracking()
            .Where(t => t.Id > from && t.Kind == ProductIndex.Kind)
            .Select(t => new { t.Id, t.Folded });
        await foreach (var text in texts.AsAsyncEnumerable().WithCancellation(ct))
        {
            last = Math.Max(last, text.Id);
            words.UnionWith(
                text.Folded.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Where(w => !w.StartsWith("xq", StringComparison.Ordinal))
            );
        }
        kept = new Kept(words, last, since, before, all ? since : known!.ReadAt);
        return words;
    }

    private static bool SameSound(string a, string b) => SoundKey.Keys(a).Intersect(SoundKey.Keys(b)).Any();

    private sealed record Kept(HashSet<string> Words, long Last, long Since, int Drops, long ReadAt);
}

/// <summary>Distance of two spellings.</summary>
internal static class Edits
{
    /// <summary>Equal, or apart by one letter more, less, other, two neighbours swapped, or letters doubled.</summary>
    public static bool AtMostOne(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 1)
            return a[0] == b[0] && a[^1] == b[^1] && Single(a) == Single(b);
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
