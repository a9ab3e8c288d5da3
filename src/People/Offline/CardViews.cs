using System.Text.Json;
using Jisr.Kernel.Doors.Sync;
using Jisr.Kernel.Language;
using Jisr.People.Parties;
using Jisr.People.Registration;

namespace Jisr.People.Offline;

/// <summary>How a kept change by card is shown. What is mostly wrong is the number on the card: it is put right field by field.</summary>
internal sealed class CardChangeView(Words words) : IKeptView
{
    public string Kind => ChangeByCard.Kind;

    public string? MendAddress(Guid item) => $"/worklist/{item}/mend";

    public IReadOnlyList<(string Label, string? Text)> Lines(JsonElement payload) =>
        [(words["The number on her card"], payload.Said("number")), .. Values(payload)];

    private IEnumerable<(string, string?)> Values(JsonElement payload)
    {
        if (!payload.TryGetProperty("values", out var values) || values.ValueKind != JsonValueKind.Object)
            yield break;
        foreach (var field in FieldGroups.Fields[FieldGroups.Contact])
            if (values.Said(field) is { } text)
                yield return (
                    PersonWords.Field(words, field),
                    field switch
                    {
                        "phoneSafety" => Labels.Safety(words, text),
                        "preferredHour" => Labels.Hour(words, text),
                        "language" => Labels.Language(words, text),
                        "verifiedAt" => words["Yes"],
                        _ => text,
                    }
                );
    }
}

/// <summary>How a kept consent by card is shown.</summary>
internal sealed class CardConsentView(Words words) : IKeptView
{
    public string Kind => ConsentByCard.Kind;

    public string? MendAddress(Guid item) => $"/worklist/{item}/mend";

    public IReadOnlyList<(string Label, string? Text)> Lines(JsonElement payload) =>
        [
            (words["The number on her card"], payload.Said("number")),
            (words["Purpose"], payload.Said("purpose") is { } purpose ? Labels.Purpose(words, purpose) : null),
            (words["Her answer"], Labels.Answer(words, payload.Said("answer"))),
        ];
}

/// <summary>Texts of a payload.</summary>
internal static class CardPayload
{
    public static string? Said(this JsonElement payload, string name) =>
        payload.ValueKind == JsonValueKind.Object
        && payload.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
