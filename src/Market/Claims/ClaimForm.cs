using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Market.Orders;
using Jisr.Market.Products;
using Jisr.Ui.Forms;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Claims;

/// <summary>A line of which something reached its buyer.</summary>
/// <param name="Left">What did not come back, in thousandths.</param>
internal sealed record ClaimLine(Guid Id, string Title, SaleUnit Unit, long Left);

/// <summary>Reads the form in which something is said to be wrong.</summary>
internal sealed class ClaimForm(JisrDb db)
{
    public async Task<IReadOnlyList<ClaimLine>> LinesAsync(OrderId order, CancellationToken ct) =>
        (
            await (
                from l in db.Set<OrderLine>().AsNoTracking()
                join v in db.Set<Variant>() on l.VariantId equals v.Id
                where l.OrderId == order && l.Delivered > l.Returned
                orderby l.Position
                select new
                {
                    l.Id,
                    l.Title,
                    v.Unit,
                    Left = l.Delivered - l.Returned,
                }
            ).ToListAsync(ct)
        ).ConvertAll(l => new ClaimLine(l.Id.Value, l.Title, l.Unit, l.Left));

    /// <summary>The command and what could not be read of it.</summary>
    public static async Task<(OpenClaim Command, Problems Found)> ReadAsync(
        FormState form,
        OrderId order,
        IReadOnlyList<ClaimLine> lines,
        string? token,
        CancellationToken ct
    )
    {
        var problems = new Problems();
        var line =
            Guid.TryParse(form.Text("line"), out var chosen) ? chosen
            : lines.Count == 1 ? lines[0].Id
            : Guid.Empty;
        if (line == Guid.Empty)
            problems.Add("line", "REQUIRED");
        var qty = TypedAmounts.Quantity(form, "qty", problems);
        if (!Codes.TryParse<ClaimKind>(form.Text("kind"), out var kind))
            problems.Add("kind", "REQUIRED");
        if (!Codes.TryParse<Remedy>(form.Text("wish"), out var wish))
            problems.Add("wish", "REQUIRED");
        var picture = await UploadedPicture.ReadAsync(form, "picture", problems, ct);
        return (new OpenClaim(order.Value, line, qty?.Thousandths ?? 0, kind, wish, picture, token), problems);
    }

    /// <summary>What is decided of a complaint, and what could not be read of it.</summary>
    /// <param name="most">What can be made good.</param>
    public static (Verdict Verdict, Problems Found) ReadVerdict(FormState form, Kernel.Values.Money most)
    {
        var problems = new Problems();
        if (!Codes.TryParse<Remedy>(form.Text("decision"), out var decision))
            problems.Add("decision", "REQUIRED");
        var amount = TypedAmounts.Money(form, "amount", most.Currency, problems, required: false);
        return (new Verdict(decision, form.Text("reason") ?? "", amount?.Minor), problems);
    }
}
