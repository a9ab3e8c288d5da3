using CsvHelper;
using Jisr.Kernel.Data;
using Jisr.Kernel.Language;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Market.Products;

/// <summary>What kind of goods; reference data that every database holds.</summary>
internal sealed class Category
{
    public required string Code { get; init; }
    public required string NameAr { get; set; }
    public required string NameFr { get; set; }
    public required string NameEn { get; set; }

    /// <summary>The name in a language of the screen.</summary>
    public string NameIn(string language) => Words.Pick(language, NameAr, NameFr, NameEn);
}

internal sealed class CategoryTable : IEntityTypeConfiguration<Category>
{
    public void Configure(EntityTypeBuilder<Category> table)
    {
        table.ToTable("market_category");
        table.HasKey(c => c.Code);
        table.Property(c => c.Code).HasMaxLength(30);
        table.Property(c => c.NameAr).HasMaxLength(80);
        table.Property(c => c.NameFr).HasMaxLength(80);
        table.Property(c => c.NameEn).HasMaxLength(80);
    }
}

/// <summary>The categories that ship with the program.</summary>
internal static class Categories
{
    /// <summary>In the order of the file, which is the order of the pages.</summary>
    public static readonly IReadOnlyList<Category> All = Read();

    private static readonly Dictionary<string, Category> ByCode = All.ToDictionary(c => c.Code, StringComparer.Ordinal);

    /// <summary>For goods whose kind nobody named.</summary>
    public const string Other = "other";

    public static Category? Find(string? code) => code is null ? null : ByCode.GetValueOrDefault(code);

    /// <summary>Writes what is new or renamed; safe to repeat.</summary>
    public static async Task PrepareAsync(JisrDb db, CancellationToken ct)
    {
        var known = await db.Set<Category>().ToDictionaryAsync(c => c.Code, StringComparer.Ordinal, ct);
        foreach (var category in All)
            if (known.TryGetValue(category.Code, out var row))
                (row.NameAr, row.NameFr, row.NameEn) = (category.NameAr, category.NameFr, category.NameEn);
            else
                db.Add(category);
        await db.SaveChangesAsync(ct);
    }

    private static List<Category> Read()
    {
        using var file = typeof(Categories).Assembly.GetManifestResourceStream("Jisr.Market.Data.categories.csv")!;
        using var csv = CsvReader.Create(file, CsvReaderOptions.Default, leaveOpen: false);
        var all = new List<Category>();
        csv.ReadHeader();
        while (csv.Read())
            all.Add(
                new Category
                {
                    Code = csv.GetString("category"),
                    NameAr = csv.GetString("name_ar"),
                    NameFr = csv.GetString("name_fr"),
                    NameEn = csv.GetString("name_en"),
                }
            );
        return all;
    }
}
