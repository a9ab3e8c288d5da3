using Jisr.Contracts.People;
using Jisr.Kernel.Audit;
using Jisr.Kernel.Language;
using Jisr.Kernel.Text;
using Jisr.Market.Shops;

namespace Jisr.Market.Orders;

/// <summary>What a seller may see of her buyer, and the note that she looked: no note, no look.</summary>
internal sealed class BuyerContact(
    SellerOrders orders,
    BuyerBook buyers,
    ReadLog log,
    PublicText texts,
    IPlaces? places = null
)
{
    /// <summary>The number while a reveal lasts, the landmark once the order is taken, and the buyer's note.</summary>
    public async Task<(string? Phone, string? Landmark, string? Note)> ReadAsync(
        OrderSheet sheet,
        CancellationToken ct,
        ReadAction action = ReadAction.View
    )
    {
        var order = sheet.Order;
        var showsPhone = sheet is { IsTaken: true, RevealedUntil: not null } && action == ReadAction.View;
        var showsLandmark = sheet.IsTaken && order.LandmarkSealed is not null;
        var fields = string.Join(
            ',',
            new[]
            {
                showsPhone ? "order.phone" : null,
                showsLandmark ? "order.place" : null,
                order.NoteSealed is null ? null : "order.note",
            }.OfType<string>()
        );
        if (fields.Length == 0)
            return (null, null, null);
        // Buyers are no parties: the entry names the order.
        await log.WriteAsync(
            showsPhone ? ReadAction.Reveal : action,
            [],
            fields,
            reason: "order " + order.Code,
            ct: ct
        );
        return (
            showsPhone ? await buyers.PhoneOfAsync(order.ContactId, ct) : null,
            showsLandmark ? orders.Open(order, order.LandmarkSealed, "landmark_sealed") : null,
            // Her number is shown by a reveal, which she sees; not by a note.
            orders.Open(order, order.NoteSealed, "note_sealed")
                is { } note
                ? texts.Of(note)
                : null
        );
    }

    /// <summary>A district in the language of the screen.</summary>
    public string PlaceName(string? code) => code is null ? "–" : places?.Find(code)?.Name(Words.Language) ?? code;

    /// <summary>Opens a chat with a number.</summary>
    public string WhatsApp(string e164) => "https://wa.me/" + e164.TrimStart('+');
}
