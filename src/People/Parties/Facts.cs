using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.People.Parties;

/// <summary>Where she lives: governorate and district, never finer.</summary>
internal sealed class Residence
{
    public required Guid Id { get; init; }
    public required PartyId PartyId { get; init; }
    public required string PlaceCode { get; init; }
    public required DateOnly From { get; init; }
    public DateOnly? To { get; set; }

    /// <summary>self, other.</summary>
    public required string ToldBy { get; init; }
}

/// <summary>Her displacement on a day, as told.</summary>
internal sealed class DisplacementFact
{
    public required Guid Id { get; init; }
    public required PartyId PartyId { get; init; }

    /// <summary>host, idp, idp-returnee, refugee, refugee-returnee, other, refused.</summary>
    public required string Status { get; init; }
    public string? OriginPlace { get; init; }
    public required DateOnly OnDate { get; init; }
    public required string ToldBy { get; init; }
}

/// <summary>Her dated answer for one purpose; the newest row of a purpose counts.</summary>
internal sealed class Consent
{
    internal const string Table = "people_consent";
    public required Guid Id { get; init; }
    public required PartyId PartyId { get; init; }

    /// <summary>register, contact, share-with:council …, reports, story, photo, directory, promotion.</summary>
    public required string Purpose { get; init; }

    /// <summary>The legal basis that stood for this purpose when she answered: a code of
    /// <see cref="Consents.LegalBases"/>.</summary>
    public required string Basis { get; set; }

    /// <summary>given, refused, withdrawn.</summary>
    public required string Answer { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>spoken, written, audio, online.</summary>
    public required string Channel { get; init; }
    public required string NoticeVersion { get; init; }
    public required string Language { get; init; }
    public AccountId? TakenBy { get; init; }

    /// <summary>Her yes ends after this day; null: when she takes it back.</summary>
    public DateOnly? ValidUntil { get; init; }

    /// <summary>Ids of organisations to whom her yes does not go, apart by blanks; null for none.</summary>
    public string? WithheldFrom { get; init; }

    /// <summary>Why not to them, in her words, sealed.</summary>
    public byte[]? WithheldWhy { get; init; }

    /// <summary>A yes that holds on a day.</summary>
    public bool HoldsOn(DateOnly day) => Answer == "given" && !(ValidUntil < day);

    /// <summary>True when her yes does not go to this organisation.</summary>
    public bool IsWithheldFrom(UnitId organisation) =>
        WithheldFrom?.Contains(organisation.Value.ToString("D"), StringComparison.Ordinal) == true;
}

/// <summary>One registration as it was written, never overwritten: what matching and conflicts go back to.</summary>
internal sealed class WrittenRecord
{
    internal const string Table = "people_record";

    /// <summary>The command that brought it.</summary>
    public required Guid Id { get; init; }
    public required PartyId PartyId { get; init; }
    public required UnitId UnitId { get; init; }

    /// <summary>The id of the row in its own file.</summary>
    public string? SourceId { get; init; }

    /// <summary>The command as JSON, sealed: it holds phones and papers.</summary>
    public required byte[] Written { get; init; }
}

internal sealed class ResidenceTable : IEntityTypeConfiguration<Residence>
{
    public void Configure(EntityTypeBuilder<Residence> table)
    {
        table.ToTable("people_residence");
        table.HasKey(r => r.Id);
        table.Property(r => r.PlaceCode).HasMaxLength(60);
        table.Property(r => r.ToldBy).HasMaxLength(10);
        table.HasOne<Party>().WithMany().HasForeignKey(r => r.PartyId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class DisplacementFactTable : IEntityTypeConfiguration<DisplacementFact>
{
    public void Configure(EntityTypeBuilder<DisplacementFact> table)
    {
        table.ToTable("people_displacement");
        table.HasKey(r => r.Id);
        table.Property(r => r.Status).HasMaxLength(20);
        table.Property(r => r.OriginPlace).HasMaxLength(60);
        table.Property(r => r.ToldBy).HasMaxLength(10);
        table.HasOne<Party>().WithMany().HasForeignKey(r => r.PartyId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ConsentTable : IEntityTypeConfiguration<Consent>
{
    public void Configure(EntityTypeBuilder<Consent> table)
    {
        table.ToTable(Consent.Table);
        table.HasKey(c => c.Id);
        table.Property(c => c.Purpose).HasMaxLength(40);
        table.HasIndex(c => new { c.PartyId, c.Purpose });
        table.Property(c => c.Basis).HasMaxLength(20);
        table.Property(c => c.Answer).HasMaxLength(10);
        table.Property(c => c.Channel).HasMaxLength(10);
        table.Property(c => c.NoticeVersion).HasMaxLength(20);
        table.Property(c => c.Language).HasMaxLength(2);
        table.Property(c => c.WithheldFrom).HasMaxLength(400);
        table.HasOne<Party>().WithMany().HasForeignKey(c => c.PartyId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class WrittenRecordTable : IEntityTypeConfiguration<WrittenRecord>
{
    public void Configure(EntityTypeBuilder<WrittenRecord> table)
    {
        table.ToTable(WrittenRecord.Table);
        table.HasKey(r => r.Id);
        table.Property(r => r.SourceId).HasMaxLength(100);
        table.HasOne<Party>().WithMany().HasForeignKey(r => r.PartyId).OnDelete(DeleteBehavior.Restrict);
    }
}
