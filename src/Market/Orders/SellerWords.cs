using Jisr.Kernel.Language;

namespace Jisr.Market.Orders;

/// <summary>States and steps of an order as its seller reads them.</summary>
internal static class SellerWords
{
    public static string State(Words words, OrderState state) =>
        state switch
        {
            OrderState.Placed => words["New order"],
            OrderState.Accepted => words["To prepare"],
            OrderState.Ready => words["To hand over"],
            OrderState.Done => words["Handed over"],
            OrderState.Declined => words["Declined"],
            OrderState.Draft => words["Waits for you"],
            OrderState.Merged => words["Joined to another"],
            OrderState.Expired => words["Not taken in time"],
            _ => words["Cancelled"],
        };

    /// <summary>Colour of the tag.</summary>
    public static string Tag(OrderState state) =>
        state switch
        {
            OrderState.Placed or OrderState.Draft => "warn",
            OrderState.Done => "ok",
            OrderState.Declined or OrderState.Cancelled or OrderState.Expired => "blocked",
            _ => "",
        };

    /// <summary>One line of the story.</summary>
    public static string Event(Words words, OrderEvent what) =>
        (what.What, what.By) switch
        {
            ("placed", _) => words["The buyer ordered"],
            ("accepted", _) => words["You accepted"],
            ("ready", _) => words["You packed it"],
            ("done", _) => words["You handed it over"],
            ("declined", _) => words["You declined"],
            ("cancelled", "buyer") => words["The buyer cancelled"],
            ("cancelled", _) => words["You cancelled"],
            ("paid", _) => words["You noted cash"],
            ("unpaid", _) => words["You took a cash note back"],
            ("undone", _) => words["You took the last step back"],
            ("added", _) => words["The buyer added to it"],
            ("joined", _) => words["It was joined to her other order"],
            ("kept", _) => words["It came too late and is kept"],
            ("in-run", _) => words["You took it into a run"],
            ("moved", _) => words["You moved the dates of the run"],
            ("expired", _) => words["Its time was over"],
            ("lowered", _) => words["The buyer wants less"],
            ("taken-back", _) => words["The goods came back to you"],
            ("not-reached", _) => words["The buyer was not reached"],
            ("owed", _) => words["The share-out was confirmed"],
            ("message-edited", _) => words["She changed her message; the order stays as it is"],
            ("message-revoked", _) => words["She took her message back; the order stays as it is"],
            ("claimed", "buyer") => words["The buyer reported a problem"],
            ("claimed", _) => words["You wrote down her complaint"],
            ("claim-withdrawn", _) => words["The buyer took her complaint back"],
            ("claim-passed-on", _) => words["The buyer asked the association to decide"],
            ("claim-decided", "staff") => words["The association decided her complaint"],
            ("claim-decided", _) => words["You answered her complaint"],
            ("claim-settled", _) => words["You handed over what was decided"],
            ("marked", _) => words["You noted something about the buyer"],
            ("unmarked", _) => words["You took a note about the buyer back"],
            ("objected", _) => words["The buyer says that your note is not right"],
            ("revealed", _) => words["You looked at the buyer’s number"],
            _ => words["Something changed"],
        };
}
