using Jisr.Contracts.Ledger;
using Jisr.Kernel.Data;
using Jisr.Ledger.Books;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Tasks;

/// <summary>The task of a difference ends when nothing of the custodian stands in suspense any more.</summary>
internal sealed class SuspenseTasks(JisrDb db, MoneyTasks tasks)
{
    public async Task CloseAsync(Guid custodian, DateTimeOffset now, CancellationToken ct)
    {
        var open = await (
            from a in db.Set<Account>()
            join b in db.Set<Balance>() on a.Id equals b.AccountId
            where a.OwnerId == custodian && a.Purpose == AccountPurpose.Suspense && b.PostedD != b.PostedC
            select a.Id
        ).AnyAsync(ct);
        if (!open)
            await tasks.DoneAsync(MoneyTask.Suspense, custodian, now, ct);
    }
}
