using Jisr.Kernel.Language;
using Jisr.Ui.Forms;

namespace Jisr.Market.Claims;

/// <summary>Complaints in words.</summary>
internal static class ClaimWords
{
    public static string Kind(Words words, ClaimKind kind) =>
        kind switch
        {
            ClaimKind.Missing => words["It is missing"],
            ClaimKind.Wrong => words["It is not what was ordered"],
            ClaimKind.Damaged => words["It is broken"],
            ClaimKind.Spoiled => words["It is spoiled"],
            _ => words["The price is wrong"],
        };

    public static string Wish(Words words, Remedy wish) =>
        wish switch
        {
            Remedy.RefundCash => words["The money back in cash"],
            Remedy.Credit => words["Off the next order"],
            _ => words["Another one in its place"],
        };

    /// <summary>What came of it, as everybody reads it.</summary>
    public static string State(Words words, Claim claim) =>
        (claim.State, claim.Decision) switch
        {
            (ClaimState.Open, _) => words["Waits for the seller"],
            (ClaimState.Withdrawn, _) => words["Taken back by the buyer"],
            (ClaimState.PassedOn, _) => words["Waits for the association"],
            (_, Remedy.None) => words["Nothing is given for it"],
            (ClaimState.Decided, Remedy.RefundCash) => words["The money is to be given back"],
            (ClaimState.Decided, _) => words["Another one is to be given"],
            (_, Remedy.RefundCash) => words["The money was given back"],
            (_, Remedy.Credit) => words["Kept for the next order"],
            _ => words["Another one was given"],
        };

    /// <summary>Colour of the tag.</summary>
    public static string Tag(Claim claim) =>
        claim.State switch
        {
            ClaimState.Open or ClaimState.PassedOn => "warn",
            ClaimState.Settled => "ok",
            ClaimState.Withdrawn => "",
            _ => claim.Decision == Remedy.None ? "blocked" : "warn",
        };

    public static IReadOnlyList<Option> Kinds(Words words) =>
        [.. Enum.GetValues<ClaimKind>().Select(k => new Option(Codes.Of(k), Kind(words, k)))];

    public static IReadOnlyList<Option> Wishes(Words words) =>
        [.. Enum.GetValues<Remedy>().Where(r => r != Remedy.None).Select(r => new Option(Codes.Of(r), Wish(words, r)))];

    public static IReadOnlyList<Option> Decisions(Words words) =>
        [
            new(
                Codes.Of(Remedy.Credit),
                words["Take it off her next order"],
                words["The sum is kept for her, and her next slip says so."]
            ),
            new(
                Codes.Of(Remedy.RefundCash),
                words["Give the money back in cash"],
                words["Note here when the cash was handed over."]
            ),
            new(
                Codes.Of(Remedy.Replace),
                words["Give another one in its place"],
                words["Note here when it was handed over."]
            ),
            new(Codes.Of(Remedy.None), words["Nothing"], words["She can ask the association to decide."]),
        ];
}
