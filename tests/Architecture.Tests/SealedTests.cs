using System.Text.RegularExpressions;
using Jisr.Testing;

namespace Jisr.Architecture.Tests;

/// <summary>A rotation of the key finds every column that the common key seals (S-37).</summary>
public partial class SealedTests
{
    [Fact]
    public void Every_column_that_is_sealed_is_named_where_a_rotation_looks()
    {
        var sources = Repo.Files("src", ".cs")
            // Cases and reports have class keys of their own, which are wrapped anew instead.
            .Where(f => !f.StartsWith("src/Safety/", StringComparison.Ordinal))
            .ToDictionary(f => f, f => File.ReadAllText(Repo.File(f)), StringComparer.Ordinal);
        var named = sources
            .Values.SelectMany(s => Named().Matches(s).Select(m => m.Groups["t"].Value + "." + m.Groups["c"].Value))
            .ToHashSet(StringComparer.Ordinal);
        var sealedOnes = sources
            .Values.SelectMany(s => Sealed().Matches(s).Select(m => m.Groups["t"].Value + "." + m.Groups["c"].Value))
            .ToHashSet(StringComparer.Ordinal);
        sealedOnes.Count.ShouldBeGreaterThan(15);
        // A class key is wrapped anew by the rotation itself.
        sealedOnes.Except(named).ShouldBe(["ClassKeyRow.wrapped"]);
    }

    [GeneratedRegex("""new\((?:\w+\.)*(?<t>\w+)\.Table, "(?<c>[a-z_]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();

    [GeneratedRegex(
        """[Ss]eal(?:Bytes)?\([^;]*?(?<!\w)(?<t>[A-Z]\w+)\.Table,\s*"(?<c>[a-z_]+)""",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        1000
    )]
    private static partial Regex Sealed();
}
