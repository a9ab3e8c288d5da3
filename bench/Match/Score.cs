using System.Globalization;

namespace Jisr.Bench.Match;

/// <summary>What a run reached, pair by pair, against the column that says who is who.</summary>
internal static class Score
{
    public static int Run(string truthFile, string pairsFile)
    {
        var people = new Dictionary<string, string>(StringComparer.Ordinal);
        var scripts = new Dictionary<string, char>(StringComparer.Ordinal);
        foreach (var row in Csv.Read(truthFile))
        {
            people[row["record_id"]] = row["true_person_id"];
            scripts[row["record_id"]] = Script(row);
        }
        var groups = people.GroupBy(p => p.Value, p => p.Key).Select(g => g.Order(StringComparer.Ordinal).ToArray());
        long pairs = 0,
            cross = 0;
        foreach (var group in groups)
            for (var i = 0; i < group.Length; i++)
            for (var j = i + 1; j < group.Length; j++)
            {
                pairs++;
                cross += IsCross(scripts, group[i], group[j]) ? 1 : 0;
            }
        var (link, linkTrue, review, reviewTrue, crossFound) = (0L, 0L, 0L, 0L, 0L);
        foreach (var row in Csv.Read(pairsFile))
        {
            var (a, b) = (row["record_id_a"], row["record_id_b"]);
            var isTrue = people[a] == people[b];
            crossFound += isTrue && IsCross(scripts, a, b) ? 1 : 0;
            if (row["band"] == "link")
                (link, linkTrue) = (link + 1, linkTrue + (isTrue ? 1 : 0));
            else
                (review, reviewTrue) = (review + 1, reviewTrue + (isTrue ? 1 : 0));
        }
        double found = linkTrue + reviewTrue;
        var (precision, recall) = (found / (link + review), found / pairs);
        Say("records", people.Count);
        Say("true pairs", pairs);
        Say("F1, link and review", 2 * precision * recall / (precision + recall));
        Say("link precision", (double)linkTrue / link);
        Say("link recall", (double)linkTrue / pairs);
        Say("reviews per 1,000", 1000.0 * review / people.Count);
        Say("recall after review", recall);
        Say("recall across scripts", (double)crossFound / cross);
        return 0;
    }

    // Latin only against Arabic: a record with both is no case.
    private static bool IsCross(Dictionary<string, char> scripts, string a, string b) =>
        (scripts[a], scripts[b]) is ('l', 'a') or ('a', 'l');

    private static char Script(Dictionary<string, string> row)
    {
        var fields = row["given_name"] + row["father_name"] + row["family_name"];
        return fields.Any(c => c is >= '\u0600' and <= '\uFEFF') ? (row["latin_name"].Length > 0 ? 'b' : 'a') : 'l';
    }

    private static void Say(string what, double figure) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what, -22} {figure:0.####}"));
}
