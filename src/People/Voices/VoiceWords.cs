using Jisr.Kernel.Language;

namespace Jisr.People.Voices;

/// <summary>Voices by their names.</summary>
internal static class VoiceWords
{
    public static string Kind(Words words, string kind) =>
        kind switch
        {
            "ar-SY" => words["Arabic of Syria"],
            "ar-JO" => words["Arabic of Jordan"],
            "ar-MA" => words["Arabic of Morocco"],
            "fr" => words["French"],
            _ => words["English"],
        };
}
