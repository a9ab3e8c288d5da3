using System.Globalization;
using System.Runtime.CompilerServices;

namespace Jisr.People.Matching;

/// <summary>The ten fields that are compared, in the order in which levels are written.</summary>
internal enum MatchField
{
    Given,
    Father,
    Grandfather,
    Family,
    Birth,
    Phone,
    Paper,
    Place,
    Head,
    Sex,
}

/// <summary>The level of each field of a pair: 1 is best, 0 is no evidence. Levels, never values.</summary>
[InlineArray(Count)]
internal struct Levels
{
    public const int Count = 10;

    public static readonly IReadOnlyList<string> Names =
    [
        .. Enum.GetNames<MatchField>().Select(n => n.ToLowerInvariant()),
    ];

    private byte first;

    public int Of(MatchField field) => this[(int)field];

    public void Set(MatchField field, int level) => this[(int)field] = (byte)level;

    /// <summary>As a pair keeps them: <c>given:1 father:0 …</c></summary>
    public readonly string Write()
    {
        var text = new string[Count];
        for (var i = 0; i < Count; i++)
            text[i] = string.Create(CultureInfo.InvariantCulture, $"{Names[i]}:{this[i]}");
        return string.Join(' ', text);
    }

    /// <summary>What <see cref="Write"/> wrote; a field that is not there is 0.</summary>
    public static Levels Read(string signals)
    {
        var levels = default(Levels);
        foreach (var signal in signals.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = signal.IndexOf(':', StringComparison.Ordinal);
            for (var i = 0; i < Count; i++)
                if (at > 0 && signal.AsSpan(0, at).SequenceEqual(Names[i]))
                    levels[i] = (byte)(signal[at + 1] - '0');
        }
        return levels;
    }
}
