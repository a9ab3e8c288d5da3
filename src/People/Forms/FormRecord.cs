using System.Text.Json;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.People.Forms;

/// <summary>A filled-in form that came: what became of it, and all that it says, also what fills no field of ours. Of
/// one who said no there is none.</summary>
internal sealed class FormRecord
{
    internal const string Table = "people_form_record";

    /// <summary>The id of its command.</summary>
    public required Guid Id { get; init; }

    /// <summary>The version it was filled in with, where that is known.</summary>
    public Guid? OutsideFormId { get; init; }
    public required string FormId { get; init; }
    public required string Version { get; init; }

    /// <summary>Whose people may look at it.</summary>
    public required UnitId UnitId { get; init; }

    /// <summary><see cref="FormContent.Hash"/>.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>done, kept, mended, dismissed.</summary>
    public required string State { get; set; }

    /// <summary>Why it was kept: the first code.</summary>
    public string? Code { get; init; }
    public required DateTimeOffset At { get; init; }
    public AccountId? By { get; init; }

    /// <summary>Whom it registered or changed.</summary>
    public PartyId? PartyId { get; set; }

    /// <summary>The command that mends it.</summary>
    public Guid? ReplacedBy { get; set; }

    /// <summary>Why it was put aside.</summary>
    public string? Reason { get; set; }

    /// <summary><see cref="FormContent"/> as JSON, sealed.</summary>
    public required byte[] Content { get; init; }

    /// <summary>All reasons as JSON, sealed: they repeat what was typed.</summary>
    public byte[]? Reasons { get; init; }

    public FormContent Open(Sealer sealer) => FormContent.FromJson(sealer.Open(Content, Table, "content", Id));

    public IReadOnlyList<Problem> OpenReasons(Sealer sealer) =>
        Reasons is null
            ? []
            : JsonSerializer.Deserialize<List<Problem>>(
                sealer.Open(Reasons, Table, "reasons", Id),
                CanonicalJson.Options
            )!;
}

/// <summary>A picture that came with a form, written anew: no position, no date of the camera.</summary>
internal sealed class FormPicture
{
    internal const string Table = "people_form_picture";

    public required Guid Id { get; init; }
    public required Guid RecordId { get; init; }

    /// <summary>The file name that the form says.</summary>
    public required string Name { get; init; }

    /// <summary>WebP as base 64, sealed.</summary>
    public required byte[] Bytes { get; init; }
}

internal sealed class FormRecordTable : IEntityTypeConfiguration<FormRecord>
{
    public void Configure(EntityTypeBuilder<FormRecord> table)
    {
        table.ToTable(FormRecord.Table);
        table.HasKey(r => r.Id);
        table.Property(r => r.FormId).HasMaxLength(64);
        table.Property(r => r.Version).HasMaxLength(40);
        table.Property(r => r.Hash).HasMaxLength(32);
        table.Property(r => r.State).HasMaxLength(10);
        table.Property(r => r.Code).HasMaxLength(40);
        table.Property(r => r.Reason).HasMaxLength(200);
        table.HasIndex(r => new { r.UnitId, r.State });
        table.HasOne<OutsideForm>().WithMany().HasForeignKey(r => r.OutsideFormId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class FormPictureTable : IEntityTypeConfiguration<FormPicture>
{
    public void Configure(EntityTypeBuilder<FormPicture> table)
    {
        table.ToTable(FormPicture.Table);
        table.HasKey(p => p.Id);
        table.Property(p => p.Name).HasMaxLength(200);
        table.HasIndex(p => new { p.RecordId, p.Name }).IsUnique();
        table.HasOne<FormRecord>().WithMany().HasForeignKey(p => p.RecordId).OnDelete(DeleteBehavior.Cascade);
    }
}
