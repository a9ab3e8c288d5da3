using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.People.Places;

/// <summary>A place of the reference data; its names and parents are dated rows.</summary>
internal sealed class Place
{
    /// <summary>SY07, MA-10.261 …</summary>
    public required string Code { get; init; }

    /// <summary>SY, MA, JO.</summary>
    public required string Country { get; init; }

    /// <summary>1 to 3.</summary>
    public required int Level { get; init; }
    public required string Kind { get; init; }

    /// <summary>Other spellings in any script, joined by " | "; to understand, never to show.</summary>
    public string Aliases { get; set; } = "";
    public long? Population { get; set; }
    public int? PopulationYear { get; set; }

    /// <summary>Version of the import that last wrote this row.</summary>
    public required string DataVersion { get; set; }
}

/// <summary>The names of a place from a day to a day.</summary>
internal sealed class PlaceName
{
    public required Guid Id { get; init; }
    public required string PlaceCode { get; init; }
    public required string Ar { get; init; }
    public required string Fr { get; init; }
    public required string En { get; init; }
    public required DateOnly From { get; init; }
    public DateOnly? To { get; set; }
}

/// <summary>The place above, from a day to a day.</summary>
internal sealed class PlaceLink
{
    public required Guid Id { get; init; }
    public required string PlaceCode { get; init; }
    public required string ParentCode { get; init; }
    public required DateOnly From { get; init; }
    public DateOnly? To { get; set; }
}

internal sealed class PlaceTable : IEntityTypeConfiguration<Place>
{
    public void Configure(EntityTypeBuilder<Place> table)
    {
        table.ToTable("people_place");
        table.HasKey(p => p.Code);
        table.Property(p => p.Code).HasMaxLength(60);
        table.Property(p => p.Country).HasMaxLength(2);
        table.Property(p => p.Kind).HasMaxLength(40);
        table.Property(p => p.DataVersion).HasMaxLength(20);
    }
}

internal sealed class PlaceNameTable : IEntityTypeConfiguration<PlaceName>
{
    public void Configure(EntityTypeBuilder<PlaceName> table)
    {
        table.ToTable("people_place_name");
        table.HasKey(n => n.Id);
        table.Property(n => n.PlaceCode).HasMaxLength(60);
        table.HasIndex(n => new { n.PlaceCode, n.From }).IsUnique();
    }
}

internal sealed class PlaceLinkTable : IEntityTypeConfiguration<PlaceLink>
{
    public void Configure(EntityTypeBuilder<PlaceLink> table)
    {
        table.ToTable("people_place_link");
        table.HasKey(n => n.Id);
        table.Property(n => n.PlaceCode).HasMaxLength(60);
        table.Property(n => n.ParentCode).HasMaxLength(60);
        table.HasIndex(n => new { n.PlaceCode, n.From }).IsUnique();
    }
}
