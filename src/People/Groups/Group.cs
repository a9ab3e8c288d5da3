using Jisr.Kernel.Ids;
using Jisr.People.Parties;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.People.Groups;

/// <summary>People who live together; may be only a head count. It counts as one, never as its people (A3.8).</summary>
internal sealed class Household
{
    public required PartyId PartyId { get; init; }
    public int? DeclaredSize { get; set; }
    public int? DeclaredChildren { get; set; }
    public string? Note { get; set; }
}

/// <summary>A body with members.</summary>
internal sealed class OrganisationParty
{
    public required PartyId PartyId { get; init; }

    /// <summary>co-operative, association, union, agency, council, business.</summary>
    public required string Kind { get; init; }
    public required string NameAr { get; set; }
    public string? NameFr { get; set; }
    public string? NameEn { get; set; }

    /// <summary>As it says itself; never counted as people.</summary>
    public int? DeclaredMembers { get; set; }
    public DateOnly? RegisteredOn { get; set; }

    /// <summary>The name in a language of the screen.</summary>
    public string Name(string language) => Kernel.Language.Words.Pick(language, NameAr, NameFr, NameEn);
}

/// <summary>She belongs to a household or an organisation, from a day to a day.</summary>
internal sealed class PartyLink
{
    public required Guid Id { get; init; }
    public required PartyId GroupId { get; init; }
    public required PartyId PersonId { get; init; }

    /// <summary>head, member, president, treasurer, carer; comma-separated.</summary>
    public required string Roles { get; set; }

    /// <summary>True in a household where she is its head: one open at a time.</summary>
    public required bool IsHead { get; set; }
    public required DateOnly From { get; init; }
    public DateOnly? To { get; set; }
}

/// <summary>Codes of groups.</summary>
internal static class GroupCodes
{
    public const string Household = "household";
    public const string Organisation = "organisation";

    public static readonly IReadOnlyList<string> Kinds =
    [
        "co-operative",
        "association",
        "union",
        "agency",
        "council",
        "business",
    ];

    /// <summary>The roles that a member may hold.</summary>
    public static IReadOnlyList<string> RolesOf(string partyKind) =>
        partyKind == Household ? ["head", "member", "carer"] : ["member", "president", "treasurer"];
}

internal sealed class HouseholdTable : IEntityTypeConfiguration<Household>
{
    public void Configure(EntityTypeBuilder<Household> table)
    {
        table.ToTable("people_household");
        table.HasKey(h => h.PartyId);
        table.Property(h => h.Note).HasMaxLength(300);
        table.HasOne<Party>().WithOne().HasForeignKey<Household>(h => h.PartyId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class OrganisationTable : IEntityTypeConfiguration<OrganisationParty>
{
    public void Configure(EntityTypeBuilder<OrganisationParty> table)
    {
        table.ToTable("people_organisation");
        table.HasKey(o => o.PartyId);
        table.Property(o => o.Kind).HasMaxLength(20);
        table.Property(o => o.NameAr).HasMaxLength(120);
        table.Property(o => o.NameFr).HasMaxLength(120);
        table.Property(o => o.NameEn).HasMaxLength(120);
        table
            .HasOne<Party>()
            .WithOne()
            .HasForeignKey<OrganisationParty>(o => o.PartyId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PartyLinkTable : IEntityTypeConfiguration<PartyLink>
{
    public void Configure(EntityTypeBuilder<PartyLink> table)
    {
        table.ToTable("people_party_link");
        table.HasKey(l => l.Id);
        table.Property(l => l.Roles).HasMaxLength(80);
        table.HasOne<Party>().WithMany().HasForeignKey(l => l.GroupId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Party>().WithMany().HasForeignKey(l => l.PersonId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(l => l.PersonId);
        // One open head of a household, and one open link of a woman to a group.
        table.HasIndex(l => l.GroupId, "ix_people_party_link_head").IsUnique().HasFilter("is_head AND \"to\" IS NULL");
        table
            .HasIndex(l => new { l.GroupId, l.PersonId }, "ix_people_party_link_open")
            .IsUnique()
            .HasFilter("\"to\" IS NULL");
    }
}
