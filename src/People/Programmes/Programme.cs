using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.People.Programmes;

/// <summary>What a woman can belong to.</summary>
internal sealed class Programme
{
    public required ProgrammeId Id { get; init; }

    /// <summary>Short ASCII name, never reused.</summary>
    public required string Code { get; init; }
    public required string NameAr { get; init; }
    public string? NameFr { get; init; }
    public string? NameEn { get; init; }
    public required DateOnly From { get; init; }
    public DateOnly? To { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A unit that carries a programme, in a role, from a day to a day.</summary>
internal sealed class ProgrammePartner
{
    public required Guid Id { get; init; }
    public required ProgrammeId ProgrammeId { get; init; }
    public required UnitId UnitId { get; init; }

    /// <summary>ministry, council, agency, association, centre.</summary>
    public required string Role { get; init; }
    public required DateOnly From { get; init; }
    public DateOnly? To { get; set; }
}

internal sealed class ProgrammeTable : IEntityTypeConfiguration<Programme>
{
    public void Configure(EntityTypeBuilder<Programme> table)
    {
        table.ToTable("people_programme");
        table.HasKey(p => p.Id);
        table.Property(p => p.Code).HasMaxLength(40);
        table.HasIndex(p => p.Code).IsUnique();
    }
}

internal sealed class ProgrammePartnerTable : IEntityTypeConfiguration<ProgrammePartner>
{
    public void Configure(EntityTypeBuilder<ProgrammePartner> table)
    {
        table.ToTable("people_programme_partner");
        table.HasKey(p => p.Id);
        table.Property(p => p.Role).HasMaxLength(20);
        table.HasOne<Programme>().WithMany().HasForeignKey(p => p.ProgrammeId).OnDelete(DeleteBehavior.Restrict);
        table
            .HasIndex(p => new
            {
                p.ProgrammeId,
                p.UnitId,
                p.Role,
                p.From,
            })
            .IsUnique();
    }
}
