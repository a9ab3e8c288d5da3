using Jisr.Contracts.Ledger;
using Jisr.Kernel.Access;
using Jisr.Kernel.Data;
using Jisr.Ledger.Custody;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Transfers;

/// <summary>What the steps of a transfer share: whose they are, and the row they take turns at.</summary>
internal sealed class TransferSteps(JisrDb db)
{
    public async Task<Transfer> LockAsync(Guid id, CancellationToken ct)
    {
        await db.Storage.LockRowAsync(db, Transfer.Table, "id", id, ct);
        return await db.Set<Transfer>().SingleAsync(t => t.Id == id, ct);
    }

    /// <summary>The side that sends.</summary>
    public async Task<Reach> SenderAsync(Guid id, CancellationToken ct) =>
        await db.Set<Transfer>().AsNoTracking().SingleOrDefaultAsync(t => t.Id == id, ct) is { } row
            ? Reach.Unit(row.UnitId)
            : Reach.Missing;

    /// <summary>The side that receives: the far custodian's unit; for a payee she herself, or the unit that pays her.</summary>
    public async Task<Reach> ReceiverAsync(Guid id, CancellationToken ct)
    {
        if (await db.Set<Transfer>().AsNoTracking().SingleOrDefaultAsync(t => t.Id == id, ct) is not { } row)
            return Reach.Missing;
        if (row.PayeeId is { } payee)
            return Reach.Any(Reach.Self(payee), Reach.Unit(row.UnitId));
        return Reach.Unit(
            await db.Set<Custodian>().Where(c => c.Id == row.ToCustodianId).Select(c => c.UnitId).SingleAsync(ct)
        );
    }

    /// <summary>A posting of a transfer.</summary>
    public static Posting Of(Transfer transfer, string kind, Guid id, string reason, params Leg[] legs) =>
        new(transfer.BookId, kind, legs)
        {
            Id = id,
            SourceKind = "transfer",
            SourceId = transfer.Id,
            Reason = reason,
        };
}
