using System.Text.Json;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.People.Forms;

/// <summary>One version of a form made outside. Each keeps its own mapping, so that what a telephone sends with an old
/// version is read with the codes of that version (doors.md §4.12).</summary>
internal sealed class OutsideForm
{
    /// <summary>Days for which a version is taken after a newer one has come.</summary>
    public const int DaysAfter = 180;

    /// <summary>The command that brought it.</summary>
    public required Guid Id { get; init; }
    public required string FormId { get; init; }
    public required string Version { get; init; }
    public required string Title { get; init; }

    /// <summary>The unit that it belongs to; its people and those below fill it in.</summary>
    public required UnitId UnitId { get; init; }
    public ProgrammeId? ProgrammeId { get; set; }

    /// <summary>brought, published.</summary>
    public required string State { get; set; }
    public AccountId? By { get; init; }
    public required DateTimeOffset At { get; init; }
    public DateTimeOffset? PublishedAt { get; set; }

    /// <summary>When a newer version of it was published.</summary>
    public DateTimeOffset? ReplacedAt { get; set; }

    /// <summary><see cref="FormDefinition"/> as JSON.</summary>
    public required string Definition { get; init; }

    /// <summary><see cref="FormMap"/> as JSON; empty before it is published.</summary>
    public required string Map { get; set; }

    public FormDefinition Read() => JsonSerializer.Deserialize<FormDefinition>(Definition, CanonicalJson.Options)!;

    public FormMap ReadMap() =>
        Map.Length == 0 ? FormMap.Empty : JsonSerializer.Deserialize<FormMap>(Map, CanonicalJson.Options)!;

    /// <summary>True where what is filled in with this version is still taken.</summary>
    public bool IsTaken(DateTimeOffset now) =>
        State == "published" && (ReplacedAt is not { } replaced || now - replaced <= TimeSpan.FromDays(DaysAfter));
}

internal sealed class OutsideFormTable : IEntityTypeConfiguration<OutsideForm>
{
    public void Configure(EntityTypeBuilder<OutsideForm> table)
    {
        table.ToTable("people_form");
        table.HasKey(f => f.Id);
        table.Property(f => f.FormId).HasMaxLength(64);
        table.Property(f => f.Version).HasMaxLength(40);
        table.Property(f => f.Title).HasMaxLength(200);
        table.Property(f => f.State).HasMaxLength(10);
        table.HasIndex(f => new { f.FormId, f.Version }).IsUnique();
        table.HasIndex(f => f.UnitId);
    }
}
