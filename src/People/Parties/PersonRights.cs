using Jisr.Kernel.Access;
using Jisr.Kernel.Ids;

namespace Jisr.People.Parties;

/// <summary>Who may see what of one woman (people.md A7), asked at the one gate.</summary>
internal static class PersonRights
{
    public const string See = "person.see";

    /// <summary>Her name alone, on a list of payments (doors.md §7).</summary>
    public const string Name = "person.name";
    public const string Search = "person.search";
    public const string Export = "person.export";
    public const string Contact = "person.contact";
    public const string Document = "person.document";

    /// <summary>The owner's notice of files opened in an emergency.</summary>
    public const string Openings = "person.openings";

    /// <summary>The unit's read log.</summary>
    public const string Looks = "person.looks";

    /// <summary>Her own pages.</summary>
    public const string Own = "person.own";

    /// <summary>Staff pages of registering; the command itself is open to women who register alone.</summary>
    public const string Desk = "person.register";

    public static Reach ReachOf(PartyId party, UnitId home) => Reach.Any(Reach.Unit(home), Reach.Self(party));

    public static bool MaySee(AccessGate gate, Actor reader, PartyId party, UnitId home) =>
        gate.May(reader, See, ReachOf(party, home));
}
