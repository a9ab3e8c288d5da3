using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.People.Parties;

/// <summary>One changed field: what stood before, what stands since. A group that never changed is at version 1; a
/// change makes the next. Added, never edited, so that what a writer saw can be told again.</summary>
internal sealed class FieldChange
{
    internal const string Table = "people_field_change";

    public required Guid Id { get; init; }
    public required PartyId PartyId { get; init; }
    public required string Group { get; init; }
    public required string Field { get; init; }

    /// <summary>Version of the group that this change made.</summary>
    public required int Version { get; init; }
    public required byte[] Before { get; init; }
    public required byte[] After { get; init; }
    public required DateTimeOffset At { get; init; }
    public AccountId? By { get; init; }
}

/// <summary>Two people changed one field. The earlier value stands; both are kept until a person says which.</summary>
internal sealed class ConflictTask
{
    internal const string Table = "people_conflict_task";

    public required Guid Id { get; init; }
    public required PartyId PartyId { get; init; }
    public required string Group { get; init; }
    public required string Field { get; init; }
    public required byte[] Base { get; init; }
    public required byte[] Theirs { get; init; }
    public required byte[] Yours { get; init; }
    public DateTimeOffset? TheirsAt { get; init; }
    public AccountId? TheirsBy { get; init; }
    public required DateTimeOffset At { get; init; }
    public AccountId? By { get; init; }

    /// <summary>open, settled.</summary>
    public required string State { get; set; }

    /// <summary>theirs, yours, other.</summary>
    public string? Choice { get; set; }
    public AccountId? SettledBy { get; set; }
    public DateTimeOffset? SettledAt { get; set; }
}

internal sealed class FieldChangeTable : IEntityTypeConfiguration<FieldChange>
{
    public void Configure(EntityTypeBuilder<FieldChange> table)
    {
        table.ToTable(FieldChange.Table);
        table.HasKey(c => c.Id);
        table.Property(c => c.Group).HasColumnName("field_group").HasMaxLength(20);
        table.Property(c => c.Field).HasMaxLength(40);
        table.HasOne<Party>().WithMany().HasForeignKey(c => c.PartyId).OnDelete(DeleteBehavior.Restrict);
        table
            .HasIndex(c => new
            {
                c.PartyId,
                c.Group,
                c.Version,
                c.Field,
            })
            .IsUnique();
    }
}

internal sealed class ConflictTaskTable : IEntityTypeConfiguration<ConflictTask>
{
    public void Configure(EntityTypeBuilder<ConflictTask> table)
    {
        table.ToTable(ConflictTask.Table);
        table.HasKey(c => c.Id);
        table.Property(c => c.Group).HasColumnName("field_group").HasMaxLength(20);
        table.Property(c => c.Field).HasMaxLength(40);
        table.Property(c => c.State).HasMaxLength(10);
        table.Property(c => c.Choice).HasMaxLength(10);
        table.HasOne<Party>().WithMany().HasForeignKey(c => c.PartyId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(c => new { c.PartyId, c.State });
    }
}
