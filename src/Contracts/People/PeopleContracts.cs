using Jisr.Kernel.Access;
using Jisr.Kernel.Events;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Language;

namespace Jisr.Contracts.People;

/// <summary>A woman was registered. <see cref="JisrEvent.Detail"/> is the door: assisted, self, import.</summary>
public sealed record PersonRegistered : JisrEvent
{
    /// <summary>She said no to being counted in reports, and that is asked of her consent.</summary>
    public bool LeftOutOfReports { get; init; }
}

/// <summary>She answered whether reports may count her without her name. Nothing is counted of it: it says of whom
/// reports leave out what happened (people.md A3.12).</summary>
public sealed record ReportsAnswered : JisrEvent
{
    /// <summary>True where she said no and the basis of reports is her consent.</summary>
    public required bool Refused { get; init; }
}

/// <summary>A worker has spoken with a woman who registered herself. <see cref="JisrEvent.Detail"/> is the door.</summary>
public sealed record PersonConfirmed : JisrEvent;

/// <summary>Somebody said no to being registered. No party.</summary>
public sealed record RegistrationRefused : JisrEvent;

/// <summary>Her standing in a programme changed; <see cref="JisrEvent.Detail"/> is the new state.</summary>
public sealed record MembershipChanged : JisrEvent;

/// <summary>Two records of one woman became one; <see cref="JisrEvent.PartyId"/> is the one that ended.</summary>
public sealed record PartiesMerged : JisrEvent
{
    /// <summary>The record that lives on.</summary>
    public required PartyId Into { get; init; }
}

/// <summary>A merge was undone; <see cref="JisrEvent.PartyId"/> is the one that lives again.</summary>
public sealed record PartiesUnmerged : JisrEvent
{
    /// <summary>The record that it had been merged into.</summary>
    public required PartyId From { get; init; }

    /// <summary>Sources of facts that came after the merge and belong to the one that lives again.</summary>
    public IReadOnlyList<Guid> Moved { get; init; } = [];
}

/// <summary>Two records were found to be one woman, for now or by a person's word: unique people count her once from
/// now on. Nothing else of them changes.</summary>
public sealed record PartiesLinked : JisrEvent
{
    /// <summary>The second record.</summary>
    public required PartyId Other { get; init; }
}

/// <summary>That link (<see cref="JisrEvent.SourceId"/>) was taken back: they count apart again.</summary>
public sealed record PartiesUnlinked : JisrEvent
{
    /// <summary>The second record.</summary>
    public required PartyId Other { get; init; }
}

/// <summary>A centre, space or association began.</summary>
public sealed record UnitOpened : JisrEvent;

/// <summary>It ended.</summary>
public sealed record UnitClosed : JisrEvent;

/// <summary>A unit is to begin on that day; taken back once it begins or is given up.
/// <see cref="JisrEvent.Detail"/> is its kind.</summary>
public sealed record UnitPlanned : JisrEvent;

/// <summary>A co-operative, an association or another body with members was written down;
/// <see cref="JisrEvent.Detail"/> is its kind. It counts as one, never as its members.</summary>
public sealed record OrganisationAdded : JisrEvent;

/// <summary>What other modules may ask about people.</summary>
public interface IPartyDirectory
{
    /// <summary>Names to show to <paramref name="reader"/>, for those she may see; others are left out. The caller
    /// logs the look.</summary>
    Task<IReadOnlyDictionary<PartyId, string>> NamesOfAsync(
        IReadOnlyCollection<PartyId> parties,
        Actor reader,
        CancellationToken ct
    );

    /// <summary>All records of the woman whose record this is: the one that lives on, then those that were merged into it.
    /// This one alone where it was never merged.</summary>
    Task<IReadOnlyList<PartyId>> RecordsOfAsync(PartyId party, CancellationToken ct);

    /// <summary>Home unit of a party, or null when there is no such party.</summary>
    Task<UnitId?> HomeUnitAsync(PartyId party, CancellationToken ct);
}

/// <summary>Asks about people where the module that knows them may be missing.</summary>
public static class PartyDirectories
{
    /// <summary>All records of a woman, the one that lives on first; this one alone where nobody knows.</summary>
    public static async Task<IReadOnlyList<PartyId>> RecordsOfAsync(
        this IEnumerable<IPartyDirectory> directories,
        PartyId party,
        CancellationToken ct
    )
    {
        foreach (var directory in directories)
            return await directory.RecordsOfAsync(party, ct);
        return [party];
    }
}

/// <summary>A place as other modules see it: a code and its names.</summary>
public sealed record PlaceInfo(
    string Code,
    string Country,
    int Level,
    string? ParentCode,
    string NameAr,
    string NameFr,
    string NameEn
)
{
    /// <summary>The name in a language of the screen.</summary>
    public string Name(string language) => Words.Pick(language, NameAr, NameFr, NameEn);
}

/// <summary>What other modules may ask about places; answered from memory.</summary>
public interface IPlaces
{
    PlaceInfo? Find(string code);

    /// <summary>Places of a country at a level (1 to 3), in code order.</summary>
    IReadOnlyList<PlaceInfo> At(string country, int level);

    /// <summary>Children of a place, in code order.</summary>
    IReadOnlyList<PlaceInfo> Below(string parentCode);

    /// <summary>The place itself or the one above it at a level.</summary>
    PlaceInfo? Ancestor(string code, int level);
}

/// <summary>What other modules may ask about units and programmes.</summary>
public interface IUnitDirectory
{
    Task<UnitId?> ByCodeAsync(string code, CancellationToken ct);

    Task<IReadOnlyList<UnitInfo>> AllAsync(CancellationToken ct);

    Task<ProgrammeId?> ProgrammeByCodeAsync(string code, CancellationToken ct);

    Task<IReadOnlyList<ProgrammeInfo>> ProgrammesAsync(CancellationToken ct);

    /// <summary>The organisation's public number (E.164): of the unit, else of the nearest unit above that has one.
    /// Null where none has.</summary>
    Task<string?> PhoneOfAsync(UnitId unit, CancellationToken ct);
}

/// <summary>A unit's public facts.</summary>
public sealed record UnitInfo(
    UnitId Id,
    string Code,
    string Kind,
    string? PlaceCode,
    string NameAr,
    string? NameFr,
    string? NameEn
)
{
    /// <summary>The name in a language of the screen.</summary>
    public string Name(string language) => Words.Pick(language, NameAr, NameFr, NameEn);
}

/// <summary>A programme's public facts.</summary>
public sealed record ProgrammeInfo(ProgrammeId Id, string Code, string NameAr, string NameFr, string NameEn)
{
    public string Name(string language) => Words.Pick(language, NameAr, NameFr, NameEn);
}
