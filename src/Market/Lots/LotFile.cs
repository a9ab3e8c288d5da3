using System.Globalization;
using System.Text;
using Jisr.Kernel.Access;
using Jisr.Kernel.Text;
using Jisr.Kernel.Values;
using Jisr.Market.Shops;
using Jisr.Ui.Parts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jisr.Market.Lots;

/// <summary>A statement as a file, for the seller and for the owner: ASCII digits, invariant amounts, no name.</summary>
internal static class LotFile
{
    private const string Header =
        "goods,unit,owner_price,currency,carried_in,in,sold,back,lost,carried_on,sales,owed,kept_by_shop\r\n";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/my/lots/statements/{id:guid}.csv", SendAsync)
            .RequireAuthorization(new PermissionAttribute(SellerDesk.Pages))
            .ExcludeFromDescription();

    private static async Task<IResult> SendAsync(Guid id, LotDesk lots, ICurrentActor current, CancellationToken ct)
    {
        if (await lots.StatementAsync(id, await current.GetAsync(ct), ct) is not var (statement, holder))
            return Results.NotFound();
        var text = new StringBuilder(Header);
        foreach (var line in statement.Lines)
            text.Append(
                CsvCell.Row(
                    CsvCell.Text(line.Title),
                    CsvCell.Text(Codes.Of(line.Unit)),
                    line.Lot.OwnerPrice.ToString(),
                    CsvCell.Text(line.Lot.Currency),
                    Qty(line.CarriedIn),
                    Qty(line.In),
                    Qty(line.Sold),
                    Qty(line.Back),
                    Qty(line.Shrink),
                    Qty(line.CarriedOn),
                    // What buyers paid is between them and the shop.
                    holder ? line.Sales.ToString() : "",
                    line.Owed.ToString(),
                    holder ? line.Gain.ToString() : ""
                )
            );
        return CsvFile.Of(text.ToString(), FormattableString.Invariant($"statement-{statement.Period.No}.csv"));
    }

    private static string Qty(long thousandths) =>
        (thousandths / 1000m).ToString("0.###", CultureInfo.InvariantCulture);
}
