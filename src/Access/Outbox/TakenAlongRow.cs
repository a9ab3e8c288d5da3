using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Access.Outbox;

/// <summary>Somebody took a thing along on a device, to work there without a line. Insert only; taken along again it is
/// another row.</summary>
internal sealed class TakenAlongRow
{
    public required Guid Id { get; init; }
    public required Guid DeviceId { get; init; }
    public required AccountId AccountId { get; init; }
    public required string What { get; init; }
    public required Guid ThingId { get; init; }
    public required DateTimeOffset From { get; init; }
    public required DateTimeOffset Until { get; init; }
}

internal sealed class TakenAlongTable : IEntityTypeConfiguration<TakenAlongRow>
{
    public void Configure(EntityTypeBuilder<TakenAlongRow> table)
    {
        table.ToTable("access_taken_along");
        table.HasKey(t => t.Id);
        table.Property(t => t.What).HasMaxLength(20);
        table.HasOne<OutboxDevice>().WithMany().HasForeignKey(t => t.DeviceId);
        table.HasIndex(t => new
        {
            t.DeviceId,
            t.AccountId,
            t.ThingId,
        });
    }
}
