using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;

namespace Jisr.Contracts.Ledger;

/// <summary>A reservation of money that is later posted, partly posted, released or times out.</summary>
public readonly record struct HoldId(Guid Value) : IId<HoldId>
{
    public static HoldId From(Guid value) => new(value);
}

/// <summary>A hold to place: what a later posting of this kind will debit and credit.</summary>
/// <param name="Kind">Kind of ledger.md §5 of the posting that may resolve it.</param>
/// <param name="Minor">Smallest parts of the unit, above 0.</param>
public sealed record NewHold(
    HoldId Id,
    BookId Book,
    string Kind,
    AccountRef Debit,
    AccountRef Credit,
    long Minor,
    DateTimeOffset ExpiresAt
);

/// <summary>A hold as it stands now; one whose time is over says <c>expired</c> whether or not the clock has been by.</summary>
/// <param name="State">pending, posted, partly-posted, released or expired.</param>
public sealed record HoldNow(HoldId Id, string Kind, long Minor, DateTimeOffset ExpiresAt, string State);

/// <summary>Two-phase money (ledger.md §8): reserved on both sides first, resolved once. Works inside the transaction of
/// the command that calls it; after a problem the caller refuses its command.</summary>
public interface IHolds
{
    /// <summary>Reserves; NOT_ENOUGH, ACCOUNT_NOT_USABLE, AMOUNT_NOT_POSITIVE, KIND_UNKNOWN … otherwise. The same hold
    /// again is one hold; another under its id is ID_REUSED.</summary>
    Task<Problem?> PlaceAsync(NewHold hold, CommandScope scope, CancellationToken ct);

    /// <summary>Posts all of it or a part; what is left returns. HOLD_RESOLVED when it is no longer open,
    /// HOLD_EXCEEDED when the posting takes more, and whatever <see cref="ILedger.PostAsync"/> says.</summary>
    Task<Problem?> PostAsync(HoldId hold, Posting posting, CommandScope scope, CancellationToken ct);

    /// <summary>Gives back all of it; HOLD_RESOLVED when it is no longer open.</summary>
    Task<Problem?> ReleaseAsync(HoldId hold, CommandScope scope, CancellationToken ct);

    /// <summary>Null when there is no such hold.</summary>
    Task<HoldNow?> FindAsync(HoldId hold, CancellationToken ct);
}
