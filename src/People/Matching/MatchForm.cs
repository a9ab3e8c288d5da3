using System.Globalization;

namespace Jisr.People.Matching;

/// <summary>What is compared of one record, made once and kept as text beside the person. Phones and papers stand in
/// it as keyed hashes only.</summary>
internal sealed record MatchForm(
    IReadOnlyList<NameReading> Readings,
    DateOnly? Birth,
    string BirthPrecision,
    IReadOnlyList<string> Phones,
    string? Paper,
    string? PaperType,
    string? District
)
{
    private const char Field = '\u001e';
    private const char Item = '\u001f';
    private const char Sub = '\u001d';

    /// <summary>True when the whole date is known.</summary>
    public bool HasFullDate => Birth is not null && BirthPrecision == "day";

    public string Write() =>
        string.Join(
            Field,
            string.Join(
                Item,
                Readings.Select(r =>
                    string.Join(Sub, Text(r.Given), Text(r.Father), Text(r.Grandfather), Text(r.Family))
                )
            ),
            Birth?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
            BirthPrecision,
            string.Join(Item, Phones),
            Paper ?? "",
            PaperType ?? "",
            District ?? ""
        );

    public static MatchForm Read(string text)
    {
        var f = text.Split(Field);
        return new MatchForm(
            [
                .. f[0]
                    .Split(Item, StringSplitOptions.RemoveEmptyEntries)
                    .Select(r => r.Split(Sub))
                    .Select(p => new NameReading(Part(p[0]), Part(p[1]), Part(p[2]), Part(p[3]))),
            ],
            f[1].Length == 0 ? null : DateOnly.ParseExact(f[1], "yyyy-MM-dd", CultureInfo.InvariantCulture),
            f[2],
            f[3].Split(Item, StringSplitOptions.RemoveEmptyEntries),
            f[4].Length == 0 ? null : f[4],
            f[5].Length == 0 ? null : f[5],
            f[6].Length == 0 ? null : f[6]
        );
    }

    private static string Text(NamePart? part) => part is null ? "" : part.Text + "/" + string.Join(',', part.Keys);

    private static NamePart? Part(string text)
    {
        if (text.Length == 0)
            return null;
        var at = text.IndexOf('/', StringComparison.Ordinal);
        return new NamePart(text[..at], text[(at + 1)..].Split(','));
    }
}
