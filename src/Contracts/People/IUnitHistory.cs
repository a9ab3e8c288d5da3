using Jisr.Kernel.Ids;
using Jisr.Kernel.Language;

namespace Jisr.Contracts.People;

/// <summary>Units as they were on a day (people.md A3.18): a fact keeps the unit of its day, and this says where that
/// unit stood then («as was») or stands today («as is»).</summary>
public interface IUnitHistory
{
    /// <summary>All units that were open on the day, in code order; the platform itself is left out.</summary>
    Task<IReadOnlyList<UnitOn>> OnAsync(DateOnly day, CancellationToken ct);
}

/// <summary>A unit on a day. <paramref name="ParentId"/> is the platform where there is no other unit above.</summary>
public sealed record UnitOn(
    UnitId Id,
    string Code,
    string Kind,
    UnitId ParentId,
    string? PlaceCode,
    string NameAr,
    string? NameFr,
    string? NameEn
)
{
    /// <summary>The name in a language of the screen.</summary>
    public string Name(string language) => Words.Pick(language, NameAr, NameFr, NameEn);
}
