using System.Collections.Concurrent;

namespace Jisr.Market.Front;

/// <summary>Counts wrong codes by the place they come from: after ten in ten minutes it has to wait (market.md §11). In
/// memory only, nothing of it is stored.</summary>
internal sealed class CodeTries(TimeProvider clock)
{
    public const int Most = 10;
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    private const int MostPlaces = 50_000;

    private readonly ConcurrentDictionary<string, Queue<DateTimeOffset>> wrong = new(StringComparer.Ordinal);

    /// <summary>True while this place has to wait.</summary>
    public bool MustWait(string place)
    {
        if (!wrong.TryGetValue(place, out var times))
            return false;
        lock (times)
        {
            Forget(times);
            return times.Count >= Most;
        }
    }

    public void Wrong(string place)
    {
        if (wrong.Count >= MostPlaces)
            Tidy();
        var times = wrong.GetOrAdd(place, _ => new Queue<DateTimeOffset>());
        lock (times)
        {
            Forget(times);
            times.Enqueue(clock.GetUtcNow());
        }
    }

    private void Forget(Queue<DateTimeOffset> times)
    {
        var since = clock.GetUtcNow() - Window;
        while (times.TryPeek(out var first) && first <= since)
            times.Dequeue();
    }

    private void Tidy()
    {
        foreach (var (place, times) in wrong)
            lock (times)
            {
                Forget(times);
                if (times.Count == 0)
                    wrong.TryRemove(place, out _);
            }
    }
}
