using Jisr.Kernel.Ids;

namespace Jisr.Kernel.Access;

/// <summary>Whose data something touches: what a right is measured against.</summary>
public abstract record Reach
{
    private Reach() { }

    /// <summary>Data of a unit (and a programme, where the grant names one).</summary>
    public sealed record OfUnit(UnitId At, ProgrammeId? Programme = null) : Reach;

    /// <summary>Her own data.</summary>
    public sealed record OfParty(PartyId Party) : Reach;

    /// <summary>A right that comes with an object; <paramref name="Holds"/> says whether she holds it.</summary>
    public sealed record OfHolder(bool Holds) : Reach;

    /// <summary>Nobody's in particular: open to those whose role holds the permission anywhere.</summary>
    public sealed record Open : Reach;

    /// <summary>Any one of several is enough.</summary>
    public sealed record Either(IReadOnlyList<Reach> Of) : Reach;

    /// <summary>There is no such object.</summary>
    public sealed record Nothing : Reach;

    public static Reach Unit(UnitId unit, ProgrammeId? programme = null) => new OfUnit(unit, programme);

    public static Reach Self(PartyId party) => new OfParty(party);

    public static Reach Held(bool holds) => new OfHolder(holds);

    public static Reach Anywhere { get; } = new Open();

    public static Reach Missing { get; } = new Nothing();

    public static Reach Any(params IReadOnlyList<Reach> of) => new Either(of);
}
