using Jisr.Kernel.Ids;
using Jisr.Kernel.Language;
using Jisr.Kernel.Photos;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Market.Products;

/// <summary>Whether shoppers see it.</summary>
internal enum ProductState
{
    Shown,
    Hidden,
}

/// <summary>What a shop sells, in up to three languages.</summary>
internal sealed class Product
{
    public const int MostName = 120;
    public const int MostDescription = 2000;
    public const int MostPhotos = 8;

    public required ProductId Id { get; init; }
    public required ShopId ShopId { get; init; }
    public required string NameAr { get; set; }
    public string? NameFr { get; set; }
    public string? NameEn { get; set; }
    public string? Description { get; set; }
    public required string Category { get; set; }
    public ProductState State { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public int Version { get; set; } = 1;

    /// <summary>The name in a language of the screen.</summary>
    public string NameIn(string language) => Words.Pick(language, NameAr, NameFr, NameEn);
}

/// <summary>A picture of a product, in the order she chose.</summary>
internal sealed class ProductPhoto
{
    public required ProductId ProductId { get; init; }
    public required PhotoId PhotoId { get; init; }
    public required int Position { get; set; }
}

internal sealed class ProductTable : IEntityTypeConfiguration<Product>
{
    public void Configure(EntityTypeBuilder<Product> table)
    {
        table.ToTable("market_product");
        table.HasKey(p => p.Id);
        table.Property(p => p.NameAr).HasMaxLength(Product.MostName);
        table.Property(p => p.NameFr).HasMaxLength(Product.MostName);
        table.Property(p => p.NameEn).HasMaxLength(Product.MostName);
        table.Property(p => p.Description).HasMaxLength(Product.MostDescription);
        table.Property(p => p.Category).HasMaxLength(30);
        table.Property(p => p.State).AsCode();
        table.Property(p => p.Version).IsConcurrencyToken();
        table.HasOne<Shops.Shop>().WithMany().HasForeignKey(p => p.ShopId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Category>().WithMany().HasForeignKey(p => p.Category).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(p => new { p.ShopId, p.Id });
        table.HasIndex(p => new { p.Category, p.Id });
    }
}

internal sealed class ProductPhotoTable : IEntityTypeConfiguration<ProductPhoto>
{
    public void Configure(EntityTypeBuilder<ProductPhoto> table)
    {
        table.ToTable("market_product_photo");
        table.HasKey(p => new { p.ProductId, p.PhotoId });
        table.HasOne<Product>().WithMany().HasForeignKey(p => p.ProductId);
        table.HasOne<StoredPhoto>().WithMany().HasForeignKey(p => p.PhotoId);
        table.HasIndex(p => p.PhotoId);
    }
}
