using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.People.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.People.Registration;

/// <summary>She said no. Nothing of her is kept: a count by unit and day.</summary>
internal sealed record RefuseRegistration(UnitId? UnitId) : IOfflineCommand
{
    public static string Kind => "registration.refuse";
}

/// <summary>How often registration was refused at a unit on a day.</summary>
internal sealed class RefusalCount
{
    public required UnitId UnitId { get; init; }
    public required DateOnly On { get; init; }
    public int Count { get; set; }
}

internal sealed class RefuseRegistrationHandler(JisrDb db, UnitTree units) : IHandle<RefuseRegistration>
{
    public Task<Reach> ReachAsync(RefuseRegistration command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(
            command.UnitId is { } unit
                ? units.Find(unit) is null
                    ? Reach.Missing
                    : Reach.Unit(unit)
                : Reach.Anywhere
        );

    public async Task<Outcome> HandleAsync(RefuseRegistration command, CommandScope scope, CancellationToken ct)
    {
        var unit = command.UnitId ?? UnitId.Root;
        var zone = units.Find(unit)?.Zone ?? TimeZoneInfo.Utc;
        // A device says it later: the day it happened counts.
        var on = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(scope.OccurredAt, zone).DateTime);
        if (on > units.Today(unit))
            on = units.Today(unit);
        await db.Database.ExecuteSqlRawAsync(
            """
            INSERT INTO people_refusal (unit_id, "on", count) VALUES ({0}, {1}, 1)
            ON CONFLICT (unit_id, "on") DO UPDATE SET count = people_refusal.count + 1
            """,
            [db.Storage.RawId(unit.Value), on],
            ct
        );
        scope.Publish(
            new RegistrationRefused
            {
                On = on,
                SourceId = scope.Id.Value,
                UnitId = unit,
                PlaceCode = units.Find(unit)?.PlaceCode,
                Detail = command.UnitId is null ? "self" : "assisted",
            }
        );
        return new Outcome.Done();
    }
}

internal sealed class RefusalCountTable : IEntityTypeConfiguration<RefusalCount>
{
    public void Configure(EntityTypeBuilder<RefusalCount> table)
    {
        table.ToTable("people_refusal");
        table.HasKey(r => new { r.UnitId, r.On });
    }
}
