using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;

namespace Jisr.Contracts.Ledger;

/// <summary>Who physically has money or goods: a box, an agent, a courier, a purse …</summary>
public readonly record struct CustodianId(Guid Value) : IId<CustodianId>
{
    public static CustodianId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A custodian as other modules see it.</summary>
/// <param name="Kind">cash-box, agent, courier, hawala, wallet, bank or purse.</param>
public sealed record CustodianInfo(
    CustodianId Id,
    UnitId UnitId,
    BookId Book,
    string Kind,
    string Label,
    bool IsActive
);

/// <summary>What other modules may ask of custodians and of postings that wait for a second person.</summary>
public interface ICustodians
{
    /// <summary>Those that may receive, of the units; in order of their labels.</summary>
    Task<IReadOnlyList<CustodianInfo>> ActiveAsync(IReadOnlyCollection<UnitId> units, CancellationToken ct);

    /// <summary>Why it may not receive so much (K-3): CUSTODIAN_LIMIT, CUSTODIAN_INACTIVE, DUE_DILIGENCE_OLD; null when it
    /// may. One that has no row, such as a seller's purse, always may.</summary>
    Task<Problem?> MayReceiveAsync(CustodianId custodian, string unit, long minor, CancellationToken ct);

    /// <summary>The book of the organisation that a unit belongs to.</summary>
    Task<BookId> BookOfAsync(UnitId unit, CancellationToken ct);

    /// <summary>Posts; where a second person must agree (older than 30 days, before a count, a reversal above the limit) it
    /// is kept and waits for one of <paramref name="unit"/>. Null and true: it waits.</summary>
    Task<(Problem? Problem, bool Waits)> PostOrWaitAsync(
        Posting posting,
        UnitId unit,
        CommandScope scope,
        CancellationToken ct
    );
}
