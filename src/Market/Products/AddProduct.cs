using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Text;
using Jisr.Kernel.Values;
using Jisr.Market.Search;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Products;

/// <summary>She offers something new. Price in minor units, quantities in thousandths.</summary>
internal sealed record AddProduct(
    Guid ShopId,
    string NameAr,
    string Category,
    long Price,
    string Currency,
    SaleUnit Unit = SaleUnit.Piece,
    SaleKind Sale = SaleKind.Stock,
    long OnHand = 0,
    string? Sku = null,
    string? NameFr = null,
    string? NameEn = null,
    string? Description = null,
    string? Label = null,
    long? Step = null,
    long? Min = null,
    long? Max = null,
    long? CaseSize = null,
    bool Hidden = false
) : IOfflineCommand
{
    public static string Kind => "product.add";
}

internal sealed class AddProductHandler(JisrDb db, ProductIndex index) : IHandle<AddProduct>
{
    public Task<Reach> ReachAsync(AddProduct command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfShopAsync(db, new ShopId(command.ShopId), scope.Actor, ct);

    public void Check(AddProduct command, Problems problems, CommandScope scope)
    {
        ProductRules.CheckTexts(
            command.NameAr,
            command.NameFr,
            command.NameEn,
            command.Description,
            command.Label,
            problems
        );
        ProductRules.CheckCategory(command.Category, problems);
        var step = command.Step ?? Variant.StepOf(command.Unit);
        ProductRules.CheckSale(
            command.Price,
            command.Currency,
            step,
            command.Min ?? step,
            command.Max ?? Variant.DefaultMax,
            command.OnHand,
            problems
        );
        ProductRules.CheckCase(command.CaseSize, step, problems);
        if (command.Sku is { } sku && (sku.Length is 0 or > Variant.MostSku || !sku.All(IsSkuSign)))
            problems.Add("sku", "SKU_SHAPE");
    }

    public async Task<Outcome> HandleAsync(AddProduct command, CommandScope scope, CancellationToken ct)
    {
        var shopId = new ShopId(command.ShopId);
        var shop = await db.Set<Shop>().AsNoTracking().SingleAsync(s => s.Id == shopId, ct);
        var sku = command.Sku ?? ShortCode.New().ToLowerInvariant();
        if (await db.Set<Variant>().AnyAsync(v => v.ShopId == shopId && v.Sku == sku, ct))
            return Outcome.No("SKU_TAKEN", "sku");
        var product = new Product
        {
            Id = new ProductId(scope.Id.Value),
            ShopId = shopId,
            NameAr = ShopRules.Clean(command.NameAr)!,
            NameFr = ShopRules.Clean(command.NameFr),
            NameEn = ShopRules.Clean(command.NameEn),
            Description = ShopRules.Clean(command.Description),
            Category = command.Category,
            CreatedAt = scope.Now,
            State = command.Hidden ? ProductState.Hidden : ProductState.Shown,
        };
        var variantId = NewId.Of<VariantId>();
        var step = command.Step ?? Variant.StepOf(command.Unit);
        var price = new PriceVersion
        {
            Id = NewId.Of<PriceVersionId>(),
            VariantId = variantId,
            Minor = command.Price,
            Currency = Currency.Find(command.Currency)!.Key,
            From = scope.Now,
        };
        var variant = new Variant
        {
            Id = variantId,
            ProductId = product.Id,
            ShopId = shopId,
            Label = ShopRules.Clean(command.Label) ?? "",
            Unit = command.Unit,
            Kind = command.Sale,
            Sku = sku,
            Step = step,
            Min = command.Min ?? step,
            Max = command.Max ?? Variant.DefaultMax,
            CaseSize = command.CaseSize,
            OnHand = command.OnHand,
            PriceId = price.Id,
        };
        db.AddRange(product, variant, price);
        await index.WriteAsync(product, variant.Label, shop, ct);
        scope.Stale(Tags.Find, Tags.Shop(shop.Code));
        return new Outcome.Done
        {
            Subject = product.Id.Value,
            Version = 1,
            Number = sku,
        };
    }

    private static bool IsSkuSign(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.';
}
