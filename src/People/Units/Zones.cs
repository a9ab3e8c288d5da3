namespace Jisr.People.Units;

/// <summary>The time zone of a country's units: by name, because Morocco's offset changes in Ramadan.</summary>
internal static class Zones
{
    public static string OfCountry(string country) =>
        country switch
        {
            "MA" => "Africa/Casablanca",
            "SY" => "Asia/Damascus",
            "JO" => "Asia/Amman",
            _ => "Etc/UTC",
        };
}

/// <summary>Short ASCII names of units and programmes.</summary>
internal static class Codes
{
    public static bool IsCode(string? text) =>
        text is { Length: >= 2 and <= 40 }
        && char.IsAsciiLetterLower(text[0])
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
        // Addresses of pages stand beside those of codes.
        && text is not ("add" or "all");
}
