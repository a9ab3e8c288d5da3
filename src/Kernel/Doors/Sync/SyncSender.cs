using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Modules;
using Jisr.Kernel.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Jisr.Kernel.Doors.Sync;

/// <summary>What is known before a record is sent: it is to be kept, and why.</summary>
public sealed record Verdict(string State, Problem Why, bool Told = false)
{
    /// <summary>Its parent is not here yet.</summary>
    public static readonly Verdict Parked = new(WorklistStates.Parked, new Problem("PARENT_AWAITED"));

    public static Verdict Open(string code) => new(WorklistStates.Open, new Problem(code));

    public static Verdict Late(string code) => new(WorklistStates.Quarantined, new Problem(code));
}

/// <summary>A record on its way.</summary>
public sealed record Sending(JsonCommand Command, UnitId UnitId, DateTimeOffset MadeAt, byte[] Hash)
{
    public CommandId Id => new(Command.Id);
    public Writer? Writer { get; init; }
    public long SkewSeconds { get; init; }
    public Verdict? Verdict { get; init; }

    /// <summary>It says that it was made before its thing was taken along: its clock is wrong, the server's counts.</summary>
    public bool ClockWrong { get; init; }
    public IReadOnlyList<CommandId> WaitsFor => Command.DependsOn ?? [];
}

