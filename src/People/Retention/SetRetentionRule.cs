using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.People.Retention;

/// <summary>An organisation whose law says otherwise keeps a class of data for longer or shorter, from the next run on.
/// Who changed it, when and why stays beside the rule.</summary>
/// <param name="Months">0: no term; people decide.</param>
/// <param name="Was">The months that the writer saw: of two who change it at once, the second is told.</param>
internal sealed record SetRetentionRule(string DataClass, int Months, int Was, string Reason) : ICommand
{
    public static string Kind => "retention.set-rule";

    /// <summary>Fifty years.</summary>
    public const int Most = 600;
    public const int MostReason = 300;
}

/// <summary>One change of a rule. Added, never edited.</summary>
internal sealed class RetentionChange
{
    public required Guid Id { get; init; }
    public required string DataClass { get; init; }
    public required int Before { get; init; }
    public required int After { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset At { get; init; }
    public AccountId? By { get; init; }
}

internal sealed class SetRetentionRuleHandler(JisrDb db) : IHandle<SetRetentionRule>
{
    public Task<Reach> ReachAsync(SetRetentionRule command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(Reach.Unit(UnitId.Root));

    public void Check(SetRetentionRule command, Problems problems, CommandScope scope)
    {
        if (command.Months is < 0 or > SetRetentionRule.Most)
            problems.Add("months", "RETENTION_MONTHS", ("most", SetRetentionRule.Most));
        problems.Text("reason", command.Reason, SetRetentionRule.MostReason);
    }

    public async Task<Outcome> HandleAsync(SetRetentionRule command, CommandScope scope, CancellationToken ct)
    {
        if (!await db.Set<RetentionRule>().AnyAsync(r => r.DataClass == command.DataClass, ct))
            return Outcome.No("CHOICE_UNKNOWN", "dataClass");
        if (command.Months == command.Was)
            return Outcome.No("RETENTION_SAME", "months");
        var changed = await db.Set<RetentionRule>()
            .Where(r => r.DataClass == command.DataClass && r.Months == command.Was)
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.Months, command.Months), ct);
        if (changed == 0)
            return Outcome.No("RETENTION_CHANGED_SINCE", "months");
        db.Add(
            new RetentionChange
            {
                Id = scope.Id.Value,
                DataClass = command.DataClass,
                Before = command.Was,
                After = command.Months,
                Reason = command.Reason.Trim(),
                At = scope.Now,
                By = scope.Actor.AccountId,
            }
        );
        return new Outcome.Done { Subject = scope.Id.Value };
    }
}

internal sealed class RetentionChangeTable : IEntityTypeConfiguration<RetentionChange>
{
    public void Configure(EntityTypeBuilder<RetentionChange> table)
    {
        table.ToTable("people_retention_change");
        table.HasKey(c => c.Id);
        table.Property(c => c.DataClass).HasMaxLength(30);
        table.Property(c => c.Reason).HasMaxLength(SetRetentionRule.MostReason);
        table.HasIndex(c => new { c.DataClass, c.At });
    }
}
