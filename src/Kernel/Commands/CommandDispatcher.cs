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
    public Guid? DeviceId { get; init; }
    public int? DeviceSeq { get; init; }
    public IReadOnlyList<CommandId>? DependsOn { get; init; }
    public IReadOnlyDictionary<string, int>? Base { get; init; }
}

/// <summary>Finds the command of a kind and sends it down the one road.</summary>
public sealed class CommandDispatcher(ModuleList modules, CommandPipeline pipeline)
{
    private readonly ConcurrentDictionary<Type, ISend> senders = [];

    /// <summary>Sends; an unknown kind or an unreadable payload is a rejection, not a fault.</summary>
    public Task<Answer> SendAsync(JsonCommand command, Actor actor, Door door, CancellationToken ct = default) =>
        SenderOf(command.Kind) is { } sender
            ? sender.SendAsync(command, actor, door, ct)
            : Task.FromResult(Answer.Rejected(new CommandId(command.Id), new Problem("KIND_UNKNOWN")));

    /// <summary>Sends many of one kind, in order, with the answers they would get one by one.</summary>
    public async Task<IReadOnlyList<Answer>> SendManyAsync(
        IReadOnlyList<JsonCommand> commands,
        Actor actor,
        Door door,
        CancellationToken ct = default
    ) =>
        commands is [var only] ? [await SendAsync(only, actor, door, ct)]
        : commands.Select(c => c.Kind).Distinct(StringComparer.Ordinal).Count() == 1
        && SenderOf(commands[0].Kind) is { } sender
            ? await sender.SendManyAsync(commands, actor, door, ct)
        : throw new ArgumentException("Commands of one known kind only.", nameof(commands));

    /// <summary>Asks only whether the actor may send it.</summary>
    public Task<Refusal> MayAsync(JsonCommand command, Actor actor, Door door, CancellationToken ct = default) =>
        SenderOf(command.Kind) is { } sender
            ? sender.MayAsync(command, actor, door, ct)
            : Task.FromResult(Refusal.NotFound);

    /// <summary>The thing that a command which moves money is written for; null for all others and where it cannot be
    /// read.</summary>
    public AlongThing? AlongOf(JsonCommand command) => SenderOf(command.Kind)?.AlongOf(command);

    private ISend? SenderOf(string kind) =>
        modules.Commands.TryGetValue(kind, out var type)
            ? senders.GetOrAdd(
                type,
                t => (ISend)Activator.CreateInstance(typeof(Sender<>).MakeGenericType(t), pipeline)!
            )
            : null;

    private interface ISend
    {
        Task<Answer> SendAsync(JsonCommand json, Actor actor, Door door, CancellationToken ct);

        Task<IReadOnlyList<Answer>> SendManyAsync(
            IReadOnlyList<JsonCommand> all,
            Actor actor,
            Door door,
            CancellationToken ct
        );

        Task<Refusal> MayAsync(JsonCommand json, Actor actor, Door door, CancellationToken ct);

        AlongThing? AlongOf(JsonCommand json);
    }

    private sealed class Sender<TCommand>(CommandPipeline pipeline) : ISend
        where TCommand : class, ICommand
    {
        public async Task<Answer> SendAsync(JsonCommand json, Actor actor, Door door, CancellationToken ct)
        {
            var (envelope, problem) = Read(json);
            return envelope is null
                ? Answer.Rejected(new CommandId(json.Id), problem!)
                : await pipeline.SendAsync(envelope, actor, door, ct);
        }

        public async Task<IReadOnlyList<Answer>> SendManyAsync(
            IReadOnlyList<JsonCommand> all,
            Actor actor,
            Door door,
            CancellationToken ct
        )
        {
            var read = all.Select(Read).ToList();
            Envelope<TCommand>[] good = [.. read.Select(r => r.Envelope).OfType<Envelope<TCommand>>()];
            var sent = new Queue<Answer>(await pipeline.SendManyAsync(good, actor, door, ct: ct));
            return
            [
                .. all.Zip(
                    read,
                    (json, r) =>
                        r.Envelope is null ? Answer.Rejected(new CommandId(json.Id), r.Problem!) : sent.Dequeue()
                ),
            ];
        }

        public async Task<Refusal> MayAsync(JsonCommand json, Actor actor, Door door, CancellationToken ct) =>
            Read(json).Envelope is { } envelope ? await pipeline.MayAsync(envelope, actor, door, ct) : Refusal.NotFound;

        // Most records move no money: they are not read for it.
        public AlongThing? AlongOf(JsonCommand json) =>
            typeof(IOfflineMoney).IsAssignableFrom(typeof(TCommand))
                ? (Read(json).Envelope?.Payload as IOfflineMoney)?.Along
                : null;

        private static (Envelope<TCommand>? Envelope, Problem? Problem) Read(JsonCommand json)
        {
            TCommand? payload;
            try
            {
                payload = json.Payload.Deserialize<TCommand>(CanonicalJson.Options);
            }
            catch (JsonException e)
            {
                return (null, new Problem("NOT_READABLE", e.Path?.TrimStart('$', '.')));
            }
            if (payload is null)
                return (null, new Problem("NOT_READABLE"));
            return (
                new Envelope<TCommand>(new CommandId(json.Id), payload)
                {
                    OnBehalfOf = json.OnBehalfOf,
                    UnitId = json.UnitId,
                    ProgrammeId = json.ProgrammeId,
                    OccurredAt = json.OccurredAt,
                    SavedAt = json.SavedAt,
                    SentAt = json.SentAt,
                    DeviceId = json.DeviceId,
                    DeviceSeq = json.DeviceSeq,
                    DependsOn = json.DependsOn ?? [],
                    Base = json.Base,
                    Replaces = json.Replaces,
                },
                null
            );
        }
    }
}
