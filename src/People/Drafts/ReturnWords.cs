using System.Security.Cryptography;
using Jisr.Kernel.Text;

namespace Jisr.People.Drafts;

/// <summary>Six simple words by which she goes on later, without an account (people.md A6). 256 words: 48 bits.</summary>
internal static class ReturnWords
{
    public const int Count = 6;

    public static IReadOnlyList<string> All { get; } = Load();

    private static readonly HashSet<string> Folded = All.Select(ArabicText.Fold).ToHashSet(StringComparer.Ordinal);

    public static IReadOnlyList<string> New() =>
        [.. Enumerable.Range(0, Count).Select(_ => All[RandomNumberGenerator.GetInt32(All.Count)])];

    /// <summary>However they were typed: marks, hamza and spaces do not matter. Null when they are not six of ours.</summary>
    public static string? Read(string? typed)
    {
        if (typed is null || typed.Length > 200)
            return null;
        var words = ArabicText.Words(typed);
        return words.Length == Count && words.All(Folded.Contains) ? string.Join(' ', words) : null;
    }

    private static string[] Load()
    {
        using var reader = new StreamReader(
            typeof(ReturnWords).Assembly.GetManifestResourceStream("drafts/words.txt")!
        );
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
