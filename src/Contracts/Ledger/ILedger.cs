using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Values;

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
public sealed record AccountRef(AccountOwner Owner, Guid OwnerId, AccountPurpose Purpose, string Unit)
{
    /// <summary>What a custodian holds.</summary>
    public static AccountRef Cash(Guid custodian, string unit) =>
        new(AccountOwner.Custodian, custodian, AccountPurpose.Cash, unit);

    /// <summary>A difference of a custodian that nobody has explained yet.</summary>
    public static AccountRef Suspense(Guid custodian, string unit) =>
        new(AccountOwner.Custodian, custodian, AccountPurpose.Suspense, unit);

    /// <summary>Money between two custodians.</summary>
    public static AccountRef InTransit(Guid transfer, string unit) =>
        new(AccountOwner.Transfer, transfer, AccountPurpose.InTransit, unit);

    /// <summary>Owed to a party, unit, contact or stall and not yet paid.</summary>
    public static AccountRef Payable(AccountOwner owner, Guid id, string unit) =>
        new(owner, id, AccountPurpose.Payable, unit);

    /// <summary>The credit notebook: owed by a party or contact.</summary>
    public static AccountRef Receivable(AccountOwner owner, Guid id, string unit) =>
        new(owner, id, AccountPurpose.Receivable, unit);

    /// <summary>Created for a promoter and not ready yet.</summary>
    public static AccountRef Commission(Guid party, string unit) =>
        new(AccountOwner.Party, party, AccountPurpose.Commission, unit);

    /// <summary>Kept for a contract.</summary>
    public static AccountRef Held(Guid contract, string unit) =>
        new(AccountOwner.Contract, contract, AccountPurpose.Held, unit);

    /// <summary>Spent by a party, unit or run.</summary>
    public static AccountRef Cost(AccountOwner owner, Guid id, string unit) =>
        new(owner, id, AccountPurpose.Cost, unit);

    /// <summary>Where money of one currency leaves and another enters; the two are named once, in any order.</summary>
    public static AccountRef Fx(string one, string other, string unit)
    {
        var (a, b) = string.CompareOrdinal(one, other) < 0 ? (one, other) : (other, one);
        return new(AccountOwner.System, NameUuid.Of("ledger.fx", a, b), AccountPurpose.Fx, unit);
    }

    /// <summary>What is handed over more or less, because there are no smaller notes (ledger.md M-7).</summary>
    public static AccountRef RoundingOf(string unit) =>
        new(AccountOwner.System, NameUuid.Of("ledger.rounding"), AccountPurpose.Rounding, unit);

    /// <summary>Given by a donor for a purpose.</summary>
    public static AccountRef OfFund(Guid fund, string unit) => new(AccountOwner.Fund, fund, AccountPurpose.Fund, unit);
}

/// <summary>What stands on the normal side of an account, in minor units.</summary>
/// <param name="Posted">What is final.</param>
/// <param name="Available">What may still be used: posted less what is reserved.</param>
public sealed record Standing(long Posted, long Available);

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

    /// <summary>Posted and available, over all books; accounts that do not exist are 0. A hold whose time is over counts
    /// no more.</summary>
    Task<IReadOnlyDictionary<AccountRef, Standing>> StandingsAsync(
        IReadOnlyCollection<AccountRef> accounts,
        CancellationToken ct
    );

    /// <summary>Net balances on the normal side, in minor units, of accounts that exist; absent ones are 0.</summary>
    Task<IReadOnlyDictionary<AccountRef, long>> BalancesAsync(
        IReadOnlyCollection<AccountRef> accounts,
        CancellationToken ct
    );
}
