using System.Text.Json;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Values;

namespace Jisr.Demo;

/// <summary>Sends the demo's commands down the one road. Ids come from names, so that a broken start can be repeated.</summary>
internal sealed class DemoSender(CommandDispatcher dispatcher, DemoClock clock)
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
        DateTimeOffset? occurredAt = null
    )
    {
        clock.Step(TimeSpan.FromMilliseconds(700));
        var command = new JsonCommand(
            Id(kind, name),
            kind,
            JsonSerializer.SerializeToElement(payload, CanonicalJson.Options)
        )
        {
            OccurredAt = occurredAt,
        };
        var answer = await dispatcher.SendAsync(command, actor ?? Actor.System, Door.System);
        if (!answer.IsDone)
            throw new InvalidOperationException(
                $"The demo's {kind} '{name}' was not accepted: {string.Join(", ", answer.Reasons.Select(r => r.Code + "@" + r.Field))}"
            );
        Sent++;
        return answer;
    }
}
