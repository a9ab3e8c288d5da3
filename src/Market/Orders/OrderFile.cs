using System.Globalization;
using System.Text;
using Jisr.Kernel.Access;
using Jisr.Kernel.Audit;
using Jisr.Kernel.Text;
using Jisr.Kernel.Values;
using Jisr.Market.Shops;
using Jisr.Ui.Parts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jisr.Market.Orders;

/// <summary>All of a seller's orders as a file of her own: ASCII digits, ISO instants, no number of a buyer.</summary>
internal static class OrderFile
{
    private const string Header = "code,state,placed_at,buyer,lines,total,paid,currency\r\n";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/my/orders/export.csv", SendAsync)
            .RequireAuthorization(new PermissionAttribute(SellerDesk.Pages))
            .ExcludeFromDescription();

    private static async Task<IResult> SendAsync(
        SellerDesk desks,
        SellerOrders orders,
        ReadLog log,
        CancellationToken ct
    )
    {
        if (await desks.OpenAsync(ct) is not { } desk)
            return Results.NotFound();
        await log.WriteAsync(ReadAction.Export, [], "order", reason: "own orders", ct: ct);
        var text = new StringBuilder(Header);
        await foreach (var order in orders.All(desk.Party).WithCancellation(ct))
            text.Append(
                CsvCell.Row(
                    CsvCell.Text(order.Code),
                    CsvCell.Text(Codes.Of(order.State)),
                    CsvCell.Text(
                        order.PlacedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
                    ),
                    CsvCell.Text(order.BuyerName),
                    CsvCell.Number(order.Lines),
                    order.Total.ToString(),
                    new Money(order.PaidMinor, order.Total.Currency).ToString(),
                    CsvCell.Text(order.Currency)
                )
            );
        return CsvFile.Of(text.ToString(), "orders.csv");
    }
}
