using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace Jisr.Kernel.Language;

/// <summary>The words of every screen. Keys are the English sentences (or a code, whose English stands in en.po);
/// Arabic and French come from the PO files embedded in each module. The language is the current UI culture's.</summary>
public sealed class Words
{
    /// <summary>The three languages, Arabic first.</summary>
    public static readonly IReadOnlyList<string> Languages = ["ar", "fr", "en"];

    // What an assembly holds never changes, however many hosts one process makes.
    private static readonly ConcurrentDictionary<
        Assembly,
        List<(string Language, IReadOnlyList<PoEntry> Entries)>
    > Embedded = [];

    private readonly FrozenDictionary<string, FrozenDictionary<string, PoEntry>> byLanguage;

    public Words(IEnumerable<Assembly> assemblies) => byLanguage = Load(assemblies);

    /// <summary>ar, fr or en: the language of the current request.</summary>
    public static string Language
    {
        get
        {
            var name = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
            return name is "fr" or "en" ? name : "ar";
        }
    }

    /// <summary>Of names written in some of the languages, the one for a screen: who reads French or English reads the
    /// other of the two before Arabic.</summary>
    public static string Pick(string language, string ar, string? fr, string? en) =>
        language switch
        {
            "fr" => fr ?? en ?? ar,
            "en" => en ?? fr ?? ar,
            _ => ar,
        };

    /// <summary>The sentence in the language of the request.</summary>
    public string this[string key] => In(Language, key);

    /// <summary>A sentence with named places: such as a name in "Sent to {name}". Never join pieces.</summary>
    public string this[string key, params (string Name, object? Value)[] values] => Fill(this[key], values);

    /// <summary>The right plural form for a count; <c>{n}</c> is replaced by <paramref name="shown"/> or the number.</summary>
    public string Count(
        string one,
        string many,
        long n,
        string? shown = null,
        params (string Name, object? Value)[] values
    ) => Fill(PluralOf(Language, one, many, n), [("n", shown ?? n.ToString(CultureInfo.InvariantCulture)), .. values]);

    /// <summary>The sentence in a given language; English (the key) when there is no translation.</summary>
    public string In(string language, string key) =>
        byLanguage.TryGetValue(language, out var words)
        && words.TryGetValue(key, out var entry)
        && entry.Forms is [{ Length: > 0 } form, ..]
            ? form
            : key;

    /// <summary>What is wrong and what to do. Words of a variant (<c>CODE@variant</c>) or of the code at a field
    /// (<c>CODE@field</c>) win over those of the code.</summary>
    public string Say(string language, Commands.Problem problem)
    {
        var variant = problem.Args?.GetValueOrDefault("variant");
        var key =
            new[] { variant, problem.Field }
                .Where(part => part is not null)
                .Select(part => problem.Code + "@" + part)
                .FirstOrDefault(own => Has(language, own))
            ?? problem.Code;
        var text = In(language, key);
        return problem.Args is null ? text : Fill(text, [.. problem.Args.Select(a => (a.Key, (object?)a.Value))]);
    }

    /// <summary>True when a key has words in the language. English needs none unless the key is a code.</summary>
    public bool Has(string language, string key) => byLanguage[language].ContainsKey(key);

    /// <summary>All entries of a language, for the completeness test.</summary>
    public IEnumerable<PoEntry> All(string language) => byLanguage[language].Values;

    private string PluralOf(string language, string one, string many, long n)
    {
        var form = PluralIndex(language, n);
        if (byLanguage[language].TryGetValue(one, out var entry) && entry.Forms.Count > form)
            return entry.Forms[form];
        return n == 1 ? one : many;
    }

    /// <summary>Index of the form in the PO file. Arabic: zero, one, two, few, many, other.</summary>
    public static int PluralIndex(string language, long n)
    {
        n = Math.Abs(n);
        return language switch
        {
            "ar" => n == 0 ? 0
            : n == 1 ? 1
            : n == 2 ? 2
            : n % 100 is >= 3 and <= 10 ? 3
            : n % 100 is >= 11 and <= 99 ? 4
            : 5,
            "fr" => n is 0 or 1 ? 0 : 1,
            _ => n == 1 ? 0 : 1,
        };
    }

    private static string Fill(string text, (string Name, object? Value)[] values)
    {
        var result = new StringBuilder(text);
        foreach (var (name, value) in values)
            result.Replace("{" + name + "}", Convert.ToString(value, CultureInfo.InvariantCulture));
        return result.ToString();
    }

    private static FrozenDictionary<string, FrozenDictionary<string, PoEntry>> Load(IEnumerable<Assembly> assemblies)
    {
        var all = Languages.ToDictionary(l => l, _ => new Dictionary<string, PoEntry>(StringComparer.Ordinal));
        foreach (var assembly in assemblies.Distinct())
        foreach (var (language, entries) in Embedded.GetOrAdd(assembly, Read))
        foreach (var entry in entries)
            all[language].TryAdd(entry.Key, entry);
        return all.ToFrozenDictionary(p => p.Key, p => p.Value.ToFrozenDictionary(StringComparer.Ordinal));
    }

    private static List<(string Language, IReadOnlyList<PoEntry> Entries)> Read(Assembly assembly)
    {
        var all = new List<(string, IReadOnlyList<PoEntry>)>();
        foreach (
            var resource in assembly.GetManifestResourceNames().Where(r => r.EndsWith(".po", StringComparison.Ordinal))
        )
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
            all.Add((resource.Split('.')[^2], PoFile.Read(reader.ReadToEnd())));
        }
        return all;
    }
}
