using Jisr.Kernel.Language;
using Jisr.Kernel.Values;

namespace Jisr.People.Retention;

/// <summary>Rules of retention in words.</summary>
internal static class RetentionWords
{
    public static string Class(Words words, string code) =>
        code switch
        {
            RetentionRule.NeverEnrolled => words["Applicants who never joined"],
            RetentionRule.Contacts => words["Telephone numbers after the last service"],
            RetentionRule.ImportFiles => words["Files that were imported"],
            RetentionRule.Consents => words["Earlier answers to consents"],
            RetentionRule.ReadLog => words["The log of looks"],
            _ => words["Confidential files"],
        };

    public static string Term(Words words, Show show, int months, string then) =>
        months == 0
            ? words["people decide"]
            : words["{months} months, then {what}", ("months", show.Number(months)), ("what", Then(words, then))];

    private static string Then(Words words, string then) =>
        then switch
        {
            "anonymise" => words["made nameless"],
            "delete" => words["deleted"],
            _ => words["looked at by a person"],
        };
}
