using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.People.Parties;

/// <summary>One human being, once in the whole system. Names are kept as written.</summary>
internal sealed class Person
{
    public required PartyId PartyId { get; init; }

    /// <summary>The name as she says it, or the parts of a file put in order.</summary>
    public required string FullName { get; set; }
    public string? GivenName { get; set; }
    public string? FatherName { get; set; }
    public string? GrandfatherName { get; set; }
    public string? FamilyName { get; set; }
    public string? LatinName { get; set; }

    /// <summary>F, M, not-said.</summary>
    public required string Sex { get; set; }
    public DateOnly? BirthDate { get; set; }

    /// <summary>day, month, year, about, none.</summary>
    public required string BirthPrecision { get; set; }
    public int? DeclaredAge { get; set; }
    public DateOnly? DeclaredOn { get; set; }

    /// <summary>ar, fr, en: how to speak with her.</summary>
    public required string Language { get; set; }

    /// <summary>yes, no, unknown.</summary>
    public required string CanRead { get; set; }

    /// <summary>Whose house she lives in, as she says it.</summary>
    public string? HouseholdHead { get; set; }

    /// <summary>What she makes: codes, comma-separated.</summary>
    public string Makes { get; set; } = "";

    /// <summary>What she wants: codes, comma-separated.</summary>
    public string Wants { get; set; } = "";

    /// <summary>assisted, self, import.</summary>
    public required string Door { get; init; }
    public required DateOnly RegisteredOn { get; init; }

    /// <summary>When a worker has spoken with her; empty for a self registration until then.</summary>
    public DateTimeOffset? ConfirmedAt { get; set; }
    public AccountId? ConfirmedBy { get; set; }

    /// <summary>What matching compares, folded once: see <see cref="Matching.MatchForm"/>.</summary>
    public required string MatchForm { get; set; }
}

internal sealed class PersonTable : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> table)
    {
        table.ToTable("people_person");
        table.HasKey(p => p.PartyId);
        table.HasOne<Party>().WithOne().HasForeignKey<Person>(p => p.PartyId).OnDelete(DeleteBehavior.Restrict);
        table.Property(p => p.FullName).HasMaxLength(500);
        table.Property(p => p.HouseholdHead).HasMaxLength(120);
        table.Property(p => p.Sex).HasMaxLength(10);
        table.Property(p => p.BirthPrecision).HasMaxLength(10);
        table.Property(p => p.Language).HasMaxLength(2);
        table.Property(p => p.CanRead).HasMaxLength(10);
        table.Property(p => p.Door).HasMaxLength(10);
    }
}
