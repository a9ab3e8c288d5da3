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

    /// <summary>IANA zone, for "today" and for showing times.</summary>
    public required string Zone { get; init; }
    public DateOnly? OpenedOn { get; set; }

    /// <summary>The day for which it is planned; counted as open only once <see cref="OpenedOn"/> is there.</summary>
    public DateOnly? PlannedOpening { get; set; }

    /// <summary>Last day.</summary>
    public DateOnly? ClosedOn { get; set; }

    /// <summary>The organisation's public number, E.164. Empty: that of the unit above.</summary>
    public string? Phone { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>The names of a unit from a day to a day.</summary>
internal sealed class OrgUnitName
{
    public required Guid Id { get; init; }
    public required UnitId UnitId { get; init; }
    public required string Ar { get; set; }
    public string? Fr { get; set; }
    public string? En { get; set; }
    public required DateOnly From { get; init; }
    public DateOnly? To { get; set; }
}

/// <summary>The unit above, from a day to a day; every day each unit has one parent.</summary>
internal sealed class UnitLink
{
    public required Guid Id { get; init; }
    public required UnitId UnitId { get; init; }
    public required UnitId ParentId { get; set; }
    public required DateOnly From { get; init; }
    public DateOnly? To { get; set; }
}

/// <summary>Where a unit stands, from a day to a day.</summary>
internal sealed class OrgUnitPlace
{
    public required Guid Id { get; init; }
    public required UnitId UnitId { get; init; }
    public required string PlaceCode { get; set; }
    public required DateOnly From { get; init; }
    public DateOnly? To { get; set; }
}

/// <summary>What happened to a unit, for its page. Added, never edited.</summary>
internal sealed class UnitEvent
{
    public required Guid Id { get; init; }
    public required UnitId UnitId { get; init; }

    /// <summary>open, rename, move, split, merge, close.</summary>
    public required string Kind { get; init; }
    public required DateOnly On { get; init; }
    public required DateTimeOffset At { get; init; }
    public AccountId? By { get; init; }
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
        table.Property(u => u.Phone).HasMaxLength(20);
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

internal sealed class OrgUnitPlaceTable : IEntityTypeConfiguration<OrgUnitPlace>
{
    public void Configure(EntityTypeBuilder<OrgUnitPlace> table)
    {
        table.ToTable("people_unit_place");
        table.HasKey(n => n.Id);
        table.Property(n => n.PlaceCode).HasMaxLength(60);
        table.HasIndex(n => new { n.UnitId, n.From }).IsUnique();
        table.HasIndex(n => n.PlaceCode);
    }
}

internal sealed class UnitEventTable : IEntityTypeConfiguration<UnitEvent>
{
    public void Configure(EntityTypeBuilder<UnitEvent> table)
    {
        table.ToTable("people_unit_event");
        table.HasKey(e => e.Id);
        table.Property(e => e.Kind).HasMaxLength(10);
        table.HasIndex(e => new { e.UnitId, e.On });
        table.HasIndex(e => e.On);
    }
}
