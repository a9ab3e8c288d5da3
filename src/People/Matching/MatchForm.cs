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
        $"3.{Kernel.Text.ArabicText.FoldVersion}.{Kernel.Text.SoundKey.KeyVersion}"
    );

    internal const int Fields = 10;
    internal const char Field = '\u001e';
    internal const char Item = '\u001f';
    internal const char Sub = '\u001d';

    public bool HasFullDate => IsFull(Birth, BirthPrecision);

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

    /// <summary>The day as a form has it written; null where it has none.</summary>
    public static DateOnly? ReadBirth(ReadOnlySpan<char> written) =>
        written.IsEmpty
            ? null
            : new DateOnly(
                int.Parse(written[..4], NumberStyles.None, CultureInfo.InvariantCulture),
                int.Parse(written[5..7], NumberStyles.None, CultureInfo.InvariantCulture),
                int.Parse(written[8..10], NumberStyles.None, CultureInfo.InvariantCulture)
            );

    /// <summary>True when the whole date is known. The first of January and of July are how a year is written
    /// down.</summary>
    public static bool IsFull(DateOnly? birth, ReadOnlySpan<char> precision) =>
        birth is { } day && precision is "day" && !(day.Day == 1 && day.Month is 1 or 7);

    internal static string Text(NamePart? part) => part?.Write() ?? "";
}
