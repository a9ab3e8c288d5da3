using System.Text.RegularExpressions;
using Jisr.Kernel.Language;
using Jisr.Testing;

namespace Jisr.Architecture.Tests;

/// <summary>K-6: every text has a key with ar, fr and en; a missing one fails the build.</summary>
public partial class WordTests
{
    private static readonly Words All = new(House.Assemblies);

    private static readonly IReadOnlyDictionary<string, string> Sources = Repo.Files("src", ".cs", ".razor")
        .ToDictionary(f => f, f => File.ReadAllText(Repo.File(f)), StringComparer.Ordinal);

    [Fact]
    public void XA24_every_sentence_has_arabic_and_french()
    {
        var used = Used();
        used.Count.ShouldBeGreaterThan(20);
        Missing(All, used).ShouldBeEmpty();
    }

    [Fact]
    public void XA24_a_text_without_french_is_named()
    {
        Missing(All, [("here.razor", "A sentence that nobody translated", null)])
            .ShouldBe([
                "here.razor: 'A sentence that nobody translated' has no ar",
                "here.razor: 'A sentence that nobody translated' has no fr",
            ]);
    }

    [Fact]
    public void Every_code_has_words_in_three_languages()
    {
        var missing =
            from source in Sources
            from Match match in Codes().Matches(source.Value)
            let code = match.Groups["code"].Value
            from language in Words.Languages
            where !All.Has(language, code) && !HasAtField(language, code)
            select $"{source.Key}: {code} has no {language}";
        missing.Distinct().ShouldBeEmpty();
    }

    [Fact]
    public void Translations_keep_the_named_places()
    {
        foreach (var language in Words.Languages)
        foreach (var entry in All.All(language))
        foreach (
            var form in entry.Forms.Where(
                (f, i) => f.Length > 0 && !(language == "ar" && entry.PluralKey is not null && i <= 2)
            )
        )
        {
            var expected = IsCode(entry.Key) ? Places(All.In("en", entry.Key)) : Places(entry.PluralKey ?? entry.Key);
            Places(form).ShouldBe(expected, ignoreOrder: true, $"{language}: '{entry.Key}' → '{form}'");
        }
    }

    [Fact]
    public void Plurals_have_all_their_forms()
    {
        foreach (var entry in All.All("ar").Where(e => e.PluralKey is not null))
            entry.Forms.Count.ShouldBe(6, entry.Key);
        foreach (var entry in All.All("fr").Where(e => e.PluralKey is not null))
            entry.Forms.Count.ShouldBe(2, entry.Key);
    }

    [Fact]
    public void A_sentence_means_one_thing_in_the_whole_house()
    {
        var twice =
            from file in Repo.Files("src", ".po")
            from entry in PoFile.Read(File.ReadAllText(Repo.File(file)))
            group (file, Text: string.Join('|', entry.Forms)) by (Language: file.Split('.')[^2], entry.Key) into same
            where same.Select(e => e.Text).Distinct().Count() > 1
            select $"{same.Key.Language} '{same.Key.Key}': {string.Join(" and ", same.Select(e => e.file))}";
        twice.ShouldBeEmpty("the first to be read would speak for all: say it alike, or name it otherwise");
    }

    [Fact]
    public void No_translation_is_left_over()
    {
        var text = string.Join('\n', Sources.Values);
        var unused = All.All("ar")
            .Select(e => e.Key)
            .Where(k => !IsCode(k) && !text.Contains(Escaped(k), StringComparison.Ordinal));
        unused.ShouldBeEmpty();
    }

    [Fact]
    public void Arabic_is_arabic()
    {
        var latin = All.All("ar")
            .Where(e => e.Forms.Any(f => f.Length > 0 && !f.Any(c => c is >= '\u0600' and <= '\u06FF')))
            .Select(e => e.Key);
        latin.ShouldBeEmpty();
    }

    private static List<(string File, string Key, string? Plural)> Used() =>
        [
            .. from source in Sources
            from Match match in Keys().Matches(source.Value)
            select (source.Key, Unescaped(match.Groups["key"].Value), (string?)null),
            .. from source in Sources
            from Match match in Counts().Matches(source.Value)
            select (source.Key, Unescaped(match.Groups["one"].Value), (string?)Unescaped(match.Groups["many"].Value)),
            .. from module in House.Loaded from line in module.Menu() select (module.Name, line.Text, (string?)null),
        ];

    private static List<string> Missing(Words words, IEnumerable<(string File, string Key, string? Plural)> used) =>
        [
            .. (
                from u in used
                from language in (string[])["ar", "fr"]
                where !words.Has(language, u.Key)
                select $"{u.File}: '{u.Key}' has no {language}"
            ).Distinct(),
        ];

    private static bool HasAtField(string language, string code) =>
        All.All(language).Any(e => e.Key.StartsWith(code + "@", StringComparison.Ordinal));

    private static bool IsCode(string key) => CodeShape().IsMatch(key);

    private static List<string> Places(string text) => [.. Place().Matches(text).Select(m => m.Value).Distinct()];

    private static string Unescaped(string literal) =>
        literal.Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal);

    private static string Escaped(string key) =>
        key.Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    [GeneratedRegex(
        """\b(?:L|words|Words|Shared)\[\s*"(?<key>(?:[^"\\]|\\.)*)"(?!\s*=)""",
        RegexOptions.ExplicitCapture,
        2000
    )]
    private static partial Regex Keys();

    [GeneratedRegex(
        """\.Count\(\s*"(?<one>(?:[^"\\]|\\.)*)",\s*"(?<many>(?:[^"\\]|\\.)*)"\s*,""",
        RegexOptions.ExplicitCapture,
        2000
    )]
    private static partial Regex Counts();

    [GeneratedRegex(
        """(?:[Pp]roblems?\.Add\(\s*[^,()]+,\s*|Outcome\.No\(\s*|new Problem\(\s*|\bNo\(\s*)"(?<code>[A-Z][A-Z0-9_]{2,})"[,)]""",
        RegexOptions.ExplicitCapture,
        2000
    )]
    private static partial Regex Codes();

    [GeneratedRegex(@"^[A-Z][A-Z0-9_]+(?:@[\w.-]+)?$", RegexOptions.None, 1000)]
    private static partial Regex CodeShape();

    [GeneratedRegex(@"\{\w+\}", RegexOptions.None, 1000)]
    private static partial Regex Place();
}
