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

    /// <summary>Her keys, each once; kept, for records that are asked several times.</summary>
    public IReadOnlyList<BlockKey> Keys
    {
        get
        {
            if (keys is null)
            {
                var all = new List<BlockKey>(12);
                BlockKeys.Collect(this, all);
                keys = all;
            }
            return keys;
        }
    }

    private List<BlockKey>? keys;

    /// <summary>For records that are kept by the hundred thousand and are in their blocks already.</summary>
    public void ForgetKeys() => keys = null;

    public KnownPart? Name(int reading, int slot) => Names[reading * 4 + slot];
}

/// <summary>Makes records ready for comparing; what many records have is made once.</summary>
internal sealed class CompareBook(IPlaces places, PartBook parts)
{
    private const string Readings = "\u001f\u001f";

    private readonly ConcurrentDictionary<string, (long Place, long Governorate)> known = new(StringComparer.Ordinal);

    public PartBook Parts => parts;

    /// <summary>From what is kept beside the person, as <see cref="MatchForm.Write"/> wrote it.</summary>
    public Compared Read(string form, PartyId party, string recordId)
    {
        var text = form.AsSpan();
        Span<Range> f = stackalloc Range[MatchForm.Fields];
        text.Split(f, MatchForm.Field);
        var names = new List<KnownPart?>(8);
        var cut = text[f[1]].IndexOf(Readings);
        ReadNames(text[f[1]][..cut], names);
        var first = names.Count / 4;
        ReadNames(text[f[1]][(cut + Readings.Length)..], names);
        var birth = MatchForm.ReadBirth(text[f[2]]);
        var (place, governorate) = text[f[7]].IsEmpty ? default : Known(text[f[7]]);
        var head = text[f[8]];
        var middle = head.IndexOf(MatchForm.Sub);
        return new Compared
        {
            Party = party,
            RecordId = recordId,
            Names = [.. names],
            FirstReadings = first,
            Birth = birth?.DayNumber ?? 0,
            BirthYear = birth?.Year ?? 0,
            HasFullDate = MatchForm.IsFull(birth, text[f[3]]),
            Phones = ReadPhones(text[f[4]]),
            Paper = text[f[5]].IsEmpty ? null : NearDigits.Read(text[f[5]]),
            PaperKind = text[f[6]].IsEmpty ? 0 : BlockKeys.Hash(text[f[6]]),
            Place = place,
            Governorate = governorate,
            HeadGiven = parts.Read(head[..middle]),
            HeadFamily = parts.Read(head[(middle + 1)..]),
            Sex = text[f[9]].IsEmpty ? '\0' : text[f[9]][0],
        };
    }

    public Compared Of(MatchForm form, PartyId party, string recordId)
    {
        var readings = form.Names.First.Concat(form.Names.Second);
        var (place, governorate) = form.Place is { } code ? Known(code) : default;
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

    private void ReadNames(ReadOnlySpan<char> text, List<KnownPart?> names)
    {
        Span<Range> slots = stackalloc Range[4];
        foreach (var range in text.Split(MatchForm.Item))
        {
            var reading = text[range];
            if (reading.IsEmpty)
                continue;
            reading.Split(slots, MatchForm.Sub);
            foreach (var slot in slots)
                names.Add(parts.Read(reading[slot]));
        }
    }

    private static NearDigits[] ReadPhones(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return [];
        var phones = new List<NearDigits>(2);
        foreach (var range in text.Split(MatchForm.Item))
            if (!text[range].IsEmpty)
                phones.Add(NearDigits.Read(text[range]));
        return [.. phones];
    }

    private (long, long) Known(ReadOnlySpan<char> code) =>
        known.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(code, out var place)
            ? place
            : known.GetOrAdd(code.ToString(), PlaceOf);

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
