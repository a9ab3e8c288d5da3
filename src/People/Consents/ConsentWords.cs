using Jisr.Kernel.Ids;
using Jisr.Kernel.Language;
using Jisr.Kernel.Values;
using Jisr.People.Registration;

namespace Jisr.People.Consents;

/// <summary>What stands beside an answer, in words.</summary>
internal static class ConsentWords
{
    public static string Basis(Words words, string code) =>
        code switch
        {
            "contract" => words["A contract with her"],
            "legal-obligation" => words["A duty by law"],
            "vital-interest" => words["Her life or health"],
            "public-interest" => words["A task in the public interest"],
            "legitimate-interest" => words["A legitimate interest"],
            _ => words["Her consent"],
        };

    /// <summary>A purpose as such; all receivers share one.</summary>
    public static string OfPurpose(Words words, string purpose) =>
        purpose == "share-with" ? words["To share her data with others"] : Labels.Purpose(words, purpose);

    public static string Channel(Words words, string code) =>
        code switch
        {
            "written" => words["In writing"],
            "audio" => words["Recorded by voice"],
            "online" => words["On her own page"],
            _ => words["Spoken"],
        };

    /// <summary>The day, how it was said, the wording, the basis, and how far it goes.</summary>
    public static string Beside(
        Words words,
        ConsentLine line,
        Show show,
        TimeZoneInfo zone,
        Func<UnitId, string> name,
        bool own = false
    ) =>
        string.Join(
            " · ",
            (string[])
                [
                    show.Instant(line.At, zone),
                    Channel(words, line.Channel),
                    words["Notice {version}", ("version", line.NoticeVersion)],
                    own && line.Basis == LegalBases.Consent ? words["Your consent"] : Basis(words, line.Basis),
                    .. Reach(words, line, show, name),
                ]
        );

    /// <summary>How far a yes goes: until when, and to whom it does not.</summary>
    public static IEnumerable<string> Reach(Words words, ConsentLine line, Show show, Func<UnitId, string> name)
    {
        if (line.ValidUntil is { } last)
            yield return words["until {day}", ("day", show.Date(last))];
        if (line.WithheldFrom.Count > 0)
            yield return words[
                "not to {organisations}",
                ("organisations", string.Join("، ", line.WithheldFrom.Select(name)))
            ];
    }
}
