using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.People.Units;

/// <summary>A place of an organisation that serves people: a space, centre, association, agency.</summary>
internal sealed class OrgUnit
{
    public required UnitId Id { get; init; }

    /// <summary>Short ASCII name, never reused.</summary>
    public required string Code { get; init; }

    /// <summary>platform, space, rural-centre, rural-unit, association, agency, market.</summary>
    public required string Kind { get; init; }
    public string? PlaceCode { get; init; }

    /// <summary>IANA zone, for "today" and for showing times.</summary>
    public required string Zone { get; init; }
    public DateOnly? OpenedOn { get; set; }
    public DateOnly? PlannedOpening { get; set; }
    public DateOnly? ClosedOn { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>The names of a unit from a day to a day.</summary>
internal sealed class OrgUnitName
{
    public required Guid Id { get; init; }
    public required UnitId UnitId { get; init; }
    public required string Ar { get; init; }
    public string? Fr { get; init; }
    public string? En { get; init; }
    public required DateOnly From { get; init; }
    public DateOnly? To { get; set; }
}

/// <summary>The unit above, from a day to a day; every day each unit has one parent.</summary>
internal sealed class UnitLink
{
    public required Guid Id { get; init; }
    public required UnitId UnitId { get; init; }
    public required UnitId ParentId { get; init; }
    public required DateOnly From { get; init; }
    public DateOnly? To { get; set; }
}

internal sealed class OrgUnitTable : IEntityTypeConfiguration<OrgUnit>
{
    public void Configure(EntityTypeBuilder<OrgUnit> table)
    {
        table.ToTable("people_unit");
        table.HasKey(u => u.Id);
        table.Property(u => u.Code).HasMaxLength(40);
        table.HasIndex(u => u.Code).IsUnique();
        table.Property(u => u.Kind).HasMaxLength(20);
        table.Property(u => u.PlaceCode).HasMaxLength(40);
        table.Property(u => u.Zone).HasMaxLength(40);
        // The platform itself: grants at the root reach every unit below it.
        table.HasData(
            new OrgUnit
            {
                Id = UnitId.Root,
                Code = "jisr",
                Kind = "platform",
                Zone = "Etc/UTC",
                CreatedAt = DateTimeOffset.UnixEpoch,
            }
        );
    }
}

internal sealed class OrgUnitNameTable : IEntityTypeConfiguration<OrgUnitName>
{
    public void Configure(EntityTypeBuilder<OrgUnitName> table)
    {
        table.ToTable("people_unit_name");
        table.HasKey(n => n.Id);
        table.HasIndex(n => new { n.UnitId, n.From }).IsUnique();
    }
}

internal sealed class UnitLinkTable : IEntityTypeConfiguration<UnitLink>
{
    public void Configure(EntityTypeBuilder<UnitLink> table)
    {
        table.ToTable("people_unit_link");
        table.HasKey(n => n.Id);
        table.HasIndex(n => new { n.UnitId, n.From }).IsUnique();
    }
}
