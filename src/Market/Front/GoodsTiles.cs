using Jisr.Kernel.Language;
using Jisr.Market.Products;
using Jisr.Market.Search;
using Jisr.Market.Shops;
using Jisr.Ui.Parts;

namespace Jisr.Market.Front;

/// <summary>Products of a search as cards.</summary>
internal sealed class GoodsTiles(Words words, Shown shown, Districts districts, Pictures pictures)
{
    /// <summary>Cards with their first pictures; within one shop the shop is not named again.</summary>
    public async Task<IReadOnlyList<TileLine>> OfAsync(
        IReadOnlyList<ProductCard> cards,
        bool inShop,
        Basket? basket,
        CancellationToken ct
    )
    {
        var firsts = await pictures.FirstOfAsync([.. cards.Select(c => c.Id)], ct);
        return Of(cards, firsts, inShop, basket);
    }

    /// <summary>The same with pictures that are known already.</summary>
    public IReadOnlyList<TileLine> Of(
        IReadOnlyList<ProductCard> cards,
        IReadOnlyDictionary<ProductId, Picture> firsts,
        bool inShop,
        Basket? basket
    ) => [.. cards.Select(c => Tile(c, firsts.GetValueOrDefault(c.Id), inShop, basket))];

    /// <summary>«per kg», where the price is not for one piece.</summary>
    public static string? Per(Words words, SaleUnit unit) =>
        unit == SaleUnit.Piece ? null : words["per {unit}", ("unit", UnitWords.Of(words, unit))];

    private TileLine Tile(ProductCard card, Picture? picture, bool inShop, Basket? basket)
    {
        var language = Words.Language;
        return new TileLine(
            LabelWords.Title(card.Name(language), card.Label, language),
            basket?.On(card.Address) ?? card.Address
        )
        {
            Price = shown.In(card.Country).Money(card.Price),
            Per = Per(words, card.Unit),
            Note = inShop ? null : card.Shop(language) + " · " + districts.Short(card.PlaceCode, language),
            Badge =
                card.IsAvailable ? null
                : card.ShopState == ShopState.Paused ? words["Shop on a break"]
                : words["Sold out"],
            Picture = picture?.At(320),
            Alt = picture?.Alt ?? "",
            Width = picture?.Width ?? 0,
            Height = picture?.Height ?? 0,
        };
    }
}
