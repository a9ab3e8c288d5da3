using System.Text.RegularExpressions;
using Jisr.Testing;

namespace Jisr.Architecture.Tests;

/// <summary>Rules of style that a compiler does not know.</summary>
public partial class StyleTests
{
    // Words that only look physical: an animation's name, a letter in an address.
    private static readonly string[] AllowedPhysical = [];

    [Fact]
    public void XA4_the_stylesheet_has_logical_properties_only()
    {
        var lines = File.ReadAllLines(Repo.File("src/Ui/wwwroot/app.css"));
        PhysicalLines(lines).Except(AllowedPhysical).ShouldBeEmpty();
    }

    [Fact]
    public void XA4_a_physical_margin_is_named_with_its_line()
    {
        PhysicalLines([".a { color: red; }", ".b { margin-left: 1rem; }"])
            .ShouldHaveSingleItem()
            .ShouldStartWith("line 2:");
        PhysicalLines([".c { text-align: right; }"]).ShouldHaveSingleItem();
        PhysicalLines([".d { left: 0; }"]).ShouldHaveSingleItem();
        PhysicalLines([".e { inset-inline-start: 0; margin-inline-start: 1rem; }"]).ShouldBeEmpty();
    }

    [Fact]
    public void Pages_have_no_inline_style_or_script_and_no_outside_host()
    {
        foreach (var file in Repo.Files("src", ".razor"))
        {
            var text = File.ReadAllText(Repo.File(file));
            InlineStyle().IsMatch(text).ShouldBeFalse($"{file}: style=");
            InlineHandler().IsMatch(text).ShouldBeFalse($"{file}: an inline handler");
            OutsideHost().IsMatch(text).ShouldBeFalse($"{file}: an outside host");
        }
    }

    [Fact]
    public void N5_no_number_input_is_used()
    {
        foreach (var file in Repo.Files("src", ".razor"))
            File.ReadAllText(Repo.File(file)).Contains("type=\"number\"", StringComparison.Ordinal).ShouldBeFalse(file);
    }

    [Fact]
    public void The_stylesheet_and_the_script_stay_small()
    {
        // experience.md §2: 10 KB and 15 KB compressed a page; brotli as the server sends it.
        Brotli("src/Ui/wwwroot/app.css").ShouldBeLessThanOrEqualTo(10 * 1024);
        string[][] pages =
        [
            ["app", "passkey"],
            ["app", "prepare", "outbox"],
            ["app", "offline", "outbox", "outbox-list"],
            ["app", "offline", "outbox", "digits", "offline-form", "offline-register"],
            ["app", "offline", "outbox", "digits", "offline-form", "offline-card"],
            ["app", "offline", "outbox", "offline-counter"],
            ["app", "offline", "outbox", "digits", "offline-form", "offline-order"],
            ["app", "offline", "outbox", "digits", "offline-market"],
            ["app", "offline", "outbox", "digits", "round-key", "offline-round"],
            ["app", "outbox", "take"],
            ["app", "outbox", "digits", "round-key", "take-round"],
        ];
        foreach (var page in pages)
            page.Sum(s => Brotli($"src/Ui/wwwroot/{s}.js"))
                .ShouldBeLessThanOrEqualTo(15 * 1024, string.Join(", ", page));
        Repo.Files("src/Ui/wwwroot", ".js")
            .Select(Path.GetFileNameWithoutExtension)
            .ShouldBe(pages.SelectMany(p => p).Distinct(), ignoreOrder: true, "every script belongs to a page");
    }

    [Fact]
    public void Nobody_swallows_a_fault()
    {
        foreach (var file in Repo.Files("src", ".cs", ".razor"))
        {
            var text = File.ReadAllText(Repo.File(file));
            foreach (Match match in CatchAll().Matches(text))
                match
                    .Groups["body"]
                    .Value.ShouldContain("throw", Case.Sensitive, $"{file}: a catch-all without rethrow");
        }
    }

    [Fact]
    public void Names_say_what_a_thing_is()
    {
        string[] vague = ["Manager", "Helper", "Service", "Utils", "Util", "Dto", "Impl"];
        foreach (
            var type in House
                .Assemblies.SelectMany(a => a.GetTypes())
                .Where(t => t.Namespace?.StartsWith("Jisr", StringComparison.Ordinal) == true)
        )
            vague.ShouldNotContain(v => type.Name.EndsWith(v, StringComparison.Ordinal), type.FullName);
    }

    [Fact]
    public void Files_can_be_read_in_one_sitting()
    {
        foreach (var file in Repo.Files("src", ".cs", ".razor"))
            File.ReadLines(Repo.File(file)).Count().ShouldBeLessThanOrEqualTo(400, file);
    }

    private static List<string> PhysicalLines(IReadOnlyList<string> lines) =>
        [
            .. lines
                .Select((l, i) => (Text: l, Number: i + 1))
                .Where(l => Physical().IsMatch(l.Text))
                .Select(l => $"line {l.Number}: {l.Text.Trim()}"),
        ];

    private static long Brotli(string file)
    {
        using var stream = new MemoryStream();
        using (
            var brotli = new System.IO.Compression.BrotliStream(
                stream,
                System.IO.Compression.CompressionLevel.Optimal,
                leaveOpen: true
            )
        )
            brotli.Write(File.ReadAllBytes(Repo.File(file)));
        return stream.Length;
    }

    [GeneratedRegex(
        @"(?:^|[\s;{])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right|top|bottom)[\w-]*|left|right|top|bottom)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)|(?:^|[\s;{])(?:min-|max-)?(?:width|height)\s*:(?![^(]*\))",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Physical();

    [GeneratedRegex("""\sstyle\s*=\s*["@]""", RegexOptions.None, 1000)]
    private static partial Regex InlineStyle();

    [GeneratedRegex("""<[^>@]*\son[a-z]+\s*=\s*["']""", RegexOptions.None, 1000)]
    private static partial Regex InlineHandler();

    [GeneratedRegex(
        """<(?:script|link|img|iframe|source)[^>]*(?:src|href)\s*=\s*["'](?:https?:)?//""",
        RegexOptions.None,
        1000
    )]
    private static partial Regex OutsideHost();

    [GeneratedRegex(
        @"catch\s*(?:\(\s*Exception(?:\s+\w+)?\s*\))?\s*\{(?<body>[^}]*)\}",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex CatchAll();
}
