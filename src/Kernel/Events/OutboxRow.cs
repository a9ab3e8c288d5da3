using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Kernel.Events;

/// <summary>Work to do after the commit that asked for it, now or at a due time. Stable names, ids and amounts only.</summary>
public sealed class OutboxRow
{
    /// <summary>Order of arrival.</summary>
    public long Seq { get; private set; }
    public required Guid Id { get; init; }

    /// <summary>The message's stable name, such as <c>access.code-asked</c>; never the name of a type.</summary>
    public required string Name { get; init; }
    public required string Payload { get; init; }

    /// <summary>Messages of one key are handled in their order; others overtake.</summary>
    public string? OrderKey { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset DueAt { get; set; }
    public int Attempts { get; set; }

    /// <summary>While it is in the future, some node is at work on it.</summary>
    public DateTimeOffset? LeasedUntil { get; set; }

    /// <summary>The claim that took it: another one at the same instant has another name.</summary>
    public Guid? LeasedBy { get; set; }
    public string? LastError { get; set; }

    /// <summary>Set when it failed too often: it waits for the operator and stops nobody.</summary>
    public DateTimeOffset? ParkedAt { get; set; }
}

internal sealed class OutboxTable : IEntityTypeConfiguration<OutboxRow>
{
    public void Configure(EntityTypeBuilder<OutboxRow> table)
    {
        table.ToTable("kernel_outbox");
        table.HasKey(r => r.Seq);
        table.HasIndex(r => r.Id).IsUnique();
        table.Property(r => r.Name).HasMaxLength(80);
        table.Property(r => r.OrderKey).HasMaxLength(80);
        table.HasIndex(r => new { r.ParkedAt, r.DueAt });
    }
}
