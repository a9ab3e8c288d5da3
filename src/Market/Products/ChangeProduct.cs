using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Values;
using Jisr.Market.Search;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Products;

/// <summary>She changes what she offers. A new price becomes a new version; orders keep theirs.</summary>
internal sealed record ChangeProduct(
    Guid ProductId,
    string NameAr,
    string Category,
    long Price,
    string Currency,
    SaleUnit Unit,
    SaleKind Sale,
    long OnHand,
    string? NameFr = null,
    string? NameEn = null,
    string? Description = null,
    string? Label = null,
    long? Step = null,
    long? Min = null,
    long? Max = null,
    string? Reason = null,
    long? CaseSize = null
) : ICommand
{
    public static string Kind => "product.change";
}

internal sealed class ChangeProductHandler(JisrDb db, ProductIndex index) : IHandle<ChangeProduct>
{
    public Task<Reach> ReachAsync(ChangeProduct command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfProductAsync(db, new ProductId(command.ProductId), scope.Actor, ct);

    public void Check(ChangeProduct command, Problems problems, CommandScope scope)
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
        problems.Text("reason", command.Reason, 200, required: false);
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
    }

    public async Task<Outcome> HandleAsync(ChangeProduct command, CommandScope scope, CancellationToken ct)
    {
        var id = new ProductId(command.ProductId);
        var product = await db.Set<Product>().SingleAsync(p => p.Id == id, ct);
        var shop = await db.Set<Shop>().AsNoTracking().SingleAsync(s => s.Id == product.ShopId, ct);
        var variantId = await db.Set<Variant>().Where(v => v.ProductId == id).Select(v => v.Id).SingleAsync(ct);
        // Orders reserve at the same time: the row is held from here on.
        await db.Storage.LockRowAsync(db, "market_variant", "id", variantId.Value, ct);
        var variant = await db.Set<Variant>().SingleAsync(v => v.Id == variantId, ct);
        if (command.Sale == SaleKind.Stock && command.OnHand < variant.Reserved)
            return new Outcome.Refused([
                new Problem("ON_HAND_BELOW_RESERVED", "onHand")
                {
                    Args = new Dictionary<string, string>(StringComparer.Ordinal)
                    {
                        ["n"] = new Quantity(variant.Reserved).ToString(),
                    },
                },
            ]);
        var price = await db.Set<PriceVersion>().AsNoTracking().SingleAsync(p => p.Id == variant.PriceId, ct);
        var currency = Currency.Find(command.Currency)!.Key;
        if (price.Minor != command.Price || price.Currency != currency)
        {
            var next = new PriceVersion
            {
                Id = NewId.Of<PriceVersionId>(),
                VariantId = variantId,
                Minor = command.Price,
                Currency = currency,
                From = scope.Now,
                Reason = command.Reason ?? "",
            };
            db.Add(next);
            variant.PriceId = next.Id;
        }
        product.NameAr = ShopRules.Clean(command.NameAr)!;
        product.NameFr = ShopRules.Clean(command.NameFr);
        product.NameEn = ShopRules.Clean(command.NameEn);
        product.Description = ShopRules.Clean(command.Description);
        product.Category = command.Category;
        product.Version++;
        variant.Label = ShopRules.Clean(command.Label) ?? "";
        variant.Unit = command.Unit;
        variant.Kind = command.Sale;
        variant.Step = command.Step ?? Variant.StepOf(command.Unit);
        variant.Min = command.Min ?? variant.Step;
        variant.Max = command.Max ?? Variant.DefaultMax;
        variant.CaseSize = command.CaseSize;
        variant.OnHand = command.OnHand;
        await index.WriteAsync(product, variant.Label, shop, ct);
        scope.Stale(Tags.Find, Tags.Shop(shop.Code), Tags.Product(id.Value));
        return new Outcome.Done
        {
            Subject = id.Value,
            Version = product.Version,
            Number = variant.Sku,
        };
    }
}
