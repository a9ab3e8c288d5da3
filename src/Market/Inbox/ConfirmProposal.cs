using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Values;
using Jisr.Market.Orders;
using Jisr.Market.Products;
using Jisr.Market.Shops;
using Jisr.Market.WhatsApp.OrderTexts;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Inbox;

/// <summary>A line of a proposal as the seller leaves it. Quantities are thousandths; what she does not take is not
/// ordered.</summary>
internal sealed record ProposedLine(string Sku, long Qty, bool Take = true);

/// <summary>The seller makes an order of what was read: at the prices of her shop, for a buyer whom she names. Where the
/// text held the code of an order, she accepts that order.</summary>
/// <param name="Lines">As she leaves them; null takes the lines that were read without doubt.</param>
/// <param name="Phone">The buyer's number, where she knows one.</param>
/// <param name="RunId">The market run for goods that are bought on runs.</param>
internal sealed record ConfirmProposal(
    Guid ProposalId,
    IReadOnlyList<ProposedLine>? Lines = null,
    string? Name = null,
    string? Phone = null,
    Guid? RunId = null,
    string? PickUpPoint = null,
    string? PlaceCode = null,
    string? Landmark = null,
    string? Note = null
) : ICommand
{
    public static string Kind => "proposal.confirm";
}

internal sealed class ConfirmProposalHandler(
    JisrDb db,
    ProposalBuyer buyer,
    ProposalOrders orders,
    Contracts.People.IPlaces? places = null
) : IHandle<ConfirmProposal>
{
    public Task<Reach> ReachAsync(ConfirmProposal command, CommandScope scope, CancellationToken ct) =>
        ProposalReach.OfAsync(db, command.ProposalId, scope.Actor, ct);

    public void Check(ConfirmProposal command, Problems problems, CommandScope scope)
    {
        problems.Text("name", command.Name, 60, required: false);
        problems.Text("landmark", command.Landmark, 120, required: false);
        problems.Text("note", command.Note, 200, required: false);
        if (command.Lines is { } lines && lines.Any(l => l?.Sku is null or { Length: 0 or > Variant.MostSku }))
            problems.Add("lines", "LINES_SHAPE");
        else if (command.Lines?.All(l => !l.Take) == true)
            problems.Add("lines", "NOTHING_CHOSEN");
    }

    public async Task<Outcome> HandleAsync(ConfirmProposal command, CommandScope scope, CancellationToken ct)
    {
        var proposal = await ProposalReach.LockAsync(db, command.ProposalId, ct);
        if (proposal.State != ProposalState.Open)
            return Outcome.No("PROPOSAL_MOVED_ON");
        var shop = await db.Set<Shop>().AsNoTracking().SingleAsync(s => s.Id == proposal.ShopId, ct);
        if (shop.State is ShopState.Draft or ShopState.Closed)
            return Outcome.No("SHOP_CLOSED");
        if (proposal.Kind == OrderTextKind.OrderCode)
            return await TakeAsync(proposal, scope, ct);
        var lines = command.Lines ?? await SureAsync(proposal, ct);
        if (lines is null || !lines.Any(l => l.Take))
            return Outcome.No("LINES_NOT_SURE", "lines");
        string? phone = null;
        if (!string.IsNullOrWhiteSpace(command.Phone))
        {
            phone = PhoneBinder.Read(command.Phone, shop.Country).Value;
            if (phone is null)
                return Outcome.No("PHONE_INVALID", "phone");
        }
        var where = command.PickUpPoint is not null || command.PlaceCode is not null;
        if (where && !Delivery.CanBe(shop, command.PickUpPoint, command.PlaceCode, places))
            return Outcome.No("WHERE_TO", "pickUpPoint");
        if (await buyer.FindAsync(proposal, phone, command.Name, scope, ct) is not { } who)
            return Outcome.No("REQUIRED", "name");
        var refusal = await orders.MakeAsync(proposal, shop, command, lines, who, scope, ct);
        if (refusal is not null)
            return refusal;
        proposal.State = ProposalState.Confirmed;
        proposal.Version++;
        return Done(proposal);
    }

    // The stored order is the order: the seller's yes to the text is her yes to it.
    private async Task<Outcome> TakeAsync(Proposal proposal, CommandScope scope, CancellationToken ct)
    {
        if (proposal.OrderId is not { } id)
            return Outcome.No("CODES_SEVERAL");
        await db.Storage.LockRowAsync(db, "market_order", "id", id.Value, ct);
        var order = await db.Set<Order>().SingleAsync(o => o.Id == id, ct);
        if (order.HasEnded)
            return Outcome.No("ORDER_MOVED_ON");
        if (order.State == OrderState.Draft)
            return Outcome.No("ORDER_OF_RUN");
        if (order is { State: OrderState.Placed, IsOfRun: false })
        {
            order.State = OrderState.Accepted;
            order.Version++;
            db.Add(OrderStory.Row(id, "accepted", "seller", scope));
        }
        // Who sends a code is not known by it to be its buyer: her number or name is not written to her.
        proposal.State = ProposalState.Confirmed;
        proposal.Version++;
        return Done(proposal);
    }

    private async Task<IReadOnlyList<ProposedLine>?> SureAsync(Proposal proposal, CancellationToken ct)
    {
        var rows = await (
            from l in db.Set<ProposalLine>().AsNoTracking()
            from v in db.Set<Variant>().Where(v => v.Id == l.VariantId).DefaultIfEmpty()
            where l.ProposalId == proposal.Id
            orderby l.Position
            select new { Line = l, Sku = v == null ? null : v.Sku }
        ).ToListAsync(ct);
        return rows.Count > 0 && rows.TrueForAll(r => r.Line.IsSure)
            ? [.. rows.Select(r => new ProposedLine(r.Sku!, r.Line.Qty))]
            : null;
    }

    private static Outcome.Done Done(Proposal proposal) =>
        new() { Subject = (proposal.OrderId ?? proposal.RunOrderId)!.Value.Value, Version = proposal.Version };
}
