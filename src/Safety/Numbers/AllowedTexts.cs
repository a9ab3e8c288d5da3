using System.Collections.Frozen;
using Jisr.Kernel.Data;
using Jisr.Kernel.Events;
using Jisr.Kernel.Sealing;
using Jisr.Kernel.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Safety.Numbers;

/// <summary>Keys of the texts that a person agreed to, kept in memory: every public page asks. Read anew when one is
/// decided here; what another node decided is seen within a minute.</summary>
internal sealed class AllowedTexts(IServiceScopeFactory scopes, Sealer sealer, TimeProvider clock)
    : IAllowedTexts,
        IStalePages
{
    public const string Tag = "numbers";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private FrozenSet<string> keys = [];
    private long since;
    private int reading;

    public static byte[] KeyOf(Sealer sealer, string text) => sealer.Index("safety-number-claim", text);

    public bool IsAllowed(string text)
    {
        // A page never waits for it: the set of a minute ago hides too much at worst.
        if (clock.GetElapsedTime(since) > Longest && Interlocked.Exchange(ref reading, 1) == 0)
            _ = Task.Run(() => ReadAsync(CancellationToken.None));
        return keys.Contains(Convert.ToHexString(KeyOf(sealer, text)));
    }

    public Task DropAsync(IReadOnlyCollection<string> tags, CancellationToken ct) =>
        tags.Contains(Tag) ? ReadAsync(ct) : Task.CompletedTask;

    public async Task ReadAsync(CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var found = await scope
                .ServiceProvider.GetRequiredService<JisrDb>()
                .Set<NumberClaim>()
                .Where(c => c.State == NumberClaim.Agreed)
                .Select(c => c.TextKey)
                .ToListAsync(ct);
            keys = found.Select(Convert.ToHexString).ToFrozenSet(StringComparer.Ordinal);
            since = clock.GetTimestamp();
        }
        finally
        {
            Volatile.Write(ref reading, 0);
        }
    }
}
