using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Kernel.Doors.Sync;

/// <summary>A key pair that devices seal for. Its private half is sealed with the master key, which is not in the
/// database.</summary>
public sealed class OutboxKey
{
    internal const string Table = "kernel_outbox_key";

    public required Guid Id { get; init; }

    /// <summary>The name that stands beside each sealed record.</summary>
    public required string Kid { get; init; }

    /// <summary>65 raw bytes, as browsers import it.</summary>
    public required byte[] Public { get; init; }

    /// <summary>PKCS#8, sealed; gone 180 days after a newer key came.</summary>
    public byte[]? Private { get; set; }
    public required DateTimeOffset MadeAt { get; init; }
}

internal sealed class OutboxKeyTable : IEntityTypeConfiguration<OutboxKey>
{
    public void Configure(EntityTypeBuilder<OutboxKey> table)
    {
        table.ToTable(OutboxKey.Table);
        table.HasKey(k => k.Id);
        table.Property(k => k.Kid).HasMaxLength(20);
        table.Property(k => k.Public).HasMaxLength(65);
        table.HasIndex(k => k.Kid).IsUnique();
        table.HasIndex(k => k.MadeAt);
    }
}
