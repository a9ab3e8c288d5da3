using System.Security.Cryptography;

namespace Jisr.Kernel.Text;

/// <summary>256 simple words that everybody can write down: one is 8 bits. They open what a person without an account
/// left here: her unfinished form, her report.</summary>
public static class PlainWords
{
    private static readonly HashSet<string> Folded;

    static PlainWords()
    {
        using var reader = new StreamReader(
            typeof(PlainWords).Assembly.GetManifestResourceStream("kernel/plain-words.txt")!
        );
        All = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Folded = All.Select(ArabicText.Fold).ToHashSet(StringComparer.Ordinal);
    }

    public static IReadOnlyList<string> All { get; }

    /// <summary>Words by chance.</summary>
    public static IReadOnlyList<string> New(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => All[RandomNumberGenerator.GetInt32(All.Count)])];

    /// <summary>One word a byte.</summary>
    public static IReadOnlyList<string> Of(ReadOnlySpan<byte> bytes)
    {
        var words = new string[bytes.Length];
        for (var i = 0; i < words.Length; i++)
            words[i] = All[bytes[i]];
        return words;
    }

    /// <summary>However they were typed: marks, hamza and spaces do not matter. Null when they are not as many of
    /// ours.</summary>
    public static string? Read(string? typed, int count)
    {
        if (typed is null || typed.Length > 200)
            return null;
        var words = ArabicText.Words(typed);
        return words.Length == count && words.All(Folded.Contains) ? string.Join(' ', words) : null;
    }
}
