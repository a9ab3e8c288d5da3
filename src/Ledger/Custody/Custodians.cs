using Jisr.Contracts.Ledger;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Ledger.Approvals;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Custody;

/// <summary>Answers what other modules ask of custodians.</summary>
internal sealed class Custodians(
    JisrDb db,
    CustodianRules rules,
    BooksOfUnits books,
    PostOrWait road,
    TimeProvider clock
) : ICustodians
{
    public async Task<IReadOnlyList<CustodianInfo>> ActiveAsync(
        IReadOnlyCollection<UnitId> units,
        CancellationToken ct
    ) =>
        await db.Set<Custodian>()
            .AsNoTracking()
            .Where(c => c.Active && units.Contains(c.UnitId))
            .OrderBy(c => c.Label)
            .Select(c => new CustodianInfo(c.Id, c.UnitId, c.BookId, c.Kind, c.Label, c.Active))
            .ToListAsync(ct);

    public Task<Problem?> MayReceiveAsync(CustodianId custodian, string unit, long minor, CancellationToken ct) =>
        rules.ProblemAsync(custodian, unit, minor, isTransfer: false, Clock.Now(clock), ct);

    public Task<BookId> BookOfAsync(UnitId unit, CancellationToken ct) => books.OfAsync(unit, ct);

    public Task<(Problem? Problem, bool Waits)> PostOrWaitAsync(
        Posting posting,
        UnitId unit,
        CommandScope scope,
        CancellationToken ct
    ) => road.SendAsync(posting, unit, scope, ct);
}
