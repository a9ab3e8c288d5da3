using System.Text.Json;

namespace Jisr.People.Matching;

/// <summary>What a model reached where it was measured.</summary>
internal sealed record Measured(string Sample, double Precision, double Recall);

/// <summary>Weights and thresholds (matching.md §9.2, §9.4), with where they come from. Each pair names the version it
/// was judged by.</summary>
internal sealed record MatchModel
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    // Levels of each field, as the method's page counts them.
    private static readonly int[] LevelsOf = [5, 5, 5, 5, 7, 4, 3, 3, 3, 2];

    /// <summary>The model that comes with the program: the starting values.</summary>
    public static MatchModel Shipped { get; } = ReadShipped();

    public required string Version { get; init; }
    public required DateOnly MadeOn { get; init; }

    /// <summary>Records it was made for; the size of the register until a full run has counted it.</summary>
    public required int Sample { get; init; }

    /// <summary>How many doubles a record has, about: the odds before any evidence.</summary>
    public required double ShareOfDoubles { get; init; }

    /// <summary>log2 of m/u for each field and level, level 1 first.</summary>
    public required IReadOnlyDictionary<string, double[]> Weights { get; init; }
    public required double LinkAt { get; init; }
    public required double ReviewAt { get; init; }
    public Measured? Measured { get; init; }

    public static MatchModel Read(string json) =>
        JsonSerializer.Deserialize<MatchModel>(json, Json) is { } model && model.Fault() is null
            ? model
            : throw new FormatException("Not a model: every field needs a weight for each of its levels.");

    public string Write() => JsonSerializer.Serialize(this, Json);

    /// <summary>How many levels a field has.</summary>
    public static int LevelCount(MatchField field) => LevelsOf[(int)field];

    private string? Fault()
    {
        for (var i = 0; i < Levels.Count; i++)
            if (
                !Weights.TryGetValue(Levels.Names[i], out var weights)
                || weights.Length != LevelsOf[i]
                || weights.Any(w => !double.IsFinite(w))
            )
                return Levels.Names[i];
        return Sample > 1 && LinkAt >= ReviewAt && ShareOfDoubles > 0 ? null : "thresholds";
    }

    private static MatchModel ReadShipped()
    {
        using var stream = typeof(MatchModel).Assembly.GetManifestResourceStream("matching/model.json");
        using var reader = new StreamReader(stream!);
        return Read(reader.ReadToEnd());
    }
}
