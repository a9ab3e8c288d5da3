using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

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

    /// <summary>The page of a woman for those who work with her; what it shows is asked field by field.</summary>
    public const string Page = "person.page";

    /// <summary>Staff pages of registering; the command itself is open to women who register alone.</summary>
    public const string Desk = "person.register";

    /// <summary>Standings by which her programme knows her: those that are open, and what she completed, for what comes
    /// of it is asked later.</summary>
    public static readonly IReadOnlyList<string> Known =
    [
        "applied",
        "eligible",
        "waiting",
        "enrolled",
        "paused",
        "completed",
    ];

    /// <summary>Her unit, her programmes, herself: whose right at one of them opens something of hers.</summary>
    public static Reach ReachOf(PartyId party, UnitId home, IReadOnlyList<ProgrammeId> programmes) =>
        Reach.Any([Reach.Unit(home), .. programmes.Select(p => Reach.Unit(home, p)), Reach.Self(party)]);

    /// <summary>The same of the record that lives on; missing where there is none.</summary>
    public static async Task<Reach> ReachAsync(JisrDb db, PartyId party, CancellationToken ct) =>
        await LivesOn.FindAsync(db, party, ct) is { } who
            ? ReachOf(who.Id, who.Home, await ProgrammesOfAsync(db, who.Id, ct))
            : Reach.Missing;

    /// <summary>May the reader, by the woman's unit, by a programme of hers, or as herself. Her programmes are asked for only
    /// where a right of the reader is bound to one.</summary>
    public static async Task<bool> MayAsync(
        JisrDb db,
        AccessGate gate,
        Actor reader,
        string permission,
        PartyId party,
        UnitId home,
        CancellationToken ct
    ) =>
        gate.May(reader, permission, ReachOf(party, home, []))
        || (
            gate.ProgrammesWith(reader, permission).Count > 0
            && gate.May(reader, permission, ReachOf(party, home, await ProgrammesOfAsync(db, party, ct)))
        );

    public static async Task<IReadOnlyList<ProgrammeId>> ProgrammesOfAsync(
        JisrDb db,
        PartyId party,
        CancellationToken ct
    ) =>
        await db.Set<Membership>()
            .AsNoTracking()
            .Where(m => m.PartyId == party && Known.Contains(m.State))
            .Select(m => m.ProgrammeId)
            .Distinct()
            .ToListAsync(ct);
}
