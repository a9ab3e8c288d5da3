using System.Text;
using Jisr.Kernel.Access;
using Jisr.Kernel.Audit;
using Jisr.Kernel.Text;
using Jisr.Market.Shops;
using Jisr.Ui.Parts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jisr.Market.Slips;

/// <summary>The bags of a run as a file of the seller's own: what a buyer wrote is text there, never a formula.</summary>
internal static class BagFile
{
    private const string Header = "bag,code,buyer,place,landmark,note,items,total,to_pay,currency\r\n";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/my/runs/{id:guid}/bags.csv", SendAsync)
            .RequireAuthorization(new PermissionAttribute(SellerDesk.Pages))
            .ExcludeFromDescription();

    private static async Task<IResult> SendAsync(
        Guid id,
        SellerDesk desks,
        OrderSlips slips,
        BagPlaces places,
        ReadLog log,
        CancellationToken ct
    )
    {
        if (await desks.OpenAsync(ct) is not { } desk || await slips.OfRunAsync(desk.Party, id, ct) is not { } bags)
            return Results.NotFound();
        await log.WriteAsync(ReadAction.Export, [], "order", reason: "bags of a run", ct: ct);
        var orders = bags.Select(b => b.Order).ToList();
        var landmarks = await places.LandmarksAsync(orders, ReadAction.Export, ct);
        var notes = await places.NotesAsync(orders, ReadAction.Export, ct);
        var text = new StringBuilder(Header);
        foreach (var bag in bags)
            text.Append(
                CsvCell.Row(
                    CsvCell.Number(bag.Order.RunNo ?? 0),
                    CsvCell.Text(bag.Order.Code),
                    CsvCell.Text(bag.Order.BuyerName),
                    CsvCell.Text(bag.Order.PickUpPoint ?? places.Name(bag.Order)),
                    CsvCell.Text(landmarks.GetValueOrDefault(bag.Order.Id)),
                    CsvCell.Text(notes.GetValueOrDefault(bag.Order.Id)),
                    CsvCell.Number(bag.Lines.Count(l => l.Given > 0)),
                    bag.Order.Total.ToString(),
                    bag.ToPay.ToString(),
                    CsvCell.Text(bag.Order.Currency)
                )
            );
        return CsvFile.Of(text.ToString(), "bags.csv");
    }
}
