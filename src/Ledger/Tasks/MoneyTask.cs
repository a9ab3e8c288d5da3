using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Ledger.Tasks;

/// <summary>Something about money that a person of a unit must look after.</summary>
internal sealed class MoneyTask
{
    /// <summary>A count differed: somebody explains it. The subject is the custodian.</summary>
    public const string Suspense = "suspense";

    /// <summary>O-4: a payout that its payee has not confirmed for seven days.</summary>
    public const string Unconfirmed = "payout-unconfirmed";

    /// <summary>G-1: a custodian was not counted for a week.</summary>
    public const string CountDue = "count-due";

    public required Guid Id { get; init; }
    public required UnitId UnitId { get; init; }
    public required string Kind { get; init; }
    public required Guid SubjectId { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? DoneAt { get; set; }
}

internal sealed class MoneyTaskTable : IEntityTypeConfiguration<MoneyTask>
{
    public void Configure(EntityTypeBuilder<MoneyTask> table)
    {
        table.ToTable("ledger_task");
        table.HasKey(t => t.Id);
        table.Property(t => t.Id).ValueGeneratedNever();
        table.Property(t => t.Kind).HasMaxLength(20);
        table.HasIndex(t => new { t.UnitId, t.DoneAt });
        table.HasIndex(t => t.SubjectId);
    }
}

/// <summary>Opens and closes tasks; one open task of a kind for a subject.</summary>
internal sealed class MoneyTasks(JisrDb db)
{
    public async Task OpenAsync(string kind, UnitId unit, Guid subject, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.Set<MoneyTask>().AnyAsync(t => t.Kind == kind && t.SubjectId == subject && t.DoneAt == null, ct))
            return;
        db.Add(
            new MoneyTask
            {
                // By the day, so that two nodes that find the same open one task.
                Id = NameUuid.Of(
                    "ledger.task",
                    kind,
                    subject.ToString(),
                    now.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
                ),
                UnitId = unit,
                Kind = kind,
                SubjectId = subject,
                OpenedAt = now,
            }
        );
    }

    public async Task DoneAsync(string kind, Guid subject, DateTimeOffset now, CancellationToken ct)
    {
        foreach (
            var task in await db.Set<MoneyTask>()
                .Where(t => t.Kind == kind && t.SubjectId == subject && t.DoneAt == null)
                .ToListAsync(ct)
        )
            task.DoneAt = now;
    }
}
