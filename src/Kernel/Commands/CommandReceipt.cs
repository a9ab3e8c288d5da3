using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Kernel.Commands;

/// <summary>Our durable note of an answer: one per id, for ever (doors.md §4).</summary>
public sealed class CommandReceipt
{
    public required CommandId Id { get; init; }

    /// <summary>SHA-256 of kind, version and canonical payload; 32 bytes.</summary>
    public required byte[] ContentHash { get; init; }
    public required string Kind { get; init; }
    public required string Door { get; init; }

    /// <summary>The account, or empty for somebody without one.</summary>
    public required Guid ActorId { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public required string Result { get; set; }

    /// <summary>The whole answer as JSON.</summary>
    public required string Answer { get; set; }
}

internal sealed class CommandReceiptTable : IEntityTypeConfiguration<CommandReceipt>
{
    public void Configure(EntityTypeBuilder<CommandReceipt> table)
    {
        table.ToTable("kernel_command_receipt");
        table.HasKey(r => r.Id);
        table.Property(r => r.ContentHash).HasMaxLength(32);
        table.Property(r => r.Kind).HasMaxLength(60);
        table.Property(r => r.Door).HasMaxLength(10);
        table.Property(r => r.Result).HasMaxLength(10);
    }
}
