using Jisr.Kernel.Language;
using Jisr.Kernel.Values;
using Jisr.People.Registration;

namespace Jisr.People.Parties;

/// <summary>Field groups, fields and standings in words.</summary>
internal static class PersonWords
{
    public static string Group(Words words, string group) =>
        group switch
        {
            FieldGroups.Name => words["Name"],
            FieldGroups.Birth => words["Age or date of birth"],
            FieldGroups.Contact => words["How to reach her"],
            FieldGroups.Place => words["Where she lives"],
            FieldGroups.Origin => words["Displacement"],
            FieldGroups.Household => words["Head of the household"],
            _ => words["What she makes and wants"],
        };

    public static string Field(Words words, string field) =>
        field switch
        {
            "fullName" => words["Name"],
            "latinName" => words["Name in Latin letters"],
            "birthDate" => words["Age or date of birth"],
            "phone" => words["Telephone number"],
            "whatsApp" => words["WhatsApp"],
            "email" => words["E-mail address"],
            "phoneSafety" => words["Who can see this phone?"],
            "preferredHour" => words["Best hour"],
            "answeredBy" => words["Who answers this number?"],
            "verifiedAt" => words["She was reached by it"],
            "language" => words["Language to speak with her"],
            "place" => words["Where she lives"],
            "displacement" => words["Displacement"],
            "displacedFrom" => words["From which place?"],
            "householdHead" => words["Head of the household"],
            "canRead" => words["Can she read?"],
            "wants" => words["What she wants"],
            _ => words["What she makes"],
        };

    /// <summary>The value of a field as people read it.</summary>
    public static string Value(Words words, PlaceChoices places, Show show, string field, string value) =>
        (field, value) switch
        {
            ("birthDate", _) => Screens.Birth(words, value, show),
            (_, "") => "–",
            ("phone" or "whatsApp", _) => string.Join(" / ", value.Split(" / ").Select(PhoneBinder.Show)),
            ("phoneSafety", _) => Labels.Safety(words, value),
            ("preferredHour", _) => Labels.Hour(words, value),
            ("verifiedAt", _) => FieldReader.ReadInstant(value) is { } at ? show.Date(at, TimeZoneInfo.Utc) : value,
            ("language", _) => Labels.Language(words, value),
            ("place" or "displacedFrom", _) => places.Name(value) ?? value,
            ("displacement", _) => Labels.Displacement(words, value),
            ("makes", _) => string.Join(" · ", value.Split(',').Select(c => Labels.Craft(words, c))),
            ("wants", _) => string.Join(" · ", value.Split(',').Select(c => Labels.Want(words, c))),
            ("canRead", _) => CanRead(words, value),
            _ => value,
        };

    /// <summary>The same where several fields of a group stand in one line: what she wants is told from what she
    /// makes.</summary>
    public static string InLine(Words words, PlaceChoices places, Show show, string field, string value) =>
        field switch
        {
            "wants" => words["Wants: {what}", ("what", Value(words, places, show, field, value))],
            "verifiedAt" => words["reached by it on {day}", ("day", Value(words, places, show, field, value))],
            _ => Value(words, places, show, field, value),
        };

    public static string CanRead(Words words, string value) =>
        value switch
        {
            "yes" => words["Yes"],
            "no" => words["No"],
            _ => words["Not known"],
        };

    public static string Standing(Words words, string state) =>
        state switch
        {
            "applied" => words["Candidate"],
            "eligible" => words["Eligible"],
            "not-eligible" => words["Not eligible"],
            "waiting" => words["On the waiting list"],
            "enrolled" => words["Enrolled"],
            "paused" => words["She paused"],
            "completed" => words["Completed"],
            "exited" => words["Ended"],
            "withdrawn" => words["She withdrew"],
            _ => words["Was registered"],
        };
}
