using Jisr.Kernel.Ids;
using Jisr.People.Parties;
using Jisr.People.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.People.Following;

/// <summary>Who follows whom: an association, and the worker of it who stays in touch (people.md A2).</summary>
internal sealed class Accompaniment
{
    public required Guid Id { get; init; }
    public required PartyId PartyId { get; init; }

    /// <summary>The association or centre that follows her.</summary>
    public required UnitId OrganisationId { get; init; }

    /// <summary>Empty until one of its workers takes it on.</summary>
    public AccountId? WorkerId { get; set; }
    public required DateOnly From { get; init; }
    public DateOnly? To { get; set; }

    /// <summary>Day of the next contact; empty: none was agreed.</summary>
    public DateOnly? NextContactDue { get; set; }
}

/// <summary>A contact that took place. The note is D3: sealed.</summary>
internal sealed class AccompanimentNote
{
    internal const string Table = "people_accompaniment_note";

    public required Guid Id { get; init; }
    public required Guid AccompanimentId { get; init; }
    public required DateOnly On { get; init; }

    /// <summary>visit, telephone, message, not-reached.</summary>
    public required string How { get; init; }
    public required byte[] Note { get; init; }
    public required DateTimeOffset At { get; init; }
    public AccountId? By { get; init; }
}

internal static class FollowingCodes
{
    public static readonly IReadOnlyList<string> Ways = ["visit", "telephone", "message", "not-reached"];
}

internal sealed class AccompanimentTable : IEntityTypeConfiguration<Accompaniment>
{
    public void Configure(EntityTypeBuilder<Accompaniment> table)
    {
        table.ToTable("people_accompaniment");
        table.HasKey(a => a.Id);
        table.HasOne<Party>().WithMany().HasForeignKey(a => a.PartyId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<OrgUnit>().WithMany().HasForeignKey(a => a.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        // An organisation follows a woman once at a time.
        table
            .HasIndex(a => new { a.PartyId, a.OrganisationId }, "ix_people_accompaniment_open")
            .IsUnique()
            .HasFilter("\"to\" IS NULL");
        table.HasIndex(a => new { a.OrganisationId, a.NextContactDue });
    }
}

internal sealed class AccompanimentNoteTable : IEntityTypeConfiguration<AccompanimentNote>
{
    public void Configure(EntityTypeBuilder<AccompanimentNote> table)
    {
        table.ToTable(AccompanimentNote.Table);
        table.HasKey(n => n.Id);
        table.Property(n => n.How).HasMaxLength(12);
        table.HasIndex(n => n.AccompanimentId);
        table
            .HasOne<Accompaniment>()
            .WithMany()
            .HasForeignKey(n => n.AccompanimentId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
