using CsvHelper;
using Jisr.Kernel.Text;

namespace Jisr.Market.Search;

/// <summary>The dictionary of matching.md §12.5: words and phrases that name the same goods. Data, not a stemmer.</summary>
internal sealed class Synonyms
{
    private readonly Dictionary<string, List<int>> groupsOf = new(StringComparer.Ordinal);
    private readonly List<List<string>> groups = [];
    private readonly int longest;

    public Synonyms()
    {
        using var file = typeof(Synonyms).Assembly.GetManifestResourceStream("Jisr.Market.Data.synonyms.csv")!;
        using var csv = CsvReader.Create(file, CsvReaderOptions.Default, leaveOpen: false);
        var byName = new Dictionary<string, int>(StringComparer.Ordinal);
        csv.ReadHeader();
        while (csv.Read())
        {
            var name = csv.GetString("group");
            if (!byName.TryGetValue(name, out var group))
            {
                byName[name] = group = groups.Count;
                groups.Add([]);
            }
            var term = ArabicText.Fold(csv.GetString("term"));
            if (groups[group].Contains(term))
                continue;
            groups[group].Add(term);
            if (!groupsOf.TryGetValue(term, out var of))
                groupsOf[term] = of = [];
            of.Add(group);
            longest = Math.Max(longest, term.Count(c => c == ' ') + 1);
        }
    }

    /// <summary>Words of the longest term of the dictionary.</summary>
    public int Longest => longest;

    /// <summary>Other terms of the groups of a term; empty when it is in none.</summary>
    public IReadOnlyList<string> Of(string folded) =>
        groupsOf.TryGetValue(folded, out var of)
            ? [.. of.SelectMany(g => groups[g]).Where(t => t != folded).Distinct()]
            : [];
}
