using Jisr.Kernel.Ids;
using Jisr.People.Parties;
using Jisr.People.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.People.Drafts;

/// <summary>Answers of a form that is not sent yet, kept after each page (experience.md §13). Its id is the id of the
/// command it becomes, so that it can become one only.</summary>
internal sealed class Draft
{
    internal const string Table = "people_draft";

    public required Guid Id { get; init; }

    /// <summary>assisted, self.</summary>
    public required string FormKind { get; init; }

    /// <summary>Version of the questions.</summary>
    public required int Version { get; init; }
    public UnitId? UnitId { get; init; }
    public ProgrammeId? ProgrammeId { get; init; }

    /// <summary>The worker who fills it in; empty where a woman does it alone.</summary>
    public AccountId? StaffId { get; init; }

    /// <summary>Keyed hash of the key in her browser's cookie.</summary>
    public byte[]? BrowserIndex { get; set; }

    /// <summary>Keyed hash of the words that bring her back.</summary>
    public byte[]? WordsIndex { get; init; }

    /// <summary>D3: sealed. Empty once it was sent or dropped.</summary>
    public required byte[] Answers { get; set; }

    /// <summary>The page that comes next.</summary>
    public required string Page { get; set; }
    public required DateTimeOffset UpdatedAt { get; set; }
    public required DateTimeOffset ExpiresAt { get; set; }

    /// <summary>open, submitted, dropped.</summary>
    public required string State { get; set; }

    /// <summary>Who was registered by it.</summary>
    public PartyId? PartyId { get; set; }
}

internal sealed class DraftTable : IEntityTypeConfiguration<Draft>
{
    public void Configure(EntityTypeBuilder<Draft> table)
    {
        table.ToTable(Draft.Table);
        table.HasKey(d => d.Id);
        table.Property(d => d.FormKind).HasMaxLength(20);
        table.Property(d => d.Page).HasMaxLength(20);
        table.Property(d => d.State).HasMaxLength(10);
        table.HasIndex(d => new { d.StaffId, d.State });
        table.HasIndex(d => d.BrowserIndex);
        table.HasIndex(d => d.WordsIndex);
        table.HasIndex(d => d.ExpiresAt);
        table.HasOne<Party>().WithMany().HasForeignKey(d => d.PartyId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<OrgUnit>().WithMany().HasForeignKey(d => d.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}
