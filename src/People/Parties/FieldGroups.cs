namespace Jisr.People.Parties;

/// <summary>The groups of fields that change together (doors.md §4.9), and the fields of each.</summary>
internal static class FieldGroups
{
    public const string Name = "name";
    public const string Birth = "birth";
    public const string Contact = "contact";
    public const string Place = "place";
    public const string Origin = "origin";
    public const string Household = "household";
    public const string Makes = "makes";

    public static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Fields = new Dictionary<
        string,
        IReadOnlyList<string>
    >(StringComparer.Ordinal)
    {
        [Name] = ["fullName", "latinName"],
        [Birth] = ["birthDate"],
        [Contact] =
        [
            "phone",
            "whatsApp",
            "email",
            "phoneSafety",
            "preferredHour",
            "answeredBy",
            "verifiedAt",
            "language",
        ],
        [Place] = ["place"],
        [Origin] = ["displacement", "displacedFrom"],
        [Household] = ["householdHead"],
        [Makes] = ["makes", "wants", "canRead"],
    };

    /// <summary>D3: never written into an answer or a log.</summary>
    public static bool IsSealed(string field) => IsChannel(field) || field == "answeredBy";

    /// <summary>Numbers and addresses themselves.</summary>
    public static bool IsChannel(string field) => field is "phone" or "whatsApp" or "email";

    /// <summary>A change of these may make or unmake a possible match (people.md PE8).</summary>
    public static bool Identifies(string field) => field is "fullName" or "latinName" or "birthDate";

    /// <summary>These stand in what matching compares.</summary>
    public static bool IsCompared(string field) => Identifies(field) || field is "phone" or "place";
}
