using Jisr.Contracts.Ledger;
using Jisr.Kernel.Commands;

namespace Jisr.Ledger.Journal;

/// <summary>What can be said of a posting before anything is read: kind, amounts, accounts, balance.</summary>
internal static class PostingCheck
{
    public const int MostLegs = 200;
    public const int MostReason = 200;

    /// <summary>How far a sender's clock may run ahead (I13).</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    /// <summary>Older than this a second person must agree (I13).</summary>
    public static readonly TimeSpan Back = TimeSpan.FromDays(30);

    public static Problem? Of(Posting posting)
    {
        if (!KindRules.Knows(posting.Kind))
            return With("KIND_UNKNOWN", ("kind", posting.Kind));
        if (posting.Legs.Count > MostLegs)
            return new Problem("TOO_MANY_ENTRIES");
        if (posting.Reason.Length > MostReason)
            return With("TOO_LONG", ("max", MostReason), ("over", posting.Reason.Length - MostReason));
        if (posting.Legs.Any(l => l.Minor <= 0))
            return new Problem("AMOUNT_NOT_POSITIVE");
        if (posting.Legs.Any(l => !Units.Fit(l.Account)))
            return new Problem("UNIT_MISMATCH");
        if (posting.Kind == KindRules.Reversal != posting.Reverses is not null)
            return new Problem("CANNOT_REVERSE");
        if (posting.Kind != KindRules.Reversal && !KindRules.Fits(posting.Kind, Sides(posting)))
            return new Problem("ACCOUNT_NOT_USABLE");
        if (!Balances(posting.Legs))
            return new Problem("UNBALANCED");
        return posting.Kind == KindRules.Reversal ? null : Exchange(posting);
    }

    /// <summary>I1: per unit the sides are equal, and there are two legs at least.</summary>
    public static bool Balances(IReadOnlyList<Leg> legs) =>
        legs.Count >= 2
        && legs.GroupBy(l => l.Account.Unit)
            .All(g => g.Aggregate((Int128)0, (sum, l) => l.IsDebit ? sum + l.Minor : sum - l.Minor) == 0);

    /// <summary>I10: money changes its currency only through fx, in two legs, at a stored rate.</summary>
    private static Problem? Exchange(Posting posting)
    {
        var fx = posting.Legs.Where(l => l.Account.Purpose == AccountPurpose.Fx).ToList();
        if (fx.Count == 0)
            return posting.Kind == "fx.exchange" ? new Problem("UNIT_MISMATCH")
                : posting.RateId is null ? null
                : new Problem("RATE_NOT_USABLE");
        var units = posting.Legs.Select(l => l.Account.Unit).Distinct().Count();
        var twoLegs =
            units == 2
            && fx is [var a, var b]
            && a.Account.Unit != b.Account.Unit
            && a.IsDebit != b.IsDebit
            && a.Account.OwnerId == b.Account.OwnerId;
        return !twoLegs ? new Problem("UNIT_MISMATCH")
            : posting.RateId is null ? new Problem("RATE_NOT_USABLE")
            : null;
    }

    private static List<(AccountRef, bool)> Sides(Posting posting) =>
        [.. posting.Legs.Select(l => (l.Account, l.IsDebit))];

    public static Problem With(string code, params (string Name, object Value)[] args) =>
        new(code)
        {
            Args = args.ToDictionary(
                a => a.Name,
                a => Convert.ToString(a.Value, System.Globalization.CultureInfo.InvariantCulture) ?? ""
            ),
        };
}
