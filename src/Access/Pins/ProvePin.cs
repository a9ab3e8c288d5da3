using Jisr.Access.Accounts;
using Jisr.Access.Sessions;
using Jisr.Access.SignIn;
using Jisr.Contracts.Access;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Pins;

/// <summary>What a number and a PIN came to.</summary>
internal sealed record PinProof(Account? Account, bool IsKnownDevice = false, TimeSpan? Wait = null);

/// <summary>A number from a card, or a phone, and a PIN. The same work is done and the same is said whether or not
/// anybody has the number, and whether one woman has it or a household (S-24, S-27).</summary>
internal sealed class ProvePin(
    JisrDb db,
    PinBook pins,
    Waits waits,
    SessionBook sessions,
    IEnumerable<IMemberNames> members,
    MemberRecords records,
    Prove prove
)
{
    private const int MostOfOneName = 8;
    private const string Stranger = "stranger";

    public async Task<PinProof> TryAsync(HttpContext http, string name, string? pin, CancellationToken ct)
    {
        var (account, known) = await OneAsync(http, name, ct);
        var who = account is null ? "name " + Plain(name) : account.Id.ToString();
        var device = known ? http.Request.Cookies[Cookies.Device]! : Stranger;
        if (await waits.TakeAsync("pin", who, device, ct) is { } wait)
            return new PinProof(null, Wait: wait);
        if (!await pins.IsRightAsync(account, pin, ct) || !prove.MayOpen(account!))
            return new PinProof(null);
        await waits.ClearAsync("pin", who, device, ct);
        return new PinProof(account, known);
    }

    /// <summary>Her PIN again, where her account is known: behind the lock, or before a factor is changed.</summary>
    public async Task<PinProof> AgainAsync(Guid account, string? pin, CancellationToken ct)
    {
        if (await waits.TakeAsync("again", account.ToString(), "", ct) is { } wait)
            return new PinProof(null, Wait: wait);
        var found = await db.Set<Account>().SingleAsync(a => a.Id == account, ct);
        if (!await pins.IsRightAsync(found, pin, ct) || !prove.MayOpen(found))
            return new PinProof(null);
        await waits.ClearAsync("again", account.ToString(), "", ct);
        return new PinProof(found);
    }

    // The one account that is meant: alone with the number, or alone on this phone. A household on a new phone is asked
    // for the number of a card, by the same words that everybody gets.
    private async Task<(Account? Account, bool Known)> OneAsync(HttpContext http, string name, CancellationToken ct)
    {
        var parties = new List<PartyId>();
        foreach (var source in members)
            parties.AddRange(await source.FindAsync(name, ct));
        var found = await (
            from account in await records.AccountsAsync(parties, ct)
            join signIn in db.Set<MemberSignIn>() on account.Id equals signIn.Id
            where signIn.PinHash != null
            orderby account.Id
            select account
        )
            .Take(MostOfOneName)
            .ToListAsync(ct);
        var here = await sessions.KnownHereAsync(http, [.. found.Select(a => new AccountId(a.Id))], ct);
        var meant = here.Count > 0 ? found.FindAll(a => here.Contains(new AccountId(a.Id))) : found;
        return meant.Count == 1 ? (meant[0], here.Count > 0) : (null, false);
    }

    private static string Plain(string name) =>
        new([.. Account.Normal(ArabicText.AsciiDigits(name)).Where(char.IsLetterOrDigit)]);
}
