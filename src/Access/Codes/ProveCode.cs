using Jisr.Access.Accounts;
using Jisr.Access.Beginnings;
using Jisr.Access.SignIn;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Codes;

/// <summary>S-29: six digits, ten minutes, once, five tries, bound to the request that this browser made.</summary>
internal sealed class ProveCode(JisrDb db, Sealer sealer, Prove prove, TimeProvider clock)
{
    public static string CodeOf(Sealer sealer, Guid request, AccountId account) =>
        CodeSigns.Digits(sealer, request + " " + account);

    public static byte[] Hash(Sealer sealer, Guid request, string code) =>
        sealer.Index("access.otp", request + " " + code);

    /// <summary>A code she was sent.</summary>
    public async Task<Account?> SentAsync(Guid account, Guid request, string? typed, CancellationToken ct)
    {
        var code = new string([.. ArabicText.AsciiDigits(typed ?? "").Where(char.IsAsciiDigit).Take(7)]);
        var id = new AccountId(account);
        var hash = Hash(sealer, request, code);
        var since = Clock.Now(clock) - OtpRequest.Lasts;
        await using (await db.Storage.WriteTurnAsync(ct))
        {
            var open = db.Set<OtpRequest>()
                .Where(r =>
                    r.Id == request
                    && r.AccountId == id
                    && r.Channel == OtpRequest.Sms
                    && r.CreatedAt > since
                    && (r.State == OtpRequest.Sent || r.State == OtpRequest.Asked)
                );
            // The try is counted first: a hundred at once are five.
            if (
                await open.Where(r => r.Tries < OtpRequest.MostTries)
                    .ExecuteUpdateAsync(r => r.SetProperty(x => x.Tries, x => x.Tries + 1), ct) != 1
            )
                return null;
            if (
                await open.Where(r => r.CodeHash == hash)
                    .ExecuteUpdateAsync(r => r.SetProperty(x => x.State, OtpRequest.Used), ct) != 1
            )
            {
                await open.Where(r => r.Tries >= OtpRequest.MostTries)
                    .ExecuteUpdateAsync(r => r.SetProperty(x => x.State, OtpRequest.Dead), ct);
                return null;
            }
        }
        return await OpenAsync(account, ct);
    }

    /// <summary>A code that she sent to us: has it come?</summary>
    public async Task<Account?> ReceivedAsync(Guid account, Guid request, CancellationToken ct)
    {
        var id = new AccountId(account);
        var since = Clock.Now(clock) - OtpRequest.Lasts;
        await using (await db.Storage.WriteTurnAsync(ct))
        {
            if (
                await db.Set<OtpRequest>()
                    .Where(r =>
                        r.Id == request && r.AccountId == id && r.State == OtpRequest.Received && r.CreatedAt > since
                    )
                    .ExecuteUpdateAsync(r => r.SetProperty(x => x.State, OtpRequest.Used), ct) != 1
            )
                return null;
        }
        return await OpenAsync(account, ct);
    }

    private async Task<Account?> OpenAsync(Guid account, CancellationToken ct)
    {
        var found = await db.Set<Account>().AsNoTracking().SingleAsync(a => a.Id == account, ct);
        return prove.MayOpen(found) ? found : null;
    }
}
