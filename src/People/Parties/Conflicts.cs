using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Language;
using Jisr.Kernel.Sealing;
using Jisr.People.Registration;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Parties;

/// <summary>A conflict as its page shows it.</summary>
internal sealed record ConflictView(
    string Field,
    string Base,
    string Theirs,
    string Yours,
    string? TheirsAt,
    string TheirsBy,
    string At,
    string By,
    bool IsOpen
)
{
    /// <summary>The group of the field, whose page changes it to something else.</summary>
    public required string Group { get; init; }
}

/// <summary>Reads the tasks that conflicts make.</summary>
internal sealed class Conflicts(
    JisrDb db,
    Sealer sealer,
    IUnitTree units,
    PlaceChoices places,
    WhoWrote who,
    Words words
)
{
    public Task<string?> FieldOfAsync(PartyId party, Guid task, CancellationToken ct) =>
        db.Set<ConflictTask>()
            .AsNoTracking()
            .Where(t => t.Id == task && t.PartyId == party)
            .Select(t => (string?)t.Field)
            .SingleOrDefaultAsync(ct);

    public async Task<ConflictView> ReadAsync(Guid id, UnitId home, CancellationToken ct)
    {
        var task = await db.Set<ConflictTask>().AsNoTracking().SingleAsync(t => t.Id == id, ct);
        var unit = units.Find(home);
        var show = Screens.Show(unit?.Country);
        var zone = unit?.Zone ?? TimeZoneInfo.Utc;
        string Say(byte[] value, string column) =>
            PersonWords.Value(words, places, show, task.Field, sealer.Open(value, ConflictTask.Table, column, id));
        var writers = await who.ReadAsync(task.PartyId, [task.TheirsBy, task.By], ct);
        return new ConflictView(
            task.Field,
            Say(task.Base, "base"),
            Say(task.Theirs, "theirs"),
            Say(task.Yours, "yours"),
            task.TheirsAt is { } at ? show.Instant(at, zone) : null,
            writers.Of(task.TheirsBy),
            show.Instant(task.At, zone),
            writers.Of(task.By),
            task.State == "open"
        )
        {
            Group = task.Group,
        };
    }
}
