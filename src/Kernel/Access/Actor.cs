using Jisr.Kernel.Ids;

namespace Jisr.Kernel.Access;

/// <summary>Who acts: an account with its grants in force, or the system, or nobody.</summary>
public sealed record Actor
{
    /// <summary>Somebody without an account.</summary>
    public static readonly Actor Anonymous = new();

    /// <summary>The program itself: migrations, the demo world, timed work.</summary>
    public static readonly Actor System = new() { IsSystem = true };

    public AccountId? AccountId { get; init; }

    /// <summary>The record that her account was made for: what she sells and earns by it stands there.</summary>
    public PartyId? PartyId { get; init; }

    /// <summary>All records of hers, the one that lives on first. Several where records of one woman were merged.</summary>
    public IReadOnlyList<PartyId> Records
    {
        get => records.Count > 0 || PartyId is not { } only ? records : [only];
        init => records = value;
    }

    /// <summary>The record of her that lives on.</summary>
    public PartyId? Person => Records is [var first, ..] ? first : null;
    public IReadOnlyList<Grant> Grants { get; init; } = [];
    public bool IsSystem { get; init; }

    /// <summary>For an API token: the only permissions it carries. Null for a person at a page.</summary>
    public IReadOnlySet<string>? Scopes { get; init; }

    public bool IsSignedIn => AccountId is not null || IsSystem;

    private readonly IReadOnlyList<PartyId> records = [];

    /// <summary>True for any record of hers.</summary>
    public bool Is(PartyId? party) => party is { } one && Records.Contains(one);
}

/// <summary>RoleGrant of doors.md §7 while it is in force: role × unit × programme, with an end.</summary>
public sealed record Grant(
    string Role,
    UnitId UnitId,
    bool Below,
    ProgrammeId? ProgrammeId,
    DateOnly From,
    DateOnly To
);

/// <summary>The actor of the current request.</summary>
public interface ICurrentActor
{
    /// <summary>Read once per request, so that an ended grant acts at the next one.</summary>
    ValueTask<Actor> GetAsync(CancellationToken ct = default);
}

/// <summary>What rights need to know about units; answered by People.</summary>
public interface IUnitTree
{
    /// <summary>True when <paramref name="unit"/> is <paramref name="ancestor"/> or stands below it today.</summary>
    bool IsAtOrBelow(UnitId unit, UnitId ancestor);

    /// <summary>The local day at a unit.</summary>
    DateOnly Today(UnitId unit);

    /// <summary>Zone, country and language defaults of a unit.</summary>
    UnitFacts? Find(UnitId unit);
}

/// <summary>What other modules may know of a unit.</summary>
public sealed record UnitFacts(UnitId Id, string Code, string Country, string? PlaceCode, TimeZoneInfo Zone);
