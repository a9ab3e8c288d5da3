using System.Text.Json;
using Jisr.Kernel.Access;
using Jisr.Kernel.Audit;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Doors.Sync;
using Jisr.Kernel.Language;
using Jisr.People.Functioning;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Registration;

/// <summary>A registration that a device sent and that was wrong: opened for the worker who mends it.</summary>
internal sealed class MendRegistration(
    JisrDb db,
    Worklist worklist,
    ICurrentActor current,
    AccessGate gate,
    ReadLog log
)
{
    /// <summary>The item and what was written; null when it is not hers, or closed. The look is logged.</summary>
    public async Task<(WorklistItem Item, RegisterPerson Written)?> OpenAsync(Guid id, CancellationToken ct)
    {
        var item = await db.Set<WorklistItem>()
            .AsNoTracking()
            .SingleOrDefaultAsync(
                i => i.Id == id && i.Kind == RegisterPerson.Kind && i.State == WorklistStates.Open,
                ct
            );
        if (item is null || !gate.May(await current.GetAsync(ct), Worklist.Mend, Reach.Unit(item.UnitId)))
            return null;
        await log.WriteAsync(ReadAction.View, [], "worklist", item.UnitId, ct: ct);
        try
        {
            var written = worklist.Open(item).Payload.Deserialize<RegisterPerson>(CanonicalJson.Options);
            return (item, written ?? new RegisterPerson());
        }
        catch (JsonException)
        {
            // Unreadable in parts: she writes it anew beside what the item's page shows.
            return (item, new RegisterPerson());
        }
    }
}

/// <summary>How a kept registration is shown.</summary>
internal sealed class RegistrationView(Words words, PlaceChoices places) : IKeptView
{
    // Her answers to the six questions, as they were sent: one that is no answer is left out when it is mended.
    private IEnumerable<(string, string?)> Answers(JsonElement payload)
    {
        if (!payload.TryGetProperty("functioning", out var answers) || answers.ValueKind != JsonValueKind.Object)
            yield break;
        foreach (var field in FunctioningRules.Questions)
            if (answers.TryGetProperty(field, out var code))
                yield return (
                    FunctioningWords.Question(words, field),
                    FunctioningRules.Codes.Contains(code.ToString())
                        ? FunctioningWords.Answer(words, code.ToString())
                        : code.ToString()
                );
    }

    public string Kind => RegisterPerson.Kind;

    public string MendAddress(Guid item) => "/register/fast?mend=" + item;

    public IReadOnlyList<(string Label, string? Text)> Lines(JsonElement payload)
    {
        string? Text(string name) =>
            payload.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;
        string? Many(string name, Func<Words, string, string> text) =>
            payload.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
                ? string.Join(" · ", value.EnumerateArray().Select(v => text(words, v.ToString())))
                : null;
        return
        [
            (words["Name"], Text("fullName")),
            (words["Age or date of birth"], Text("age") ?? Text("birthDate")),
            (words["Where she lives"], places.Name(Text("district") ?? Text("governorate")) ?? Text("district")),
            (words["Telephone number"], Text("phone")),
            (words["Who can see this phone?"], Labels.Safety(words, Text("phoneSafety"))),
            (words["What is the best hour?"], Labels.Hour(words, Text("preferredHour"))),
            (words["Who answers this number?"], Text("answeredBy")),
            (words["Displacement"], Labels.Displacement(words, Text("displacement"))),
            (words["Sex"], payload.TryGetProperty("sex", out _) ? Labels.Sex(words, Text("sex")) : null),
            (words["WhatsApp"], Text("whatsApp") == "yes" ? words["Yes"] : Text("whatsApp")),
            (words["E-mail address"], Text("email")),
            (words["Head of the household"], Text("householdHead")),
            (words["How many people live in her household?"], Text("householdSize")),
            (words["How many of them are children?"], Text("householdChildren")),
            (words["What she makes"], Many("makes", Labels.Craft)),
            (words["What she wants"], Many("wants", Labels.Want)),
            (words["Number of a paper she has"], Text("nationalId")),
            (words["Member number"], Text("number")),
            .. Answers(payload),
        ];
    }
}
