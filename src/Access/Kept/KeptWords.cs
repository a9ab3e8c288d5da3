using Jisr.Kernel.Commands;
using Jisr.Kernel.Doors.Sync;
using Jisr.Kernel.Language;

namespace Jisr.Access.Kept;

/// <summary>Words for what waits.</summary>
internal static class KeptWords
{
    /// <summary>What it was meant to do.</summary>
    public static string Kind(Words words, string kind) =>
        kind switch
        {
            "party.register" => words["A registration"],
            "party.change" or "card.change" => words["A change to a record"],
            "consent.give" or "card.consent" => words["A consent"],
            "registration.refuse" => words["A refusal"],
            "person-photo.add" => words["A picture of her"],
            "run.buy" => words["Something bought at the market"],
            "buy.undo" => words["A purchase taken back"],
            "buy.decide" => words["What was said of a line of the list"],
            "run.spend" or "expense.undo" => words["A cost of the run"],
            "stall.add" => words["A new stall"],
            "count.type" or "count.confirm" => words["A count of the purse"],
            "order.propose" => words["An order that was heard"],
            "counter.sell" => words["A sale at the counter"],
            "counter.undo" => words["A sale taken back"],
            _ => words["Another record"],
        };

    /// <summary>A field of a command as a person knows it; one that has no word of its own stands by its code.</summary>
    public static string Field(Words words, string field) =>
        field switch
        {
            "purpose" => words["Purpose"],
            "channel" => words["How it was said"],
            "group" => words["Part of the file"],
            "quantity" => words["Quantity"],
            "note" => words["Note"],
            "number" => words["Number"],
            "answer" => words["Answer"],
            "language" => words["Language"],
            "noticeVersion" => words["Version of the notice"],
            "reason" => words["Reason"],
            _ => field,
        };

    /// <summary>Why it waits.</summary>
    public static Problem Why(WorklistItem item) => new(item.Code, item.Field);

    /// <summary>Who can put it right.</summary>
    public static string Who(Words words, WorklistItem item) =>
        item.State == WorklistStates.Quarantined ? words["The unit lead decides"]
        : item.Told ? words["The unit lead, with safeguarding"]
        : words["A worker of the centre"];

    public static string State(Words words, string state) =>
        state switch
        {
            WorklistStates.Open => words["To be put right"],
            WorklistStates.Quarantined => words["Waits for the unit lead"],
            WorklistStates.Parked => words["Waits for another record"],
            WorklistStates.Released => words["Let in"],
            WorklistStates.Dismissed => words["Dismissed"],
            WorklistStates.Mended => words["Put right"],
            _ => words["Done"],
        };
}
