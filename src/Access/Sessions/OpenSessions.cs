using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Sessions;

/// <summary>All that an account is signed in with.</summary>
internal static class OpenSessions
{
    /// <summary>Ends them at once, inside the transaction of the caller; the one she is in may stay.</summary>
    public static Task EndAsync(
        JisrDb db,
        AccountId account,
        DateTimeOffset now,
        CancellationToken ct,
        Guid? except = null
    ) =>
        db.Set<Session>()
            .Where(s => s.AccountId == account && s.EndedAt == null && (except == null || s.Id != except))
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, now), ct);
}
