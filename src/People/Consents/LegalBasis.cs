using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.People.Consents;

/// <summary>On what ground a purpose may hold data (people.md A3.11), from a moment on. The newest row of a purpose
/// counts; without one it is her consent.</summary>
internal sealed class LegalBasis
{
    public required Guid Id { get; init; }

    /// <summary>register, contact, share-with, reports, story, photo, directory, promotion.</summary>
    public required string Purpose { get; init; }

    /// <summary>A code of <see cref="LegalBases.All"/>.</summary>
    public required string Basis { get; init; }

    /// <summary>The law, contract or decision it stands on, in words.</summary>
    public required string Ground { get; init; }
    public required DateTimeOffset From { get; init; }
    public AccountId? By { get; init; }
}

internal sealed class LegalBasisTable : IEntityTypeConfiguration<LegalBasis>
{
    public void Configure(EntityTypeBuilder<LegalBasis> table)
    {
        table.ToTable("people_legal_basis");
        table.HasKey(b => b.Id);
        table.Property(b => b.Purpose).HasMaxLength(40);
        table.Property(b => b.Basis).HasMaxLength(20);
        table.Property(b => b.Ground).HasMaxLength(300);
        table.HasIndex(b => new { b.Purpose, b.From });
    }
}

/// <summary>The bases that stand.</summary>
internal static class LegalBases
{
    public const string Consent = "consent";

    public static readonly IReadOnlyList<string> All =
    [
        Consent,
        "contract",
        "legal-obligation",
        "vital-interest",
        "public-interest",
        "legitimate-interest",
    ];

    /// <summary>Purposes that have a basis of their own; all receivers share one.</summary>
    public static string PurposeOf(string purpose) => purpose.Split(':')[0];

    /// <summary>The newest row of each purpose that has one.</summary>
    public static async Task<IReadOnlyDictionary<string, LegalBasis>> ReadAsync(JisrDb db, CancellationToken ct)
    {
        // A few rows a decade: all are read.
        var rows = await db.Set<LegalBasis>().AsNoTracking().ToListAsync(ct);
        return rows.GroupBy(b => b.Purpose, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.OrderBy(b => b.From).ThenBy(b => b.Id).Last(), StringComparer.Ordinal);
    }

    public static string Of(this IReadOnlyDictionary<string, LegalBasis> bases, string purpose) =>
        bases.TryGetValue(PurposeOf(purpose), out var row) ? row.Basis : Consent;
}
