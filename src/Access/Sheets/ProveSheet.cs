using Jisr.Access.Accounts;
using Jisr.Access.Beginnings;
using Jisr.Access.SignIn;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Sheets;

/// <summary>Takes a code from her sheet: each opens once.</summary>
internal sealed class ProveSheet(JisrDb db, Waits waits, Sealer sealer, Prove prove, TimeProvider clock)
{
    public async Task<Proof> TryAsync(Guid account, string? typed, CancellationToken ct)
    {
        if (await waits.TakeAsync("sheet", account.ToString(), "", ct) is { } wait)
            return new Proof(null, wait);
        var id = new AccountId(account);
        var found = await db.Set<Account>().AsNoTracking().SingleAsync(a => a.Id == account, ct);
        var sheet = await db.Set<CodeSheet>()
            .AsNoTracking()
            .Where(s => s.AccountId == id && s.EndedAt == null)
            .OrderByDescending(s => s.PrintedAt)
            .FirstOrDefaultAsync(ct);
        if (!prove.MayOpen(found) || sheet is null || CodeSigns.Read(typed, CodeSheet.Signs) is not { } code)
            return new Proof(null);
        var hash = PrintSheet.Hash(sealer, sheet.Id, code);
        var now = Clock.Now(clock);
        await using (await db.Storage.WriteTurnAsync(ct))
        {
            // In one statement: of two who type the same code at once, one comes in.
            var taken = await db.Set<SheetCode>()
                .Where(c => c.SheetId == sheet.Id && c.Hash == hash && c.UsedAt == null)
                .ExecuteUpdateAsync(c => c.SetProperty(x => x.UsedAt, now), ct);
            if (taken != 1)
                return new Proof(null);
        }
        await waits.ClearAsync("sheet", account.ToString(), "", ct);
        return new Proof(found);
    }
}
