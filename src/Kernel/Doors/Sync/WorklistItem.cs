using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Kernel.Doors.Sync;

/// <summary>States of a kept command (doors.md §5.6).</summary>
public static class WorklistStates
{
    /// <summary>Waits for its parent; nobody has to do anything.</summary>
    public const string Parked = "parked";

    /// <summary>A person must put it right.</summary>
    public const string Open = "open";

    /// <summary>It came late: the unit lead decides.</summary>
    public const string Quarantined = "quarantined";

    /// <summary>The unit lead let it in; it is about to be applied.</summary>
    public const string Released = "released";
    public const string Applied = "applied";
    public const string Mended = "mended";
    public const string Dismissed = "dismissed";
}

/// <summary>A command that came by a door without a person behind it and was not done at once: what was sent, sealed, and
/// why it waits.</summary>
public sealed class WorklistItem
{
    internal const string Table = "kernel_worklist_item";

    public required Guid Id { get; init; }
    public required CommandId CommandId { get; init; }

    /// <summary>SHA-256 of kind, version and payload: the same record is kept once.</summary>
    public required byte[] ContentHash { get; init; }
    public required UnitId UnitId { get; init; }
    public required string Door { get; init; }
    public required string Kind { get; init; }
    public required string State { get; set; }

    /// <summary>Why it waits.</summary>
    public required string Code { get; set; }
    public string? Field { get; set; }

    /// <summary>The whole command, sealed.</summary>
    public required byte[] Content { get; init; }

    /// <summary>Who wrote it, where that is known.</summary>
    public AccountId? ActorId { get; init; }
    public Guid? DeviceId { get; init; }

    /// <summary>When it was made, corrected by the skew of the device's clock.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>How far the device's clock was ahead.</summary>
    public long SkewSeconds { get; init; }
    public required DateTimeOffset KeptAt { get; init; }

    /// <summary>Safeguarding sees it too.</summary>
    public bool Told { get; set; }

    public AccountId? ById { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>Why it was dismissed, sealed: somebody may have written a name.</summary>
    public byte[]? Reason { get; set; }

    /// <summary>The command that mended it.</summary>
    public CommandId? ReplacedBy { get; set; }
}

/// <summary>What a kept command waits for.</summary>
public sealed class WorklistParent
{
    public required Guid ItemId { get; init; }
    public required CommandId ParentId { get; init; }
}

internal sealed class WorklistItemTable : IEntityTypeConfiguration<WorklistItem>
{
    public void Configure(EntityTypeBuilder<WorklistItem> table)
    {
        table.ToTable(WorklistItem.Table);
        table.HasKey(i => i.Id);
        table.Property(i => i.ContentHash).HasMaxLength(32);
        table.Property(i => i.Door).HasMaxLength(10);
        table.Property(i => i.Kind).HasMaxLength(60);
        table.Property(i => i.State).HasMaxLength(12);
        table.Property(i => i.Code).HasMaxLength(60);
        table.Property(i => i.Field).HasMaxLength(100);
        table.HasIndex(i => new { i.CommandId, i.ContentHash }).IsUnique();
        table.HasIndex(i => new
        {
            i.State,
            i.UnitId,
            i.Id,
        });
    }
}

internal sealed class WorklistParentTable : IEntityTypeConfiguration<WorklistParent>
{
    public void Configure(EntityTypeBuilder<WorklistParent> table)
    {
        table.ToTable("kernel_worklist_parent");
        table.HasKey(p => new { p.ItemId, p.ParentId });
        table.HasIndex(p => p.ParentId);
        table.HasOne<WorklistItem>().WithMany().HasForeignKey(p => p.ItemId).OnDelete(DeleteBehavior.Cascade);
    }
}
