using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Kernel.Photos;

/// <summary>A picture that people may see: its owner, its words, and whether it is shown in public.</summary>
public sealed class StoredPhoto
{
    public required PhotoId Id { get; init; }
    public required PartyId OwnerId { get; init; }

    /// <summary>Words for those who do not see it; at most 120 letters.</summary>
    public required string Alt { get; set; }

    /// <summary>SHA-256 of the upload, to notice the same picture again; 32 bytes.</summary>
    public required byte[] Sha256 { get; init; }
    public required DateTimeOffset AddedAt { get; init; }

    /// <summary>Only pictures in public use are served without signing in.</summary>
    public bool IsPublic { get; set; }
}

/// <summary>One size of a picture. In the database, so that a backup is whole and every web node has it.</summary>
public sealed class PhotoFile
{
    public required PhotoId PhotoId { get; init; }

    /// <summary>160, 320, 640, or 1200 for the share picture.</summary>
    public required int Size { get; init; }

    /// <summary>Pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Pixels.</summary>
    public required int Height { get; init; }
    public required string MediaType { get; init; }
    public required byte[] Bytes { get; init; }

    /// <summary>All sizes of a picture that was read.</summary>
    public static IEnumerable<PhotoFile> Of(PhotoId photo, PhotoReading reading) =>
        reading.Sizes.Select(s => new PhotoFile
        {
            PhotoId = photo,
            Size = s.Size,
            Width = s.Width,
            Height = s.Height,
            MediaType = s.MediaType,
            Bytes = s.Bytes,
        });
}

internal sealed class StoredPhotoTable : IEntityTypeConfiguration<StoredPhoto>
{
    public void Configure(EntityTypeBuilder<StoredPhoto> table)
    {
        table.ToTable("kernel_photo");
        table.HasKey(p => p.Id);
        table.Property(p => p.Alt).HasMaxLength(120);
        table.Property(p => p.Sha256).HasMaxLength(32);
        table.HasIndex(p => p.OwnerId);
    }
}

internal sealed class PhotoFileTable : IEntityTypeConfiguration<PhotoFile>
{
    public void Configure(EntityTypeBuilder<PhotoFile> table)
    {
        table.ToTable("kernel_photo_file");
        table.HasKey(p => new { p.PhotoId, p.Size });
        table.Property(p => p.MediaType).HasMaxLength(20);
        table.HasOne<StoredPhoto>().WithMany().HasForeignKey(p => p.PhotoId).OnDelete(DeleteBehavior.Cascade);
    }
}
