using Jisr.Contracts.Ledger;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Ledger.Funds;

/// <summary>Money that a donor gave an organisation for a purpose. What is left of it is counted, never typed.</summary>
internal sealed class Fund
{
    public required Guid Id { get; init; }
    public required UnitId UnitId { get; init; }
    public required BookId BookId { get; init; }
    public required string Name { get; init; }
    public required string Donor { get; init; }
    public required string Purpose { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
}

internal sealed class FundTable : IEntityTypeConfiguration<Fund>
{
    public void Configure(EntityTypeBuilder<Fund> table)
    {
        table.ToTable("ledger_fund");
        table.HasKey(f => f.Id);
        table.Property(f => f.Id).ValueGeneratedNever();
        table.Property(f => f.Name).HasMaxLength(80);
        table.Property(f => f.Donor).HasMaxLength(80);
        table.Property(f => f.Purpose).HasMaxLength(200);
        table.HasIndex(f => f.UnitId);
    }
}
