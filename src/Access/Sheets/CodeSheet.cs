using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Access.Sheets;

/// <summary>Ten codes on paper, printed at her centre. Each opens a new phone once, beside her PIN.</summary>
internal sealed class CodeSheet
{
    public const int Codes = 10;
    public const int Signs = 8;

    public required Guid Id { get; init; }
    public required AccountId AccountId { get; init; }
    public AccountId? PrintedBy { get; init; }
    public required DateTimeOffset PrintedAt { get; init; }

    /// <summary>Set when a newer sheet took its place, or her PIN was reset.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>One code of a sheet.</summary>
internal sealed class SheetCode
{
    public required Guid Id { get; init; }
    public required Guid SheetId { get; init; }

    /// <summary>HMAC over sheet and code, with a key outside the database.</summary>
    public required byte[] Hash { get; init; }
    public DateTimeOffset? UsedAt { get; set; }
}

internal sealed class CodeSheetTable : IEntityTypeConfiguration<CodeSheet>
{
    public void Configure(EntityTypeBuilder<CodeSheet> table)
    {
        table.ToTable("access_code_sheet");
        table.HasKey(s => s.Id);
        table.HasIndex(s => s.AccountId);
    }
}

internal sealed class SheetCodeTable : IEntityTypeConfiguration<SheetCode>
{
    public void Configure(EntityTypeBuilder<SheetCode> table)
    {
        table.ToTable("access_sheet_code");
        table.HasKey(c => c.Id);
        table.Property(c => c.Hash).HasMaxLength(32);
        table.HasIndex(c => new { c.SheetId, c.Hash }).IsUnique();
        table.HasOne<CodeSheet>().WithMany().HasForeignKey(c => c.SheetId).OnDelete(DeleteBehavior.Cascade);
    }
}
