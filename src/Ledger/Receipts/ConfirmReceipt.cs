using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Ledger.Receipts;

/// <summary>One side of a hand-over says yes. That of a payout's payee is said at the payout itself.</summary>
/// <param name="Side">payer or payee.</param>
/// <param name="How">pin, signature-photo or witness.</param>
internal sealed record ConfirmReceipt(Guid ReceiptId, string Side, string How, string? PaperNo = null) : ICommand
{
    public static string Kind => "receipt.confirm";
}

internal sealed class ConfirmReceiptHandler(JisrDb db, PaperNumbers papers) : IHandle<ConfirmReceipt>
{
    public async Task<Reach> ReachAsync(ConfirmReceipt command, CommandScope scope, CancellationToken ct) =>
        await db.Set<Receipt>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == command.ReceiptId, ct) is { } row
            ? row.PayeeId is { } payee && command.Side == "payee"
                ? Reach.Any(Reach.Self(payee), Reach.Unit(row.UnitId))
                : Reach.Unit(row.UnitId)
            : Reach.Missing;

    public void Check(ConfirmReceipt command, Problems problems, CommandScope scope)
    {
        if (command.Side is not ("payer" or "payee"))
            problems.Add("side", "CHOICE_UNKNOWN");
        if (!Receipt.Ways.Contains(command.How))
            problems.Add("how", "CHOICE_UNKNOWN");
        PaperNumbers.Check(problems, command.PaperNo);
    }

    public async Task<Outcome> HandleAsync(ConfirmReceipt command, CommandScope scope, CancellationToken ct)
    {
        await db.Storage.LockRowAsync(db, Receipt.Table, "id", command.ReceiptId, ct);
        var row = await db.Set<Receipt>().SingleAsync(r => r.Id == command.ReceiptId, ct);
        var isPayer = command.Side == "payer";
        if ((isPayer ? row.PayerConfirm : row.PayeeConfirm) is not null || (row.SourceKind == "payout" && !isPayer))
            return Outcome.No("STEP_NOT_POSSIBLE");
        var by = scope.Actor.AccountId?.Value;
        if (command.How == Receipt.Witness && by == (isPayer ? row.PayeeBy : row.PayerBy))
            return Outcome.No("NEEDS_ANOTHER_PERSON", "how");
        // A PIN is the one secret of the person herself: nobody says yes by it for another.
        if (command.How == Receipt.Pin && !isPayer && row.PayeeId is not null && !scope.Actor.Is(row.PayeeId))
            return Outcome.No("PIN_IS_HERS", "how");
        var (paper, used) = await papers.ReadAsync(command.PaperNo, row.BookId, row.Id, ct);
        if (used is not null)
            return new Outcome.Refused([used]);
        row.PaperNo = paper ?? row.PaperNo;
        if (isPayer)
            (row.PayerConfirm, row.PayerBy, row.PayerAt) = (command.How, by, scope.Now);
        else
            (row.PayeeConfirm, row.PayeeBy, row.PayeeAt) = (command.How, by, scope.Now);
        return new Outcome.Done { Subject = row.Id };
    }
}
