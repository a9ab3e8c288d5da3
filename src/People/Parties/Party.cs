using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.People.Parties;

/// <summary>A person, household or organisation, known once.</summary>
internal sealed class Party
{
    public required PartyId Id { get; init; }

    /// <summary>person, household, organisation.</summary>
    public required string Kind { get; init; }

    /// <summary>active, merged, anonymised.</summary>
    public required string State { get; set; }
    public PartyId? MergedInto { get; set; }
    public required UnitId HomeUnitId { get; set; }

    /// <summary>The number on her card: a running number with a check sign.</summary>
    public required string Number { get; init; }
    public int Version { get; set; } = 1;
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The account that registered her; empty when she did it alone or a file brought her.</summary>
    public AccountId? CreatedBy { get; init; }
}

/// <summary>The next running number; one row, counted up inside the transaction that uses it.</summary>
internal sealed class NumberCounter
{
    internal static readonly Guid Members = new("00000000-0000-7000-8000-000000000c01");

    public required Guid Id { get; init; }
    public long Next { get; set; }
}

internal sealed class PartyTable : IEntityTypeConfiguration<Party>
{
    public void Configure(EntityTypeBuilder<Party> table)
    {
        table.ToTable("people_party");
        table.HasKey(p => p.Id);
        table.Property(p => p.Kind).HasMaxLength(20);
        table.Property(p => p.State).HasMaxLength(20);
        table.Property(p => p.Number).HasMaxLength(8);
        table.HasIndex(p => p.Number).IsUnique();
        table.HasIndex(p => new { p.HomeUnitId, p.Id });
        table.HasIndex(p => p.MergedInto).HasFilter("merged_into IS NOT NULL");
        table.HasOne<Units.OrgUnit>().WithMany().HasForeignKey(p => p.HomeUnitId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class NumberCounterTable : IEntityTypeConfiguration<NumberCounter>
{
    public void Configure(EntityTypeBuilder<NumberCounter> table)
    {
        table.ToTable("people_counter");
        table.HasKey(c => c.Id);
        table.HasData(new NumberCounter { Id = NumberCounter.Members, Next = 1 });
    }
}
