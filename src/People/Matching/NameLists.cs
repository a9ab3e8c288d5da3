using System.Collections.Frozen;
using Jisr.Kernel.Text;

namespace Jisr.People.Matching;

/// <summary>What is known about names as data (Data/): compound given names, and spellings of one name that no sound
/// key catches.</summary>
internal static class NameLists
{
    private static readonly (FrozenSet<(string, string)> Pairs, FrozenDictionary<string, string[]> Whole) Compounds =
        ReadCompounds();

    private static readonly FrozenDictionary<string, int[]> Groups = ReadVariants();

    /// <summary>True when two words are one given name, such as فاطمة الزهراء.</summary>
    public static bool IsCompound(string first, string second) =>
        Compounds.Pairs.Contains((first, second)) || (IsFatima(first) && IsZahra(second));

    // The commonest one is written in more ways than a list holds: Fateema Zahra, Fatim Ezzohra.
    private static bool IsFatima(string word) => word[0] is 'f' or 'ف' && SoundKey.Keys(word).Contains("FTM");

    private static bool IsZahra(string word) => SoundKey.Keys(word).Contains("ZHR");

    /// <summary>The usual spelling of a compound name that is written as one word; null for any other word.</summary>
    public static string[]? CompoundOf(string word) => Compounds.Whole.GetValueOrDefault(word);

    /// <summary>Numbers of the lists a name part stands in; two parts with one in common are variants.</summary>
    public static int[] GroupsOf(string text) => Groups.GetValueOrDefault(text, []);

    private static (FrozenSet<(string, string)>, FrozenDictionary<string, string[]>) ReadCompounds()
    {
        var pairs = new HashSet<(string, string)>();
        var whole = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var spellings in Lines("compounds.txt"))
        foreach (var spelling in spellings)
        {
            var words = ArabicText.Words(spelling);
            if (words.Length != 2)
                continue;
            pairs.Add((words[0], words[1]));
            // Run together, with or without the article: فاطمةالزهراء, fatimazahra, fatimaezzahra.
            foreach (var between in (string[])["", "ال", "el", "al", "e" + words[1][0], "a" + words[1][0]])
                if ((between.Length == 0 || between[0] < 'ؠ') == words[0][0] < 'ؠ' || between.Length == 0)
                    whole.TryAdd(words[0] + between + words[1], words);
        }
        return (pairs.ToFrozenSet(), whole.ToFrozenDictionary(StringComparer.Ordinal));
    }

    private static FrozenDictionary<string, int[]> ReadVariants()
    {
        var groups = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        foreach (var (number, spellings) in Lines("variants.txt").Index())
        foreach (var spelling in spellings)
        {
            var text = NameParts.Whole(spelling)?.Text ?? "";
            if (!groups.TryGetValue(text, out var numbers))
                groups[text] = numbers = [];
            if (!numbers.Contains(number))
                numbers.Add(number);
        }
        return groups.ToFrozenDictionary(g => g.Key, g => g.Value.ToArray(), StringComparer.Ordinal);
    }

    // One list a line, spellings between bars, # begins a remark.
    private static IEnumerable<string[]> Lines(string file)
    {
        using var stream =
            typeof(NameLists).Assembly.GetManifestResourceStream("matching/" + file)
            ?? throw new InvalidOperationException($"{file} is not in the program.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            if (line.Split('#')[0].Trim() is { Length: > 0 } text)
                yield return text.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }
}
