namespace Jisr.Demo;

/// <summary>The same throws every time: the demo world is the same on every machine. Not for anything secret.</summary>
internal sealed class DemoDice(ulong seed)
{
    private ulong state = seed;

    /// <summary>0 to <paramref name="sides"/> − 1.</summary>
    public int Throw(int sides)
    {
        // SplitMix64.
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)((z ^ (z >> 31)) % (ulong)sides);
    }

    public T Pick<T>(IReadOnlyList<T> of) => of[Throw(of.Count)];
}
