using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.People.Registration;
using Jisr.People.Units;
using Jisr.Ui.Forms;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Forms;

/// <summary>A kept form as a page shows it to be mended: the fields with what came, and the registration that replaces
/// it.</summary>
internal sealed class MendRecord(JisrDb db, UnitTree tree)
{
    /// <summary>What can be put right on the page.</summary>
    public static readonly IReadOnlyList<string> Fields =
    [
        "fullName",
        "sex",
        "birthDate",
        "age",
        "phone",
        "phoneSafety",
        "governorate",
        "district",
        "displacement",
        "displacedFrom",
        "nationalId",
        FormFields.Consent + ConsentRules.Register,
    ];

    public void Start(FormState form, FormRecord record, FormContent content, OutsideForm? outside)
    {
        form.Start("unit", record.UnitId.ToString());
        if (Reading(content, outside) is not { } reading)
            return;
        foreach (var field in Fields)
            form.Start(field, reading.Field(field));
        form.Start("fullName", Names(reading));
    }

    /// <summary>What she mended, and the rest as it came.</summary>
    public RegisterPerson Command(FormState form, UnitId unit, FormContent content, OutsideForm? outside)
    {
        var came = Reading(content, outside)?.Register(unit, outside?.ProgrammeId, null) ?? new RegisterPerson();
        var consents = new Dictionary<string, string>(
            came.Consents ?? new Dictionary<string, string>(),
            StringComparer.Ordinal
        );
        consents.Remove(ConsentRules.Register);
        if (form.Text(FormFields.Consent + ConsentRules.Register) is { } yes)
            consents[ConsentRules.Register] = yes;
        return came with
        {
            UnitId = unit,
            FullName = form.Text("fullName"),
            GivenName = null,
            FatherName = null,
            GrandfatherName = null,
            FamilyName = null,
            Sex = form.Text("sex"),
            BirthDate = form.Text("birthDate"),
            Age = form.Text("age"),
            Phone = form.Text("phone"),
            PhoneSafety = form.Text("phoneSafety"),
            Governorate = form.Text("governorate"),
            District = form.Text("district"),
            Displacement = form.Text("displacement"),
            DisplacedFrom = form.Text("displacedFrom"),
            NationalId = form.Text("nationalId"),
            Consents = consents.Count > 0 ? consents : null,
            NoticeVersion = came.NoticeVersion ?? ConsentRules.Notice,
            ConsentChannel = "spoken",
        };
    }

    /// <summary>Marks the form as mended by what was registered.</summary>
    public async Task DoneAsync(Guid record, Answer answer, CancellationToken ct)
    {
        var party = answer.Effective.Subject is { } subject ? new PartyId(subject) : (PartyId?)null;
        await using var turn = await db.Storage.WriteTurnAsync(ct);
        await db.Set<FormRecord>()
            .Where(r => r.Id == record && r.State == "kept")
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(r => r.State, "mended")
                        .SetProperty(r => r.ReplacedBy, answer.Id.Value)
                        .SetProperty(r => r.PartyId, party),
                ct
            );
    }

    private FormReading? Reading(FormContent content, OutsideForm? outside) =>
        outside is null
            ? null
            : new FormReading(outside.Read(), outside.ReadMap(), content, tree.Today(outside.UnitId));

    private static string? Names(FormReading reading)
    {
        var parts = new[] { "givenName", "fatherName", "grandfatherName", "familyName" }
            .Select(reading.Field)
            .OfType<string>()
            .ToList();
        return parts.Count == 0 ? reading.Field("latinName") : string.Join(' ', parts);
    }
}
