using Jisr.Access.Sessions;
using Jisr.Access.SignIn;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Microsoft.AspNetCore.Http;

namespace Jisr.Access.Codes;

/// <summary>Sends the wish for a code with what only the request knows: its address and its device, as hashes.</summary>
internal sealed class Asking(CommandPipeline pipeline, SignInSteps steps, Sealer sealer)
{
    public async Task<Answer> AskAsync(HttpContext http, SignInStep step, string channel, CommandId id)
    {
        var account = new AccountId(step.PinOf!.Value);
        var answer = await pipeline.SendAsync(
            new Envelope<AskCode>(
                id,
                new AskCode(
                    account,
                    channel,
                    Hash("access.address", http.Connection.RemoteIpAddress?.ToString() ?? "?"),
                    Hash(
                        "access.device",
                        http.Request.Cookies[Cookies.Device] ?? http.Request.Headers.UserAgent.ToString() + account
                    )
                )
            ),
            // She has shown her PIN but is not in yet: she acts as herself, without a right of any role.
            new Actor { AccountId = account },
            Door.Form,
            http.RequestAborted
        );
        if (answer.IsDone)
            steps.Keep(http, step with { CodeRequest = answer.Subject });
        return answer;
    }

    private string Hash(string purpose, string value) => Convert.ToHexStringLower(sealer.Index(purpose, value));
}
