using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.People.Registration;

/// <summary>Running numbers that one device may give out on cards (doors.md §5.5). What it does not use stays unused.</summary>
internal sealed class NumberBlock
{
    public const int Size = 100;

    public required Guid Id { get; init; }
    public required Guid DeviceId { get; init; }

    /// <summary>The first of <see cref="Size"/> running numbers.</summary>
    public required long First { get; init; }
    public required DateTimeOffset GivenAt { get; init; }
}

internal sealed class NumberBlockTable : IEntityTypeConfiguration<NumberBlock>
{
    public void Configure(EntityTypeBuilder<NumberBlock> table)
    {
        table.ToTable("people_number_block");
        table.HasKey(b => b.Id);
        table.HasIndex(b => b.First).IsUnique();
        table.HasIndex(b => new { b.DeviceId, b.GivenAt });
    }
}
