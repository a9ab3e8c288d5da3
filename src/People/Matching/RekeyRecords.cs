using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.People.Parties;
using Jisr.People.Registration;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.People.Matching;

/// <summary>Keys anew what was keyed by an older version of the fold, the sound key or the name lists (matching.md §1),
/// a few records at a time, while others go on working. Until it ends old records are found by their old keys.</summary>
internal sealed class RekeyRecords(IServiceScopeFactory scopes)
{
    private const int AtOnce = 100;

    /// <summary>Works until no old record is left; how many were keyed.</summary>
    public async Task<int> RunAsync(Action<int> progress, CancellationToken ct)
    {
        var done = 0;
        while (await SomeAsync(ct) is > 0 and var some)
            progress(done += some);
        if (done > 0)
            await ForgetAsync(ct);
        return done;
    }

    private async Task ForgetAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JisrDb>();
        await using var turn = await db.Storage.WriteTurnAsync(ct);
        await db.Set<MatchKey>().Where(k => k.KeyVersion != Kernel.Text.SoundKey.KeyVersion).ExecuteDeleteAsync(ct);
    }

    private async Task<int> SomeAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JisrDb>();
        var sealer = scope.ServiceProvider.GetRequiredService<Sealer>();
        var finder = scope.ServiceProvider.GetRequiredService<MatchFinder>();
        var values = scope.ServiceProvider.GetRequiredService<PersonValues>();
        await using var turn = await db.Storage.WriteTurnAsync(ct);
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        var version = MatchForm.Version + MatchForm.Field;
        var old = await db.Set<Person>()
            .AsNoTracking()
            .Where(p => !p.MatchForm.StartsWith(version))
            .Select(p => p.PartyId)
            .Take(AtOnce)
            .ToListAsync(ct);
        foreach (var party in old)
        {
            await values.LoadAsync(party, ct);
            await finder.RekeyAsync(values.Person, RegistrationRows.FormOf(values, sealer), ct);
        }
        await db.SaveChangesAsync(ct);
        await tx.CommitAsync(ct);
        return old.Count;
    }
}
