using System.Collections.Concurrent;
using System.Text.Json;
using Jisr.Kernel.Access;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Modules;

namespace Jisr.Kernel.Commands;

/// <summary>A command as JSON: what the API, the outbox, the demo world and tests send, by the name of its kind.</summary>
public sealed record JsonCommand(Guid Id, string Kind, JsonElement Payload)
{
    /// <summary>Version of the payload's shape.</summary>
    public int V { get; init; } = 1;
    public PartyId? OnBehalfOf { get; init; }
    public UnitId? UnitId { get; init; }
    public ProgrammeId? ProgrammeId { get; init; }
    public DateTimeOffset? OccurredAt { get; init; }
    public DateTimeOffset? SavedAt { get; init; }
    public DateTimeOffset? SentAt { get; init; }
    public CommandId? Replaces { get; init; }
}

/// <summary>Finds the command of a kind and sends it down the one road.</summary>
public sealed class CommandDispatcher(ModuleList modules, CommandPipeline pipeline)
{
    private readonly ConcurrentDictionary<
        Type,
        Func<JsonCommand, Actor, Door, CancellationToken, Task<Answer>>
    > senders = [];

    /// <summary>Sends; an unknown kind or an unreadable payload is a rejection, not a fault.</summary>
    public Task<Answer> SendAsync(JsonCommand command, Actor actor, Door door, CancellationToken ct = default) =>
        modules.Commands.TryGetValue(command.Kind, out var type)
            ? senders.GetOrAdd(type, Make)(command, actor, door, ct)
            : Task.FromResult(Answer.Rejected(new CommandId(command.Id), new Problem("KIND_UNKNOWN")));

    private Func<JsonCommand, Actor, Door, CancellationToken, Task<Answer>> Make(Type type) =>
        typeof(CommandDispatcher)
            .GetMethod(
                nameof(SendTypedAsync),
                System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic
            )!
            .MakeGenericMethod(type)
            .CreateDelegate<Func<JsonCommand, Actor, Door, CancellationToken, Task<Answer>>>(this);

    private async Task<Answer> SendTypedAsync<TCommand>(JsonCommand json, Actor actor, Door door, CancellationToken ct)
        where TCommand : class, ICommand
    {
        TCommand? payload;
        try
        {
            payload = json.Payload.Deserialize<TCommand>(CanonicalJson.Options);
        }
        catch (JsonException e)
        {
            return Answer.Rejected(new CommandId(json.Id), new Problem("NOT_READABLE", e.Path?.TrimStart('$', '.')));
        }
        if (payload is null)
            return Answer.Rejected(new CommandId(json.Id), new Problem("NOT_READABLE"));
        return await pipeline.SendAsync(
            new Envelope<TCommand>(new CommandId(json.Id), payload)
            {
                OnBehalfOf = json.OnBehalfOf,
                UnitId = json.UnitId,
                ProgrammeId = json.ProgrammeId,
                OccurredAt = json.OccurredAt,
                SavedAt = json.SavedAt,
                SentAt = json.SentAt,
                Replaces = json.Replaces,
            },
            actor,
            door,
            ct
        );
    }
}
