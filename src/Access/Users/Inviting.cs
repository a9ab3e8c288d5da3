using Jisr.Access.Accounts;
using Jisr.Access.SignIn;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Modules;
using Jisr.Kernel.Sealing;
using Jisr.Kernel.Values;
using Microsoft.AspNetCore.Http;

namespace Jisr.Access.Users;

/// <summary>Makes an invitation and lets the account's page show its link, once.</summary>
internal sealed class Inviting(
    CommandPipeline pipeline,
    ICurrentActor current,
    ShownOnce once,
    Sealer sealer,
    JisrSettings settings
)
{
    /// <summary>Sends the invitation that follows from another command; its id is that one's child, so a second tap makes
    /// no second link.</summary>
    public async Task<Answer> KeepLinkAsync(HttpContext http, AccountId account, CommandId after)
    {
        var id = new CommandId(NameUuid.Of("invite after", after.ToString()));
        var answer = await pipeline.SendAsync(
            new Envelope<InviteUser>(id, new InviteUser(account)),
            await current.GetAsync(http.RequestAborted),
            Door.Form,
            http.RequestAborted
        );
        if (answer.IsDone)
            once.Keep(http, "invitation " + account, Welcome.Address(settings, InviteUser.CodeOf(sealer, id)));
        return answer;
    }

    public string? TakeLink(HttpContext http, Guid account) => once.Take(http, "invitation " + account);
}