/// <summary>Sends records as their writers, and keeps what is not done (doors.md §4.6, §6).</summary>
public sealed partial class SyncSender(
    JisrDb db,
    ISyncDevices devices,
    CommandDispatcher dispatcher,
    Worklist worklist,
    ModuleList modules,
    IUnitTree units,
    Sealer sealer,
    TimeProvider clock,
    ILogger<SyncSender> log
)
{
    private static readonly TimeSpan NeedsSecond = TimeSpan.FromDays(30);
    private static readonly TimeSpan TicketSlack = TimeSpan.FromDays(1);

    // As far as two clocks may differ after one was set by the other.
    private static readonly TimeSpan Clocks = TimeSpan.FromMinutes(5);

    private readonly Dictionary<AccountId, Writer?> writers = [];
    private readonly Dictionary<Guid, SyncDevice?> known = [];

    /// <summary>Who wrote it, when, and what that means for it.</summary>
    public async Task<Sending> JudgeAsync(SyncRecord record, SyncDevice device, TimeSpan skew, CancellationToken ct)
    {
        var now = Clock.Now(clock);
        var saved = record.SavedAt ?? record.OccurredAt;
        var madeAt = saved is { } at ? Least(at + skew, now) : now;
        var happened = record.OccurredAt is { } on ? Least(on + skew, now) : madeAt;
        var command = new JsonCommand(record.Id, record.Kind, record.Payload)
        {
            V = record.V,
            UnitId = record.UnitId,
            ProgrammeId = record.ProgrammeId,
            OnBehalfOf = record.OnBehalfOf,
            // A clock that was put back between saving and sending says what is still to come.
            OccurredAt = happened - skew,
            SavedAt = record.SavedAt is null ? null : madeAt - skew,
            SentAt = now - skew,
            DeviceId = record.Ticket?.DeviceId ?? device.Id,
            DeviceSeq = record.DeviceSeq,
            DependsOn = record.DependsOn,
            Base = record.Base,
        };
        var ticket = record.Ticket is { } t && t.IsOurs(sealer) ? t : null;
        var writer = ticket is null ? null : await WriterAsync(ticket.ActorId, ct);
        var sending = new Sending(
            command,
            record.UnitId is { } unit && units.IsAtOrBelow(unit, device.UnitId) ? unit : device.UnitId,
            madeAt,
            Worklist.HashOf(command)
        )
        {
            Writer = writer,
            SkewSeconds = (long)-skew.TotalSeconds,
        };
        if (await KindVerdictAsync(sending, ticket, device, record, ct) is { } refused)
            return sending with { Verdict = refused };
        if (dispatcher.AlongOf(command) is not { } thing)
            return sending with { Verdict = TimeVerdict(madeAt, ticket!, now) };
        var along = await devices.AlongAsync(ticket!.DeviceId, ticket.ActorId, thing, ct);
        if (along.Count == 0)
            return sending with { Verdict = Verdict.Open("NOT_TAKEN_ALONG") };
        // Nobody writes for a thing before she has it.
        if (madeAt < along[0].From - Clocks)
            sending = sending with
            {
                ClockWrong = true,
                MadeAt = madeAt = now,
                Command = command with { OccurredAt = now - skew, SavedAt = now - skew },
            };
        return sending with
        {
            Verdict =
                TimeVerdict(madeAt, ticket, now)
                ?? (along.Any(a => a.From - Clocks <= madeAt && madeAt <= a.Until) ? null : Verdict.Late("ALONG_OVER")),
        };
    }

    /// <summary>Sends a run of one kind by one writer. What is not done is kept.</summary>
    public async Task<IReadOnlyList<Answer>> SendAsync(IReadOnlyList<Sending> run, CancellationToken ct)
    {
        if (run.Count == 0)
            return [];
        var actor = run[0].Writer!.Now;
        var sent = await SendManyAsync([.. run.Select(s => s.Command)], actor, ct);
        var answers = new List<Answer>(run.Count);
        foreach (var (sending, answer) in run.Zip(sent))
            answers.Add(
                answer.Result == AnswerResult.Rejected
                    ? await KeepAsync(sending with { Verdict = await WhyAsync(sending, answer, ct) }, ct)
                : sending.ClockWrong ? answer with { Reasons = [.. answer.Reasons, new Problem("CLOCK_WRONG")] }
                : answer
            );
        return answers;
    }

    // A record that makes a handler stumble is kept like one that is wrong: it takes no other with it.
    private async Task<IReadOnlyList<Answer>> SendManyAsync(
        IReadOnlyList<JsonCommand> commands,
        Actor actor,
        CancellationToken ct
    )
    {
        try
        {
            return await dispatcher.SendManyAsync(commands, actor, Door.Outbox, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException && !db.Storage.IsPassing(e))
        {
            LogFault(log, commands[0].Kind, e);
            if (commands is [var only])
                return [Answer.Rejected(new CommandId(only.Id), new Problem("NOT_WRITTEN"))];
            var answers = new List<Answer>();
            foreach (var command in commands)
                answers.AddRange(await SendManyAsync([command], actor, ct));
            return answers;
        }
    }

    /// <summary>Keeps a record on the worklist of the unit.</summary>
    public async Task<Answer> KeepAsync(Sending sending, CancellationToken ct)
    {
        var verdict = sending.Verdict!;
        await worklist.KeepAsync(
            new ToKeep(sending.Command, sending.UnitId, Door.Outbox, sending.MadeAt)
            {
                ActorId = sending.Writer?.Account,
                SkewSeconds = sending.SkewSeconds,
                Told = verdict.Told,
                WaitsFor = sending.WaitsFor,
            },
            verdict.State,
            verdict.Why,
            ct
        );
        return SyncAnswers.Kept(sending.Id, verdict.State, verdict.Why);
    }

    /// <summary>The command has a receipt of its own: sent again it changes nothing.</summary>
    public Task<bool> IsWrittenAsync(CommandId id, CancellationToken ct) =>
        db.Set<CommandReceipt>().AnyAsync(r => r.Id == id, ct);

    /// <summary>Of these, the commands that were done: themselves, or by one that mended them.</summary>
    public async Task<HashSet<CommandId>> DoneAsync(IReadOnlyCollection<CommandId> ids, CancellationToken ct)
    {
        CommandId[] asked = [.. ids.Distinct()];
        var done = await db.Set<CommandReceipt>()
            .Where(r => asked.Contains(r.Id) && r.Result != "open")
            .Select(r => r.Id)
            .ToListAsync(ct);
        var mended = await db.Set<WorklistItem>()
            .Where(i => asked.Contains(i.CommandId) && i.State == WorklistStates.Mended)
            .Select(i => i.CommandId)
            .ToListAsync(ct);
        return [.. done, .. mended];
    }

    /// <summary>Applies what waited for these, and what waited for that in turn.</summary>
    public async Task ReleaseAsync(IReadOnlyCollection<CommandId> came, CancellationToken ct)
    {
        var next = came;
        while (next.Count > 0)
        {
            CommandId[] parents = [.. next];
            var waiting = await db.Set<WorklistItem>()
                .AsNoTracking()
                .Where(i =>
                    i.State == WorklistStates.Parked
                    && db.Set<WorklistParent>().Any(p => p.ItemId == i.Id && parents.Contains(p.ParentId))
                )
                .OrderBy(i => i.Id)
                .ToListAsync(ct);
            var freed = new List<CommandId>();
            foreach (var item in waiting)
                if (await TryParkedAsync(item, ct))
                    freed.Add(item.CommandId);
            next = freed;
        }
    }

    /// <summary>Applies a parked command whose parents are all there. True when it was done.</summary>
    public async Task<bool> TryParkedAsync(WorklistItem item, CancellationToken ct)
    {
        var parents = await db.Set<WorklistParent>()
            .Where(p => p.ItemId == item.Id)
            .Select(p => p.ParentId)
            .ToListAsync(ct);
        if ((await DoneAsync(parents, ct)).Count < parents.Count)
            return false;
        var writer = await WriterOfAsync(item, ct);
        return await ApplyAsync(item, writer, writer?.Now, ct);
    }

    /// <summary>Applies what the unit lead let in, with the roles its writer had when she made it.</summary>
    public async Task<bool> ApplyReleasedAsync(WorklistItem item, CancellationToken ct)
    {
        var writer = await WriterOfAsync(item, ct);
        return await ApplyAsync(item, writer, writer?.At(item.MadeAt, units), ct);
    }

    private async Task<bool> ApplyAsync(WorklistItem item, Writer? writer, Actor? actor, CancellationToken ct)
    {
        // Times were corrected when it came; they are not corrected again.
        var command = worklist.Open(item) with
        {
            OccurredAt = item.MadeAt,
            SavedAt = item.MadeAt,
            SentAt = null,
        };
        var answer = actor is null
            ? Answer.Rejected(item.CommandId, new Problem("TICKET_INVALID"))
            : await dispatcher.SendAsync(command, actor, Door.Outbox, ct);
        var verdict =
            answer.Result != AnswerResult.Rejected
                ? null
                : await WhyAsync(
                    new Sending(command, item.UnitId, item.MadeAt, item.ContentHash) { Writer = writer },
                    answer,
                    ct
                );
        // Once let in it does not go back to where it waited.
        if (verdict?.State == WorklistStates.Quarantined && item.State == WorklistStates.Released)
            verdict = Verdict.Open(verdict.Why.Code);
        var state = verdict?.State ?? WorklistStates.Applied;
        var code = verdict?.Why.Code ?? item.Code;
        var field = verdict?.Why.Field;
        await using var turn = await db.Storage.WriteTurnAsync(ct);
        await db.Set<WorklistItem>()
            .Where(i => i.Id == item.Id && i.State == item.State)
            .ExecuteUpdateAsync(
                s => s.SetProperty(i => i.State, state).SetProperty(i => i.Code, code).SetProperty(i => i.Field, field),
                ct
            );
        return state == WorklistStates.Applied;
    }

    // By hand, kind and device: what no clock changes.
    private async Task<Verdict?> KindVerdictAsync(
        Sending sending,
        ActorTicket? ticket,
        SyncDevice device,
        SyncRecord record,
        CancellationToken ct
    )
    {
        if (ticket is null || sending.Writer is null)
            return Verdict.Open("TICKET_INVALID");
        if (!modules.Commands.TryGetValue(record.Kind, out var type))
            return Verdict.Open("KIND_UNKNOWN");
        if (!typeof(IOfflineCommand).IsAssignableFrom(type))
            return Verdict.Open("KIND_NOT_OFFLINE");
        var written = ticket.DeviceId == device.Id ? device : await DeviceAsync(ticket.DeviceId, ct);
        if (written is null)
            return Verdict.Open("TICKET_INVALID");
        return Least(device.EndedAt, written.EndedAt) is not { } end ? null
            : sending.MadeAt < end ? Verdict.Late("LATE_DELIVERY")
            : AfterEnd;
    }

    private static Verdict? TimeVerdict(DateTimeOffset madeAt, ActorTicket ticket, DateTimeOffset now) =>
        madeAt > ticket.To + TicketSlack || madeAt < ticket.From - TicketSlack ? Verdict.Late("TICKET_OVER")
        : now - madeAt > NeedsSecond ? Verdict.Late("SECOND_PERSON")
        : null;

    private static Verdict AfterEnd => Verdict.Open("MADE_AFTER_END") with { Told = true };

    // A closed door may be one that was open when she wrote.
    private async Task<Verdict> WhyAsync(Sending sending, Answer answer, CancellationToken ct)
    {
        if (answer.Refusal == Refusal.None || sending.Writer is not { } writer)
            return new Verdict(WorklistStates.Open, answer.Reasons is [{ } first, ..] ? first : new("NOT_READABLE"));
        if (await MayAsync(writer.At(sending.MadeAt, units)))
            return Verdict.Late("LATE_DELIVERY");
        return await MayAsync(writer.Ever) ? AfterEnd : Verdict.Open(answer.Reasons[0].Code);

        async Task<bool> MayAsync(Actor actor) =>
            await dispatcher.MayAsync(sending.Command, actor, Door.Outbox, ct) == Refusal.None;
    }

    private async Task<Writer?> WriterAsync(AccountId id, CancellationToken ct) =>
        writers.TryGetValue(id, out var writer) ? writer : writers[id] = await devices.WriterAsync(id, ct);

    // What has no account was written by a secret, on a device that was made ready for one thing.
    private async Task<Writer?> WriterOfAsync(WorklistItem item, CancellationToken ct) =>
        item.ActorId is { } id ? await WriterAsync(id, ct)
        : item.DeviceId is { } device && (await DeviceAsync(device, ct))?.ThingId is not null ? Writer.Nobody
        : null;

    private async Task<SyncDevice?> DeviceAsync(Guid id, CancellationToken ct) =>
        known.TryGetValue(id, out var device) ? device : known[id] = await devices.ByIdAsync(id, ct);

    private static DateTimeOffset Least(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset? Least(DateTimeOffset? one, DateTimeOffset? other) =>
        one is { } a && other is { } b ? Least(a, b) : one ?? other;

    [LoggerMessage(Level = LogLevel.Error, Message = "A {Kind} record from a device made its handler fail")]
    private static partial void LogFault(ILogger log, string kind, Exception e);
}
