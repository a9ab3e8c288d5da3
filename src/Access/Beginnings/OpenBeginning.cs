using Jisr.Access.Accounts;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Beginnings;

/// <summary>Makes and finds the codes with which a PIN is chosen.</summary>
internal static class OpenBeginning
{
    private const int Signs = 12;

    public static string CodeOf(Sealer sealer, Guid id, AccountId account) =>
        CodeSigns.Of(sealer, "begin", id + " " + account, Signs);

    public static string? Read(string? typed) => CodeSigns.Read(typed, Signs);

    /// <summary>Replaces what was open for this account.</summary>
    public static async Task<Beginning> MakeAsync(
        JisrDb db,
        Sealer sealer,
        Guid id,
        AccountId account,
        string why,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        await db.Set<Beginning>().Where(b => b.AccountId == account && b.UsedAt == null).ExecuteDeleteAsync(ct);
        var beginning = new Beginning
        {
            Id = id,
            AccountId = account,
            Why = why,
            CodeHash = MadeSecret.Hash(CodeOf(sealer, id, account)),
            ExpiresAt = now + (why == Beginning.First ? Beginning.FirstLasts : Beginning.ResetLasts),
        };
        db.Add(beginning);
        return beginning;
    }

    /// <summary>What a code opens, if it still opens.</summary>
    public static async Task<Beginning?> FindAsync(JisrDb db, string? code, DateTimeOffset now, CancellationToken ct)
    {
        if (Read(code) is not { } plain)
            return null;
        var hash = MadeSecret.Hash(plain);
        return await db.Set<Beginning>()
            .SingleOrDefaultAsync(b => b.CodeHash == hash && b.UsedAt == null && b.ExpiresAt > now, ct);
    }
}
