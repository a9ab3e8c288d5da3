using System.Text.Json;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Values;

namespace Jisr.Demo;

/// <summary>Sends the demo's commands down the one road. Ids come from names, so that a broken start can be repeated.</summary>
internal sealed class DemoSender(CommandDispatcher dispatcher, IDemoClock clock)
{
    public int Sent { get; private set; }

    /// <summary>The id of a thing of the demo world, by its name.</summary>
    public static Guid Id(params ReadOnlySpan<string> name) => NameUuid.Of(["demo", .. name]);

    /// <summary>Sends; a refusal is a fault of the demo and stops it.</summary>
    public async Task<Answer> SendAsync(
        string name,
        string kind,
        object payload,
        Actor? actor = null,
        Door door = Door.System
    )
    {
        var answer = await TryAsync(name, kind, payload, actor, door);
        if (!answer.IsDone)
            throw new InvalidOperationException(
                $"The demo's {kind} '{name}' was not accepted: {string.Join(", ", answer.Reasons.Select(r => r.Code + "@" + r.Field))}"
            );
        Sent++;
        return answer;
    }

    /// <summary>An account that works in a role at a unit and those below it.</summary>
    public async Task<Answer> StaffAsync(
        string userName,
        string displayName,
        string role,
        UnitId unit,
        DateOnly from,
        DateOnly to
    )
    {
        var account = await SendAsync(userName, "user.add", new { userName, displayName });
        await SendAsync(
            userName,
            "role.grant",
            new
            {
                accountId = account.Subject,
                role,
                unitId = unit,
                below = true,
                from,
                to,
            }
        );
        return account;
    }

    /// <summary>Sends what must not be done; that it is done is a fault of the demo.</summary>
    public async Task RejectedAsync(string name, string kind, object payload, Actor actor, Door door)
    {
        if ((await TryAsync(name, kind, payload, actor, door)).IsDone)
            throw new InvalidOperationException($"The demo's {kind} '{name}' should have been rejected.");
    }

    private Task<Answer> TryAsync(string name, string kind, object payload, Actor? actor, Door door)
    {
        clock.Step(TimeSpan.FromMilliseconds(700));
        return dispatcher.SendAsync(
            new JsonCommand(Id(kind, name), kind, JsonSerializer.SerializeToElement(payload, CanonicalJson.Options)),
            actor ?? Actor.System,
            door
        );
    }
}
