using System.Globalization;

namespace Jisr.People.Matching;

/// <summary>What is compared of one record, made once and kept as text beside the person. Phones and papers stand in
/// it as keyed hashes only.</summary>
/// <param name="Phones">One entry a number: see <see cref="NearDigits"/>.</param>
/// <param name="Paper">Her paper in the same shape.</param>
/// <param name="Place">The finest place known.</param>
/// <param name="Head">Given and family name of the head of her household.</param>
/// <param name="Sex">F, M, or empty.</param>
internal sealed record MatchForm(
    NameReadings Names,
    DateOnly? Birth,
    string BirthPrecision,
    IReadOnlyList<NearDigits> Phones,
    NearDigits? Paper,
    string? PaperType,
    string? Place,
    (NamePart? Given, NamePart? Family) Head,
    string Sex
)
{
    /// <summary>Version of what is written here: of this shape, the fold and the sound key together. Another one means
    /// that the record has to be keyed anew.</summary>
    public static readonly string Version = string.Create(
        CultureInfo.InvariantCulture,
        $"2.{Kernel.Text.ArabicText.FoldVersion}.{Kernel.Text.SoundKey.KeyVersion}"
    );

    internal const char Field = '\u001e';
    internal const char Item = '\u001f';
    internal const char Sub = '\u001d';

    /// <summary>True when the whole date is known. The first of January and of July are how a year is written
    /// down.</summary>
    public bool HasFullDate => Birth is { } day && BirthPrecision == "day" && !(day.Day == 1 && day.Month is 1 or 7);

    /// <summary>True for a form that this version wrote.</summary>
    public static bool IsCurrent(string written) => written.StartsWith(Version + Field, StringComparison.Ordinal);

    public string Write() =>
        string.Join(
            Field,
            Version,
            Names.Write(),
            Birth?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
            BirthPrecision,
            string.Join(Item, Phones.Select(p => p.Write())),
            Paper?.Write() ?? "",
            PaperType ?? "",
            Place ?? "",
            Text(Head.Given) + Sub + Text(Head.Family),
            Sex
        );

    public static MatchForm Read(string text)
    {
        var f = text.Split(Field);
        var head = f[8].Split(Sub);
        return new MatchForm(
            NameReadings.Read(f[1]),
            f[2].Length == 0 ? null : DateOnly.ParseExact(f[2], "yyyy-MM-dd", CultureInfo.InvariantCulture),
            f[3],
            [.. f[4].Split(Item, StringSplitOptions.RemoveEmptyEntries).Select(p => NearDigits.Read(p))],
            f[5].Length == 0 ? null : NearDigits.Read(f[5]),
            f[6].Length == 0 ? null : f[6],
            f[7].Length == 0 ? null : f[7],
            (Part(head[0]), Part(head[1])),
            f[9]
        );
    }

    internal static string Text(NamePart? part) => part?.Write() ?? "";

    internal static NamePart? Part(string text) => text.Length == 0 ? null : NamePart.Read(text);
}
