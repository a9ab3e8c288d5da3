using Jisr.Contracts.People;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Language;
using Jisr.People.Places;
using Jisr.Ui.Forms;

namespace Jisr.People.Registration;

/// <summary>Places to choose from: the governorate first, then the districts inside it.</summary>
internal sealed class PlaceChoices(IPlaces places)
{
    /// <summary>Governorates (in Morocco provinces, by region) of a country; of all three where none is known.</summary>
    public IReadOnlyList<Option> Governorates(string? country) =>
        [
            .. (country is null ? PlaceFinder.Countries : [country]).SelectMany(c =>
                places
                    .At(c, PlaceFinder.UpperLevel(c))
                    .Select(p => new Option(p.Code, p.Name(Words.Language), Group: GroupOf(p, country)))
            ),
        ];

    public IReadOnlyList<Option> Districts(string? governorate)
    {
        if (governorate is null || places.Find(governorate) is not { } upper)
            return [];
        var below = places.Below(governorate);
        // In Syria the sub-districts stand one level further down, under their district.
        return PlaceFinder.LowerLevel(upper.Country) > upper.Level + 1
            ?
            [
                .. below.SelectMany(d =>
                    places
                        .Below(d.Code)
                        .Select(p => new Option(p.Code, p.Name(Words.Language), Group: d.Name(Words.Language)))
                ),
            ]
            : [.. below.Select(p => new Option(p.Code, p.Name(Words.Language)))];
    }

    /// <summary>Names from the district up to the governorate.</summary>
    public string? Name(string? code)
    {
        if (code is null || places.Find(code) is not { } place)
            return null;
        var upper = places.Ancestor(code, PlaceFinder.UpperLevel(place.Country));
        var name = place.Name(Words.Language);
        return upper is null || upper.Code == code ? name : name + Between + upper.Name(Words.Language);
    }

    private static string Between => Words.Language == "ar" ? "، " : ", ";

    private string? GroupOf(PlaceInfo place, string? country) =>
        place.Country == "MA" && place.ParentCode is { } region ? places.Find(region)?.Name(Words.Language)
        : country is null ? CountryName(place.Country)
        : null;

    private static string CountryName(string country) =>
        (country, Words.Language) switch
        {
            ("SY", "ar") => "سوريا",
            ("SY", "fr") => "Syrie",
            ("SY", _) => "Syria",
            (_, "ar") => "الأردن",
            (_, "fr") => "Jordanie",
            _ => "Jordan",
        };
}
