using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Access.Outbox;

/// <summary>A tablet or phone of a unit on which is written without a line (doors.md §6). It can write, never read.</summary>
internal sealed class OutboxDevice
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required UnitId UnitId { get; init; }

    /// <summary>Whose own phone it is: only she is given a ticket on it, and what could not be written waits for her. Null
    /// for a device of the unit.</summary>
    public AccountId? OwnerId { get; init; }

    /// <summary>The one thing for which it was made ready by a secret, such as a courier's round; nobody signs in on
    /// it.</summary>
    public Guid? ThingId { get; init; }

    /// <summary>SHA-256 of the token that says which device sends.</summary>
    public required byte[] TokenHash { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public AccountId? CreatedBy { get; init; }
    public DateTimeOffset? LastSeenAt { get; set; }

    /// <summary>Records that could not be read at all; nothing else is kept of them.</summary>
    public int NotKept { get; set; }

    /// <summary>active, revoked, lost.</summary>
    public required string State { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    public AccountId? EndedBy { get; set; }

    /// <summary>Nothing new is taken from it.</summary>
    /// <param name="why">revoked or lost.</param>
    public void End(string why, DateTimeOffset now, AccountId? by)
    {
        State = why;
        // The first end stands: what came between is judged by it.
        EndedAt ??= now;
        EndedBy ??= by;
    }
}

internal sealed class OutboxDeviceTable : IEntityTypeConfiguration<OutboxDevice>
{
    public void Configure(EntityTypeBuilder<OutboxDevice> table)
    {
        table.ToTable("access_outbox_device");
        table.HasKey(d => d.Id);
        table.Property(d => d.Name).HasMaxLength(60);
        table.Property(d => d.TokenHash).HasMaxLength(32);
        table.Property(d => d.State).HasMaxLength(10);
        table.HasIndex(d => d.TokenHash).IsUnique();
        table.HasIndex(d => new { d.UnitId, d.Id });
        table.HasIndex(d => d.OwnerId);
        table.HasIndex(d => d.ThingId);
    }
}
