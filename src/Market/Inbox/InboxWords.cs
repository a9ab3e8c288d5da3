using Jisr.Kernel.Language;
using Jisr.Market.WhatsApp.OrderTexts;

namespace Jisr.Market.Inbox;

/// <summary>Codes of readings as a seller reads them.</summary>
internal static class InboxWords
{
    public static string Source(Words words, ProposalSource source) =>
        source switch
        {
            ProposalSource.Paste => words["You pasted it"],
            ProposalSource.Chat => words["From a chat"],
            _ => words["By WhatsApp"],
        };

    public static string State(Words words, ProposalState state) =>
        state switch
        {
            ProposalState.Open => words["Waits for your yes"],
            ProposalState.Confirmed => words["You made an order of it"],
            ProposalState.Declined => words["You put it aside"],
            ProposalState.Merged => words["Joined to another text"],
            _ => words["She took it back"],
        };

    /// <summary>What a text needs that is no plain order; null for one.</summary>
    public static string? Kind(Words words, OrderTextKind kind, string? reason) =>
        (kind, reason) switch
        {
            (OrderTextKind.OrderCode, _) => words["An order with its code"],
            (OrderTextKind.BadCode, _) => words["A code that is not right: ask her to look at it again"],
            (OrderTextKind.Handover, "refund") => words["She wants money back: answer her"],
            (OrderTextKind.Handover, "damaged") => words["Something came broken: answer her"],
            (OrderTextKind.Handover, "privacy") => words["She asks where her number is from: answer her"],
            (OrderTextKind.Handover, "complaint") => words["A complaint: answer her"],
            (OrderTextKind.Handover, "edited") => words["She changed her message; the order stays as it is"],
            (OrderTextKind.Handover, "revoked") => words["She took her message back; the order stays as it is"],
            (_, "unsupported") => words["Open this message in WhatsApp"],
            (OrderTextKind.Handover, _) => words["She wants to talk to you"],
            (OrderTextKind.Order, _) => null,
            _ => words["Not an order: read it and answer"],
        };

    public static string Sure(Words words, Confidence confidence) =>
        confidence switch
        {
            Confidence.High => words["Sure"],
            Confidence.Medium => words["Probably"],
            _ => words["Look at it"],
        };

    public static string Tag(Confidence confidence) =>
        confidence switch
        {
            Confidence.High => "ok",
            Confidence.Medium => "",
            _ => "warn",
        };

    /// <summary>What is in doubt about a line, in one sentence each.</summary>
    public static IEnumerable<string> Doubts(Words words, string warnings) =>
        warnings
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(w =>
                w switch
                {
                    "no_quantity" => words["No quantity was named: one is assumed"],
                    "unknown_product" => words["You have no such product"],
                    "unit_differs" => words["She counts it in another unit"],
                    "size_differs" => words["She names another size"],
                    "not_in_list" => words["There is no such number in your list"],
                    "quantity_not_positive" or "quantity_too_big" or "quantity_not_step" => words[
                        "This quantity cannot be sold"
                    ],
                    "prices_differ" => words["The message names another price: yours counts"],
                    _ => words["Look at this line"],
                }
            );
}
