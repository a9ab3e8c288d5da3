using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Kernel.Data;

/// <summary>A form that could not be sent, sealed with a key that only the browser has; gone after an hour.</summary>
public sealed class KeptFormRow
{
    public required Guid Id { get; init; }
    public required byte[] Sealed { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
}

internal sealed class KeptFormTable : IEntityTypeConfiguration<KeptFormRow>
{
    public void Configure(EntityTypeBuilder<KeptFormRow> table)
    {
        table.ToTable("kernel_kept_form");
        table.HasKey(r => r.Id);
        table.HasIndex(r => r.ExpiresAt);
    }
}
