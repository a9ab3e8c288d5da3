using System.Text;
using System.Text.RegularExpressions;
using Jisr.Testing;

namespace Jisr.Architecture.Tests;

/// <summary>safety.md §13: the register of OWASP ASVS 5.0, Level 2 whole and some ids of Level 3, and what shows each.
/// <c>JISR_WRITE_DOCS=1</c> writes docs/asvs.md anew.</summary>
public partial class AsvsTests
{
    private static readonly string[] States = ["tested", "configuration", "documented", "not-applicable", "open"];

    private static readonly IReadOnlyDictionary<string, int> Known = ReadRows("tests/Architecture.Tests/asvs-ids.csv")
        .ToDictionary(
            r => r[0],
            r => int.Parse(r[1], System.Globalization.CultureInfo.InvariantCulture),
            StringComparer.Ordinal
        );

    private static readonly IReadOnlyList<string[]> Register = ReadRows("docs/asvs-register.csv");

    private static readonly ILookup<string, string> Tests = FindTests();

    [Fact]
    public void SA28_the_register_holds_every_id_and_no_other()
    {
        // Level 2 whole is 70 + 183 ids; 23 of Level 3 are ours too.
        Known.Values.Count(l => l == 1).ShouldBe(70);
        Known.Values.Count(l => l == 2).ShouldBe(183);
        Known.Values.Count(l => l == 3).ShouldBe(23);
        Missing(Register).ShouldBeEmpty();
        Register.Select(r => r[0]).Except(Known.Keys).ShouldBeEmpty("unknown ids");
        Register.Select(r => r[0]).ShouldBeUnique();
    }

    [Fact]
    public void SA28_an_id_that_is_taken_out_is_named() =>
        Missing([.. Register.Where(r => r[0] != "8.2.1")]).ShouldBe(["8.2.1"]);

    [Fact]
    public void Every_id_has_its_level_a_state_and_our_own_few_words()
    {
        foreach (var row in Register)
        {
            row.Length.ShouldBe(4, row[0]);
            row[1].ShouldBe(Known[row[0]].ToString(System.Globalization.CultureInfo.InvariantCulture), row[0]);
            States.ShouldContain(row[2], row[0]);
            row[3].Length.ShouldBeInRange(3, 200, row[0]);
        }
    }

    [Fact]
    public void SA28_what_is_called_tested_has_a_test_and_what_has_a_test_is_called_tested()
    {
        Tests.Count.ShouldBeGreaterThan(20);
        Tests.Select(t => t.Key).Except(Known.Keys).ShouldBeEmpty("tests name ids that are not in the register");
        var tested = Register.Where(r => r[2] == "tested").Select(r => r[0]).ToList();
        tested.Where(id => !Tests[id].Any()).ShouldBeEmpty("called tested, but no test carries the id");
        Tests.Select(t => t.Key).Except(tested).ShouldBeEmpty("a test carries the id: call it tested");
    }

    [Fact]
    public void What_is_called_documented_names_a_page_that_is_there()
    {
        foreach (var row in Register.Where(r => r[2] == "documented"))
        foreach (Match page in Page().Matches(row[3]))
            File.Exists(Repo.File(page.Value)).ShouldBeTrue($"{row[0]}: {page.Value}");
    }

    [Fact]
    public void The_page_says_what_the_register_says()
    {
        var file = Repo.File("docs/asvs.md");
        if (Environment.GetEnvironmentVariable("JISR_WRITE_DOCS") is not null)
            File.WriteAllText(file, Written());
        File.ReadAllText(file).ShouldBe(Written(), "run the tests once with JISR_WRITE_DOCS=1");
    }

    private static List<string> Missing(IReadOnlyList<string[]> register) =>
        [.. Known.Keys.Except(register.Select(r => r[0]))];

    private static string Written()
    {
        var page = new StringBuilder();
        page.Append(
            "# ASVS 5.0\n\nMade from `docs/asvs-register.csv` and the `[Asvs]` attributes of the tests; do not edit. Ids and levels only: the standard's own\n"
                + "text is at <https://github.com/OWASP/ASVS>. Level 2 whole, and some ids of Level 3; Level 3 is not claimed.\n\n| state | ids |\n|---|---:|\n"
        );
        foreach (var state in States)
            page.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"| {state} | {Register.Count(r => r[2] == state)} |\n"
            );
        foreach (var chapter in Register.GroupBy(r => r[0].Split('.')[0]))
        {
            page.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"\n## V{chapter.Key}\n| id | level | state | how |\n|---|---|---|---|\n"
            );
            foreach (var row in chapter)
            {
                var tests = string.Join("<br>", Tests[row[0]].Order(StringComparer.Ordinal).Select(t => "`" + t + "`"));
                page.Append(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"| {row[0]} | {row[1]} | {row[2]} | {row[3]}{(tests.Length == 0 ? "" : "<br>" + tests)} |\n"
                );
            }
        }
        return page.ToString();
    }

    // Read from the sources: a test project need not be built for the register to know its tests.
    private static ILookup<string, string> FindTests() =>
        (
            from file in Repo.Files("tests", ".cs")
            from Match match in Carried().Matches(File.ReadAllText(Repo.File(file)))
            from Match id in Quoted().Matches(match.Groups["ids"].Value)
            select (
                Id: id.Groups["id"].Value,
                Test: Path.GetFileNameWithoutExtension(file) + "." + match.Groups["name"].Value
            )
        ).ToLookup(t => t.Id, t => t.Test, StringComparer.Ordinal);

    private static List<string[]> ReadRows(string file) =>
        [
            .. File.ReadLines(Repo.File(file))
                .Skip(1)
                .Select(line =>
                    Cell()
                        .Matches(line)
                        .Select(m =>
                            m.Groups["q"].Success
                                ? m.Groups["q"].Value.Replace("\"\"", "\"", StringComparison.Ordinal)
                                : m.Groups["p"].Value
                        )
                        .ToArray()
                ),
        ];

    [GeneratedRegex("(?:^|,)(?:\"(?<q>(?:[^\"]|\"\")*)\"|(?<p>[^,]*))", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Cell();

    [GeneratedRegex(
        @"Asvs\((?<ids>(?:""[0-9.]+""(?:,\s*)?)+)\)\][^{;]*?\s(?<name>[A-Z]\w+)\(",
        RegexOptions.ExplicitCapture,
        2000
    )]
    private static partial Regex Carried();

    [GeneratedRegex("\"(?<id>[0-9.]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"docs/[\w/.-]+\.md", RegexOptions.None, 1000)]
    private static partial Regex Page();
}
