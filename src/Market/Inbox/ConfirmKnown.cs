using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Values;
using Jisr.Market.Orders;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Inbox;

/// <summary>One tap says yes to all that known buyers asked for without doubt, and to their orders by the page. Each is a
/// command of its own: one that cannot be done takes no other with it.</summary>
internal sealed class ConfirmKnown(JisrDb db, SellerInbox inbox, CommandPipeline pipeline)
{
    private const int Most = 100;

    /// <summary>How many were confirmed, and how many would have been but need a look.</summary>
    public async Task<(int Done, int Left)> AllAsync(PartyId party, CommandId form, Actor actor, CancellationToken ct)
    {
        var (done, left) = (0, 0);
        var runs = await inbox.RunsAsync(party, ct);
        foreach (var item in await inbox.SureAsync(party, Most, ct))
        {
            var command = new ConfirmProposal(
                item.Row.Id.Value,
                RunId: SellerInbox.OnlyRun(runs, item.Row.ShopId)?.Value,
                Note: NoteOf(item)
            );
            Count(await SendAsync(command, form, item.Row.Id.Value, actor, ct));
        }
        foreach (var order in await WaitingAsync(party, ct))
            Count(await SendAsync(new AcceptOrder(order.Value), form, order.Value, actor, ct));
        return (done, left);

        void Count(Answer answer)
        {
            if (answer.IsDone)
                done++;
            else
                left++;
        }
    }

    /// <summary>What she said of single lines, as the note of the order.</summary>
    public static string? NoteOf(InInbox item)
    {
        var note = string.Join(
            "، ",
            item.Lines.Where(l => l.Note is not null).Select(l => (l.Title is null ? "" : l.Title + ": ") + l.Note)
        );
        return note.Length == 0 ? null : Front.Short.Of(note, 190);
    }

    /// <summary>Orders by the page of buyers who were served before.</summary>
    public async Task<IReadOnlyList<OrderId>> WaitingAsync(PartyId party, CancellationToken ct) =>
        await db.Set<Order>()
            .Where(o =>
                db.Set<Shop>().Any(s => s.Id == o.ShopId && s.PartyId == party)
                && o.State == OrderState.Placed
                && !o.IsOfRun
                && db.Set<Order>().Any(before => before.ContactId == o.ContactId && before.State == OrderState.Done)
            )
            .OrderBy(o => o.PlacedAt)
            .Select(o => o.Id)
            .Take(Most)
            .ToListAsync(ct);

    // The form and the thing make the id: a double tap does nothing twice.
    private Task<Answer> SendAsync<TCommand>(
        TCommand command,
        CommandId form,
        Guid thing,
        Actor actor,
        CancellationToken ct
    )
        where TCommand : ICommand =>
        pipeline.SendAsync(
            new Envelope<TCommand>(
                new CommandId(NameUuid.Of("confirm-known", form.Value.ToString(), thing.ToString())),
                command
            ),
            actor,
            Door.Form,
            ct
        );
}
