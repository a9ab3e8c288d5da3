using Jisr.Kernel.Ids;
using Jisr.Kernel.Language;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Market.Shops;

/// <summary>Draft → open ⇄ paused → closed. A paused shop still shows, and says when it returns.</summary>
internal enum ShopState
{
    Draft,
    Open,
    Paused,
    Closed,
}

/// <summary>Whose number a buyer's WhatsApp link leads to (whatsapp.md §3, safety.md S-11).</summary>
internal enum ContactChoice
{
    Organisation,
    Own,
    None,
}

/// <summary>The public face of one party; her own name, number and address stay hidden unless she chooses.</summary>
internal sealed class Shop
{
    public const int MostName = 60;
    public const int MostAbout = 500;

    public required ShopId Id { get; init; }

    /// <summary>3–24 of a–z 0–9 -; never given to another shop.</summary>
    public required string Code { get; init; }
    public required PartyId PartyId { get; init; }
    public required string Name { get; set; }
    public string? NameFr { get; set; }
    public string? NameEn { get; set; }
    public string? About { get; set; }

    /// <summary>Code of a district or a place above it; never finer in public.</summary>
    public required string PlaceCode { get; set; }
    public required string Country { get; set; }
    public ContactChoice Contact { get; set; }

    /// <summary>D3: her own number, sealed; only where she chose to show it.</summary>
    public byte[]? PhoneSealed { get; set; }

    /// <summary>Key of the currency that buyers see and owe.</summary>
    public required string Currency { get; set; }

    /// <summary>One place a line.</summary>
    public string PickUpPoints { get; set; } = "";

    /// <summary>Codes of places, parted by spaces.</summary>
    public string DistrictsServed { get; set; } = "";
    public ShopState State { get; set; }

    /// <summary>The day a paused shop returns, if she said.</summary>
    public DateOnly? BackOn { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? OpenedAt { get; set; }
    public int Version { get; set; } = 1;

    public bool TakesOrders => State == ShopState.Open;

    /// <summary>The shop's name in a language of the screen.</summary>
    public string NameIn(string language) => Words.Pick(language, Name, NameFr, NameEn);

    /// <summary>Lines of a text, trimmed, without empty ones.</summary>
    public static IReadOnlyList<string> Lines(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

internal sealed class ShopTable : IEntityTypeConfiguration<Shop>
{
    public void Configure(EntityTypeBuilder<Shop> table)
    {
        table.ToTable("market_shop");
        table.HasKey(s => s.Id);
        table.Property(s => s.Code).HasMaxLength(24);
        table.Property(s => s.Name).HasMaxLength(Shop.MostName);
        table.Property(s => s.NameFr).HasMaxLength(Shop.MostName);
        table.Property(s => s.NameEn).HasMaxLength(Shop.MostName);
        table.Property(s => s.About).HasMaxLength(Shop.MostAbout);
        table.Property(s => s.PlaceCode).HasMaxLength(60);
        table.Property(s => s.Country).HasMaxLength(2);
        table.Property(s => s.Contact).AsCode();
        table.Property(s => s.Currency).HasMaxLength(10);
        table.Property(s => s.PickUpPoints).HasMaxLength(1000);
        table.Property(s => s.DistrictsServed).HasMaxLength(1000);
        table.Property(s => s.State).AsCode();
        table.Property(s => s.Version).IsConcurrencyToken();
        table.HasIndex(s => s.Code).IsUnique();
        table.HasIndex(s => s.PartyId);
        table.HasIndex(s => new { s.State, s.PlaceCode });
    }
}
