using Jisr.Kernel.Ids;
using Jisr.People.Parties;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.People.Programmes;

/// <summary>What a woman can belong to.</summary>
internal sealed class Programme
{
    public required ProgrammeId Id { get; init; }

    /// <summary>Short ASCII name, never reused.</summary>
    public required string Code { get; init; }
    public required string NameAr { get; set; }
    public string? NameFr { get; set; }
    public string? NameEn { get; set; }
    public required DateOnly From { get; init; }
    public DateOnly? To { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Youngest and oldest whom it is meant for; null for no limit.</summary>
    public int? AgeFrom { get; set; }
    public int? AgeTo { get; set; }

    /// <summary>F or M; null for all.</summary>
    public string? Sex { get; set; }

    /// <summary>Codes of places whose people it is meant for, apart by blanks; null for all.</summary>
    public string? Places { get; set; }

    /// <summary>Purposes to which she must have said yes before she is found eligible, apart by blanks.</summary>
    public string? Needs { get; set; }

    /// <summary>Women may apply on their own pages, and who registers alone applies with it.</summary>
    public bool TakesAlone { get; set; }

    /// <summary>Standings in use beside those that every programme has, apart by blanks; null for all.</summary>
    public string? States { get; set; }

    /// <summary>Version of the notice that is read out to those who join it; null for the house's own.</summary>
    public string? NoticeVersion { get; set; }

    /// <summary>May a woman be given this standing in it.</summary>
    public bool Uses(string state) => MembershipRules.Uses(States, state);

    public IReadOnlyList<string> PlaceList => Places?.Split(' ') ?? [];
    public IReadOnlyList<string> NeedList => Needs?.Split(' ') ?? [];

    public bool RunsOn(DateOnly day) => From <= day && !(To < day);
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
        table.Property(p => p.Sex).HasMaxLength(1);
        table.Property(p => p.Places).HasMaxLength(1000);
        table.Property(p => p.Needs).HasMaxLength(200);
        table.Property(p => p.States).HasMaxLength(100);
        table.Property(p => p.NoticeVersion).HasMaxLength(20);
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
