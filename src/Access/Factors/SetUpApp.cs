using Jisr.Access.SignIn;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.Kernel.Text;
using Jisr.Ui.Forms;
using Microsoft.AspNetCore.Http;

namespace Jisr.Access.Factors;

/// <summary>Reads the set-up form and ties the app to the account: the same at sign-in and on the account's page.</summary>
internal sealed class SetUpApp(CommandPipeline pipeline, SetUpKeys keys, ShownOnce once, Sealer sealer, FormDoor door)
{
    /// <summary>True when it is done; the recovery codes wait for their page then.</summary>
    public async Task<bool> RunAsync(HttpContext http, FormState form, Guid account)
    {
        var code = new string([.. ArabicText.AsciiDigits(form["code"] ?? "").Where(char.IsAsciiDigit)]);
        if (keys.Open(account, form["key"]) is not { } key || code.Length != 6)
        {
            door.Show(form, [new Problem("APP_CODE_WRONG", "code")]);
            return false;
        }
        var id = new AccountId(account);
        // She has shown a password but is not in yet: she acts as herself, without a right of any role.
        var answer = await pipeline.SendAsync(
            new Envelope<AddAuthenticator>(form.CommandId, new AddAuthenticator(id) { Key = key, Code = code }),
            new Actor { AccountId = id },
            Door.Form,
            http.RequestAborted
        );
        if (!answer.IsDone)
        {
            door.Show(form, answer.Effective.Reasons);
            return false;
        }
        KeepCodes(http, account, form.CommandId);
        return true;
    }

    /// <summary>Lets the next page show the codes that a command made, once.</summary>
    public void KeepCodes(HttpContext http, Guid account, CommandId command) =>
        once.Keep(http, "codes " + account, string.Join(' ', RecoveryCodes.Of(sealer, command)));

    public IReadOnlyList<string> TakeCodes(HttpContext http, Guid account) =>
        once.Take(http, "codes " + account)?.Split(' ') ?? [];
}
