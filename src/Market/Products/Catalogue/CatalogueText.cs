using System.Text;
using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Modules;
using Jisr.Kernel.Text;
using Jisr.Kernel.Values;
using Jisr.Market.Shops;
using Jisr.Ui.Forms;
using Jisr.Ui.Parts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Products.Catalogue;

/// <summary>Writes catalogue files: a seller's products, and the rows of an import that were refused.</summary>
internal sealed class CatalogueText(JisrDb db, JisrSettings settings, Says says)
{
    private static readonly UTF8Encoding WithBom = new(true);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/my/products/export.csv",
                async (CatalogueText text, ICurrentActor current, CancellationToken ct) =>
                {
                    if ((await current.GetAsync(ct)).PartyId is not { } party)
                        return Results.NotFound();
                    return CsvFile.Of(await text.OfAsync(party, ct), "products.csv");
                }
            )
            .RequireAuthorization(new PermissionAttribute(SellerDesk.Pages))
            .ExcludeFromDescription();

    /// <summary>All products of a seller, in the format that an import reads.</summary>
    public async Task<string> OfAsync(PartyId party, CancellationToken ct)
    {
        var rows =
            from p in db.Set<Product>().AsNoTracking()
            join v in db.Set<Variant>() on p.Id equals v.ProductId
            join price in db.Set<PriceVersion>() on v.PriceId equals price.Id
            join s in db.Set<Shop>() on p.ShopId equals s.Id
            where s.PartyId == party && s.State != ShopState.Closed
            orderby s.Code, v.Sku
            select new
            {
                Product = p,
                Variant = v,
                Price = price,
                s.Code,
                Photo = db.Set<ProductPhoto>()
                    .Where(x => x.ProductId == p.Id)
                    .OrderBy(x => x.Position)
                    .Select(x => (PhotoId?)x.PhotoId)
                    .FirstOrDefault(),
            };
        var text = new StringBuilder(string.Join(',', CatalogueRow.Columns) + "\r\n");
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(ct))
        {
            var (p, v) = (row.Product, row.Variant);
            var size = v.Unit == SaleUnit.Piece ? CatalogueRow.SizeOf(v.Label) : null;
            text.Append(
                CsvCell.Row(
                    CsvCell.Text(row.Code),
                    CsvCell.Text(v.Sku),
                    CsvCell.Text(p.NameAr),
                    CsvCell.Text(p.NameFr),
                    CsvCell.Text(p.NameEn),
                    CsvCell.Text(p.Description),
                    CsvCell.Text(p.Category),
                    Codes.Of(v.Kind),
                    size?.Size ?? "",
                    size?.Unit ?? Codes.Of(v.Unit),
                    Bare(v.Step),
                    row.Price.Money.ToString(),
                    row.Price.Currency,
                    v.CaseSize is { } box ? Bare(box) : "",
                    Bare(v.OnHand),
                    row.Photo is { } photo
                        ? CsvCell.Text(
                            FormattableString.Invariant($"{settings.PublicUrl?.TrimEnd('/')}/photos/{photo.Value}/640")
                        )
                        : ""
                )
            );
        }
        return text.ToString();
    }

    /// <summary>Refused rows as they came, with the reason: mended there, they can be sent again.</summary>
    public Task WriteRejectedAsync(
        string path,
        CatalogueFile file,
        IReadOnlyList<CatalogueAnswer> answers,
        CancellationToken ct
    )
    {
        var text = new StringBuilder(
            CsvCell.Row([.. file.Columns.Select(CsvCell.Text), "\"field\"", "\"code\"", "\"reason\""])
        );
        foreach (var answer in answers.Where(a => a.Outcome is "rejected" or "conflict"))
            text.Append(
                CsvCell.Row([
                    .. file.Rows[answer.Row].Select(CsvCell.Text),
                    CsvCell.Text(ColumnOf(answer.Problem?.Field)),
                    CsvCell.Text(answer.Problem?.Code),
                    CsvCell.Text(answer.Problem is { } p ? says.In("ar", p) : ""),
                ])
            );
        return File.WriteAllTextAsync(path, text.ToString(), WithBom, ct);
    }

    /// <summary>A field of the command as its column is called.</summary>
    public static string ColumnOf(string? field) =>
        field switch
        {
            "nameAr" => "title_ar",
            "nameFr" => "title_fr",
            "nameEn" => "title_en",
            "description" => "description_ar",
            "label" => "size",
            "onHand" => "on_hand",
            "caseSize" => "case_size",
            "picture" => "photo",
            "sale" => "kind",
            null => "",
            _ => field,
        };

    private static string Bare(long thousandths) => new Quantity(thousandths).ToString();
}
