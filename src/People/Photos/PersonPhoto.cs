using Jisr.Kernel.Ids;
using Jisr.People.Parties;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.People.Photos;

/// <summary>Her picture, by which a worker knows her again (safety.md S-26). One a person, sealed; never published: what
/// is shown of her in public has its own consent and its own pictures.</summary>
internal sealed class PersonPhoto
{
    internal const string Table = "people_photo";

    /// <summary>Of the picture itself: the next one is another row, so that no seal fits both.</summary>
    public required Guid Id { get; init; }
    public required PartyId PartyId { get; set; }

    /// <summary>WebP, at most 320 pixels wide, sealed.</summary>
    public required byte[] Bytes { get; init; }
    public required DateTimeOffset AddedAt { get; init; }
    public AccountId? AddedBy { get; init; }
}

internal sealed class PersonPhotoTable : IEntityTypeConfiguration<PersonPhoto>
{
    public void Configure(EntityTypeBuilder<PersonPhoto> table)
    {
        table.ToTable(PersonPhoto.Table);
        table.HasKey(p => p.Id);
        table.HasIndex(p => p.PartyId).IsUnique();
        table.HasOne<Party>().WithMany().HasForeignKey(p => p.PartyId).OnDelete(DeleteBehavior.Restrict);
    }
}
