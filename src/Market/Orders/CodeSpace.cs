using Jisr.Kernel.Data;
using Jisr.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Orders;

/// <summary>Gives out short codes, each once, for orders and links alike.</summary>
internal sealed class CodeSpace(JisrDb db)
{
    public async Task<string> TakeAsync(CodeKind kind, Guid target, CancellationToken ct)
    {
        string code;
        do code = ShortCode.New();
        while (await db.Set<CodeRow>().AnyAsync(c => c.Code == code, ct));
        db.Add(
            new CodeRow
            {
                Code = code,
                Kind = kind,
                TargetId = target,
            }
        );
        return code;
    }

    /// <summary>What a code leads to, however it was typed; null when it is wrong or nobody's.</summary>
    public async Task<CodeRow?> FindAsync(string? typed, CancellationToken ct) =>
        ShortCode.TryRead(typed, out var code)
            ? await db.Set<CodeRow>().AsNoTracking().SingleOrDefaultAsync(c => c.Code == code, ct)
            : null;
}
