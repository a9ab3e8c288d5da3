using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Kernel.Audit;

/// <summary>Who did what, when, by which door: one row per accepted or refused command. Ids only.</summary>
public sealed class AuditRow
{
    public long Id { get; private set; }
    public required CommandId CommandId { get; init; }
    public required string Kind { get; init; }
    public required string Door { get; init; }
    public required DateTimeOffset At { get; init; }
    public Guid? ActorId { get; init; }
    public PartyId? OnBehalfOf { get; init; }
    public UnitId? UnitId { get; init; }
    public Guid? SubjectId { get; init; }

    /// <summary>When it happened and was saved, where a device says so: corrected by <see cref="SkewSeconds"/>, by which its
    /// clock was ahead.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
    public DateTimeOffset? SavedAt { get; init; }
    public long? SkewSeconds { get; init; }
    public Guid? DeviceId { get; init; }
    public int? DeviceSeq { get; init; }

    /// <summary>accepted, conflict or refused.</summary>
    public required string Result { get; init; }
}

internal sealed class AuditTable : IEntityTypeConfiguration<AuditRow>
{
    public void Configure(EntityTypeBuilder<AuditRow> table)
    {
        table.ToTable("kernel_audit");
        table.HasKey(r => r.Id);
        table.Property(r => r.Kind).HasMaxLength(60);
        table.Property(r => r.Door).HasMaxLength(10);
        table.Property(r => r.Result).HasMaxLength(10);
        table.HasIndex(r => r.SubjectId);
    }
}
