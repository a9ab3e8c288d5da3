using System.Collections.Concurrent;
using Jisr.Contracts.People;
using Jisr.Kernel.Ids;

namespace Jisr.People.Matching;

/// <summary>One record ready for comparing: the parts of its names by reference, all else as numbers.</summary>
internal sealed class Compared
{
    public required PartyId Party { get; init; }

    /// <summary>The id that files and tie-breaks use: that of the import, else the party's.</summary>
    public required string RecordId { get; init; }

    /// <summary>Readings, four slots each, the first ones first.</summary>
    public required KnownPart?[] Names { get; init; }
    public required int FirstReadings { get; init; }
    public int AllReadings => Names.Length / 4;

    /// <summary>Day number of her birth; 0 where unknown.</summary>
    public required int Birth { get; init; }
    public required int BirthYear { get; init; }
    public required bool HasFullDate { get; init; }
    public required NearDigits[] Phones { get; init; }
    public required NearDigits? Paper { get; init; }

    /// <summary>Kinds and places as hashes of their codes: the same in every run and every database.</summary>
    public required long PaperKind { get; init; }
    public required long Place { get; init; }
    public required long Governorate { get; init; }
    public required KnownPart? HeadGiven { get; init; }
    public required KnownPart? HeadFamily { get; init; }
    public required char Sex { get; init; }

    public KnownPart? Name(int reading, int slot) => Names[reading * 4 + slot];
}

/// <summary>Makes records ready for comparing; what many records have is made once.</summary>
internal sealed class CompareBook(IPlaces places, int pairsKept)
{
    private readonly ConcurrentDictionary<string, (long Place, long Governorate)> known = new(StringComparer.Ordinal);

    public PartBook Parts { get; } = new(pairsKept);

    public Compared Read(string form, PartyId party, string recordId) => Of(MatchForm.Read(form), party, recordId);

    public Compared Of(MatchForm form, PartyId party, string recordId)
    {
        var readings = form.Names.First.Concat(form.Names.Second);
        var (place, governorate) = form.Place is { } code ? known.GetOrAdd(code, PlaceOf) : default;
        return new Compared
        {
            Party = party,
            RecordId = recordId,
            Names = [.. readings.SelectMany(r => new[] { r.Given, r.Father, r.Grandfather, r.Family }).Select(Part)],
            FirstReadings = form.Names.First.Count,
            Birth = form.Birth?.DayNumber ?? 0,
            BirthYear = form.Birth?.Year ?? 0,
            HasFullDate = form.HasFullDate,
            Phones = [.. form.Phones],
            Paper = form.Paper,
            PaperKind = form.PaperType is { } type ? BlockKeys.Hash(type) : 0,
            Place = place,
            Governorate = governorate,
            HeadGiven = Part(form.Head.Given),
            HeadFamily = Part(form.Head.Family),
            Sex = form.Sex.Length > 0 ? form.Sex[0] : '\0',
        };
    }

    private KnownPart? Part(NamePart? part) => part is null ? null : Parts.Of(part);

    // Governorate: in Morocco the province. A governorate alone is no district.
    private (long, long) PlaceOf(string code)
    {
        if (places.Find(code) is not { } place)
            return (0, 0);
        var upper = Places.PlaceFinder.UpperLevel(place.Country);
        var governorate = places.Ancestor(code, upper)?.Code ?? code;
        return (place.Level > upper ? BlockKeys.Hash(code) : 0, BlockKeys.Hash(governorate));
    }
}
