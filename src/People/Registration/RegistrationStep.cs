using Jisr.People.Functioning;

namespace Jisr.People.Registration;

/// <summary>One page of a registration: its code, the section of the task list it belongs to, and what it asks.</summary>
internal sealed record RegistrationStep(string Code, string Section, bool Optional, IReadOnlyList<string> Fields);

/// <summary>The pages in their order; nine sections.</summary>
internal static class RegistrationSteps
{
    public const string Notice = "notice";
    public const string Check = "check";
    public const string Functioning = "functioning";

    public static readonly IReadOnlyList<RegistrationStep> All =
    [
        new(Notice, "notice", false, ["consent", "language", "contactOk", "reportsOk", "directoryOk"]),
        new("name", "name", false, ["fullName", "sex"]),
        new("birth", "birth", false, ["birthHow", "age", "birthDate.day", "birthDate.month", "birthDate.year"]),
        new("governorate", "place", false, ["governorate"]),
        new("district", "place", false, ["district"]),
        new("contact", "contact", false, ["contactHow", "phone", "whatsApp"]),
        new("safety", "contact", false, ["phoneSafety", "preferredHour", "answeredBy", "phoneVerified"]),
        new("displacement", "home", true, ["displacement", "displacedFrom"]),
        new("household", "home", true, ["householdHead", "householdSize", "householdChildren"]),
        .. Functions.Six.Select(f => new RegistrationStep(f, Functioning, true, [f])),
        new("papers", "papers", true, ["nationalId"]),
        new("makes", "makes", true, ["makes"]),
        new("wants", "makes", true, ["wants"]),
    ];

    public static readonly IReadOnlyList<string> Sections = [.. All.Select(s => s.Section).Distinct()];

    /// <summary>Who leaves out the first of the six questions leaves out all of them.</summary>
    public static bool IsFirstOfSix(RegistrationStep step) => step.Code == Functions.Six[0];

    public static RegistrationStep? Find(string? code) => All.FirstOrDefault(s => s.Code == code);
}
