using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Language;
using Jisr.Kernel.Values;
using Jisr.Ui.Forms;

namespace Jisr.People.Registration;

/// <summary>The one page of fast entry as a command.</summary>
internal static class FastForm
{
    public static RegisterPerson Read(FormState form, UnitId unit)
    {
        // Two or three digits are an age, anything else a date; each says its own fault at the one field.
        var birth = form.Text("birth");
        var age = WholeNumberBinder.Read(birth, 999).IsValue ? birth : null;
        var consents = ConsentRules.Asked.ToDictionary(
            p => p,
            p => form.Many("agrees").Contains(p) ? "given" : "refused",
            StringComparer.Ordinal
        );
        if (form.Ticked("consent"))
            consents[ConsentRules.Register] = "given";
        return new RegisterPerson
        {
            UnitId = unit,
            FullName = form.Text("fullName"),
            Sex = "F",
            Age = age,
            BirthDate = age is null ? birth : null,
            Governorate = form.Text("governorate"),
            District = form.Text("district"),
            Phone = form.Text("phone"),
            PhoneSafety = form.Text("phoneSafety"),
            PreferredHour = form.Text("preferredHour"),
            Displacement = form.Text("displacement"),
            DisplacedFrom = form.Text("displacedFrom"),
            HouseholdHead = form.Text("householdHead"),
            NationalId = form.Text("nationalId"),
            Language = Words.Language,
            Makes = form.Many("makes") is { Count: > 0 } makes ? makes : null,
            Consents = consents,
            NoticeVersion = ConsentRules.Notice,
            ConsentChannel = "spoken",
        };
    }

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
