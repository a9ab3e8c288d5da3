using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Language;
using Jisr.Kernel.Values;
using Jisr.Ui.Forms;

namespace Jisr.People.Registration;

/// <summary>The one page of fast entry as a command.</summary>
internal static class FastForm
{
    /// <summary>Fills the page with what a device sent.</summary>
    public static void Start(FormState form, RegisterPerson written)
    {
        form.Start("fullName", written.FullName);
        form.Start("birth", written.Age ?? written.BirthDate);
        form.Start("governorate", written.Governorate);
        form.Start("district", written.District);
        form.Start("sex", written.Sex is "F" or "M" ? written.Sex : "not-said");
        form.Start("phone", written.Phone);
        if (written.WhatsApp is { Length: > 0 })
            form.Start("whatsApp", "yes");
        form.Start("email", written.Email);
        form.Start("phoneSafety", written.PhoneSafety);
        form.Start("preferredHour", written.PreferredHour);
        form.Start("answeredBy", written.AnsweredBy);
        if (written.PhoneVerified == "yes")
            form.Start("phoneVerified", "yes");
        form.Start("displacement", written.Displacement);
        form.Start("displacedFrom", written.DisplacedFrom);
        form.Start("householdHead", written.HouseholdHead);
        form.Start("householdSize", written.HouseholdSize);
        form.Start("householdChildren", written.HouseholdChildren);
        form.Start("nationalId", written.NationalId);
        foreach (var (question, code) in FunctioningRules.Known(written.Functioning) ?? Nothing)
            form.Start(question, code);
        form.StartMany("makes", written.Makes ?? []);
        form.StartMany("wants", written.Wants ?? []);
        form.StartMany("agrees", [.. (written.Consents ?? Nothing).Where(c => c.Value == "given").Select(c => c.Key)]);
        if (written.Consents?.GetValueOrDefault(ConsentRules.Register) == "given")
            form.Start("consent", "yes");
    }

    private static readonly Dictionary<string, string> Nothing = [];

    /// <summary>The page as a command. One that mends another keeps its id, its card, the notice that was read, and all else
    /// that stood there and has no place on the page.</summary>
    public static RegisterPerson Read(
        FormState form,
        UnitId unit,
        Programmes.OfferedProgramme? programme,
        RegisterPerson? mended = null,
        PartyId? party = null
    )
    {
        // Two or three digits are an age, anything else a date; each says its own fault at the one field.
        var birth = form.Text("birth");
        var age = WholeNumberBinder.Read(birth, 999).IsValue ? birth : null;
        var consents = new Dictionary<string, string>(mended?.Consents ?? Nothing, StringComparer.Ordinal);
        foreach (var purpose in ConsentRules.Asked)
            consents[purpose] = form.Many("agrees").Contains(purpose) ? "given" : "refused";
        if (form.Ticked("consent"))
            consents[ConsentRules.Register] = "given";
        return (mended ?? new RegisterPerson { Language = Words.Language }) with
        {
            UnitId = unit,
            PartyId = party,
            FullName = form.Text("fullName"),
            ProgrammeId = programme?.Id,
            Sex = form["sex"] == "not-said" ? null : form["sex"] ?? "F",
            Age = age,
            BirthDate = age is null ? birth : null,
            Governorate = form.Text("governorate"),
            District = form.Text("district"),
            Phone = form.Text("phone"),
            // One that a device or a file named apart stays, unless it is unticked.
            WhatsApp = !form.Ticked("whatsApp") ? null : mended?.WhatsApp ?? "yes",
            Email = form.Text("email"),
            PhoneSafety = form.Text("phoneSafety"),
            PreferredHour = form.Text("preferredHour"),
            AnsweredBy = form.Text("answeredBy"),
            PhoneVerified = form.Ticked("phoneVerified") ? "yes" : null,
            Displacement = form.Text("displacement"),
            DisplacedFrom = form.Text("displacedFrom"),
            HouseholdHead = form.Text("householdHead"),
            HouseholdSize = form.Text("householdSize"),
            HouseholdChildren = form.Text("householdChildren"),
            NationalId = form.Text("nationalId"),
            Functioning = Functioning(form),
            Makes = form.Many("makes") is { Count: > 0 } makes ? makes : null,
            Wants = form.Many("wants") is { Count: > 0 } wants ? wants : null,
            Consents = consents,
            NoticeVersion = mended?.NoticeVersion ?? programme?.Notice ?? ConsentRules.Notice,
            ConsentChannel = mended?.ConsentChannel ?? "spoken",
        };
    }

    private static Dictionary<string, string>? Functioning(FormState form) =>
        FunctioningRules
            .Questions.Where(q => form.Text(q) is not null)
            .ToDictionary(q => q, q => form[q]!, StringComparer.Ordinal)
            is { Count: > 0 } told
            ? told
            : null;

    /// <summary>Changes when what is compared changes.</summary>
    public static string Mark(RegisterPerson command) =>
        NameUuid
            .Of(
                "fast",
                command.FullName ?? "",
                command.Age ?? command.BirthDate ?? "",
                command.Governorate ?? "",
                command.District ?? "",
                command.Phone ?? "",
                command.NationalId ?? ""
            )
            .ToString();
}
