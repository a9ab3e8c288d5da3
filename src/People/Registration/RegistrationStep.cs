namespace Jisr.People.Registration;

/// <summary>One page of a registration: its code, the section of the task list it belongs to, and what it asks.</summary>
internal sealed record RegistrationStep(string Code, string Section, bool Optional, IReadOnlyList<string> Fields);

/// <summary>The pages in their order; nine sections.</summary>
internal static class RegistrationSteps
{
    public const string Notice = "notice";
    public const string Check = "check";

    public static readonly IReadOnlyList<RegistrationStep> All =
    [
        new(Notice, "notice", false, ["consent", "language", "contactOk", "reportsOk", "directoryOk"]),
        new("name", "name", false, ["fullName"]),
        new("birth", "birth", false, ["birthHow", "age", "birthDate.day", "birthDate.month", "birthDate.year"]),
        new("governorate", "place", false, ["governorate"]),
        new("district", "place", false, ["district"]),
        new("contact", "contact", false, ["contactHow", "phone"]),
        new("safety", "contact", false, ["phoneSafety", "preferredHour"]),
        new("displacement", "displacement", true, ["displacement", "displacedFrom"]),
        new("household", "household", true, ["householdHead"]),
        new("papers", "papers", true, ["nationalId"]),
        new("makes", "makes", true, ["makes"]),
    ];

    public static readonly IReadOnlyList<string> Sections = [.. All.Select(s => s.Section).Distinct()];

    public static RegistrationStep? Find(string? code) => All.FirstOrDefault(s => s.Code == code);
}
