using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;

namespace Jisr.Contracts.Ledger;

/// <summary>An account of the ledger.</summary>
public readonly record struct LedgerAccountId(Guid Value) : IId<LedgerAccountId>
{
    public static LedgerAccountId From(Guid value) => new(value);
}

/// <summary>The books of one organisation, or of the platform for independent members.</summary>
public readonly record struct BookId(Guid Value) : IId<BookId>
{
    /// <summary>The book that independent members share.</summary>
    public static readonly BookId Platform = new(new Guid("00000000-0000-7000-8000-00000000b00c"));

    public static BookId From(Guid value) => new(value);
}

/// <summary>One transaction of the journal.</summary>
public readonly record struct JournalTxId(Guid Value) : IId<JournalTxId>
{
    public static JournalTxId From(Guid value) => new(value);
}

/// <summary>Whose account it is (ledger.md §2).</summary>
public enum AccountOwner
{
    Party,
    Unit,
    Contact,
    Stall,
    Run,
    Contract,
    Transfer,
    Custodian,
    Fund,
    System,
}

/// <summary>What an account is for (ledger.md §4).</summary>
public enum AccountPurpose
{
    Cash,
    InTransit,
    Receivable,
    Held,
    Payable,
    Commission,
    Fund,
    Income,
    Cost,
    Suspense,
    Rounding,
    Fx,
    Goods,
    GoodsOwed,
}

/// <summary>Names an account by what it is; it is opened at its first posting.</summary>
/// <param name="OwnerId">Id of the owner; for fx the name-based id of the pair.</param>
/// <param name="Unit">Currency key such as <c>TRY</c> or <c>SYP-2</c>, or a goods unit.</param>
public sealed record AccountRef(AccountOwner Owner, Guid OwnerId, AccountPurpose Purpose, string Unit);

/// <summary>One leg of a posting. <paramref name="Minor"/> is in the unit's smallest parts and above 0.</summary>
public sealed record Leg(AccountRef Account, bool IsDebit, long Minor)
{
    public static Leg Debit(AccountRef account, long minor) => new(account, true, minor);

    public static Leg Credit(AccountRef account, long minor) => new(account, false, minor);
}

/// <summary>A transaction to post. Its kind stands in the closed list of ledger.md §5.</summary>
public sealed record Posting(BookId Book, string Kind, IReadOnlyList<Leg> Legs)
{
    /// <summary>The command's id for its first posting; a name-based UUID of it and the number for the others.</summary>
    public required Guid Id { get; init; }
    public required string SourceKind { get; init; }
    public required Guid SourceId { get; init; }
    public string Reason { get; init; } = "";
    public JournalTxId? Reverses { get; init; }
    public Guid? RateId { get; init; }

    /// <summary>For <c>credit.pay</c>: the member whose sale is paid, so that the cash counts as her income.</summary>
    public PartyId? Earner { get; init; }
}

/// <summary>The only door to money. Posts inside the transaction of the command that calls it.</summary>
public interface ILedger
{
    /// <summary>Posts, or says in a problem why not (NOT_ENOUGH, UNBALANCED, KIND_UNKNOWN …). Null means posted.</summary>
    Task<Problem?> PostAsync(Posting posting, CommandScope scope, CancellationToken ct);

    /// <summary>Posts the mirror of an earlier transaction; ALREADY_REVERSED or CANNOT_REVERSE otherwise.</summary>
    Task<Problem?> ReverseAsync(JournalTxId what, Guid id, string reason, CommandScope scope, CancellationToken ct);

    /// <summary>Net balances on the normal side, in minor units, of accounts that exist; absent ones are 0.</summary>
    Task<IReadOnlyDictionary<AccountRef, long>> BalancesAsync(
        IReadOnlyCollection<AccountRef> accounts,
        CancellationToken ct
    );
}
