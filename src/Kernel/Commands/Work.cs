using System.Text.Json;
using Jisr.Kernel.Access;
using Jisr.Kernel.Audit;
using Jisr.Kernel.Data;
using Jisr.Kernel.Events;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Kernel.Commands;

/// <summary>The gates of the pipeline, for one try in one service scope.</summary>
internal sealed class Work<TCommand>(IServiceProvider services, AccessGate gate, TimeProvider clock)
    where TCommand : ICommand
{
    private readonly IHandle<TCommand> handler = services.GetRequiredService<IHandle<TCommand>>();

    private readonly ReadOnlySite site = services.GetRequiredService<ReadOnlySite>();

    // Receipts and content hashes of a chunk, read and made ahead; null where commands come one by one.
    private Dictionary<CommandId, CommandReceipt>? ahead;
    private Dictionary<object, byte[]>? hashes;

    public JisrDb Db { get; } = services.GetRequiredService<JisrDb>();

    public CommandScope ScopeOf(Envelope<TCommand> envelope, Actor actor, Door door)
    {
        var now = Clock.Now(clock);
        // A device whose clock is wrong says when it sent; the difference corrects when it happened.
        var skew = envelope.SentAt is { } sent ? now - sent : TimeSpan.Zero;
        return new CommandScope
        {
            Id = envelope.Id,
            Kind = TCommand.Kind,
            Actor = actor,
            Door = door,
            OnBehalfOf = envelope.OnBehalfOf,
            UnitId = envelope.UnitId,
            ProgrammeId = envelope.ProgrammeId,
            Replaces = envelope.Replaces,
            Now = now,
            OccurredAt = (envelope.OccurredAt ?? envelope.SavedAt) is { } at ? at + skew : now,
            SavedAt = envelope.SavedAt + skew,
            SkewSeconds = envelope.SentAt is null ? null : (long)-skew.TotalSeconds,
            DeviceId = envelope.DeviceId,
            DeviceSeq = envelope.DeviceSeq,
        };
    }

    /// <summary>The gates that need no write: done already, may she, is it valid. Null means: go on.</summary>
    public async Task<Answer?> BeforeAsync(Envelope<TCommand> envelope, CommandScope scope, CancellationToken ct)
    {
        if (await RepeatAsync(envelope, scope, ct) is { } repeat)
            return repeat;
        if (site.IsOn)
            return Answer.Rejected(envelope.Id, new Problem("READ_ONLY"));
        var reach = await handler.ReachAsync(envelope.Payload, scope, ct);
        if (gate.Check(scope.Actor, TCommand.Kind, reach) is var refusal and not Refusal.None)
            return Answer.Rejected(envelope.Id, new Problem(CodeOf(refusal))) with { Refusal = refusal };
        var problems = Check(envelope, scope);
        return problems.Count > 0 ? Answer.Rejected(envelope.Id, problems) : null;
    }

    /// <summary>The third gate alone: is it valid.</summary>
    public Problems Check(Envelope<TCommand> envelope, CommandScope scope)
    {
        var problems = new Problems();
        handler.Check(envelope.Payload, problems, scope);
        return problems;
    }

    /// <summary>Only the second gate: may she.</summary>
    public async Task<Refusal> MayAsync(Envelope<TCommand> envelope, CommandScope scope, CancellationToken ct) =>
        gate.Check(scope.Actor, TCommand.Kind, await handler.ReachAsync(envelope.Payload, scope, ct));

    /// <summary>True when the handler takes a chunk as a whole: its rows are written together, and a refused command has
    /// written nothing.</summary>
    public bool IsTogether => handler is IHandleMany<TCommand>;

    /// <summary>Makes ready what needs no transaction: content hashes, and what the handler makes side by side of those
    /// that were not done before.</summary>
    public async Task MakeReadyAsync(Envelope<TCommand>[] part, CommandScope[] scopes, CancellationToken ct)
    {
        var made = new byte[part.Length][];
        Parallel.For(0, part.Length, Beside.Writing, i => made[i] = HashOf(part[i]));
        hashes = new Dictionary<object, byte[]>(part.Length, ReferenceEqualityComparer.Instance);
        for (var i = 0; i < part.Length; i++)
            hashes[part[i]] = made[i];
        if (handler is not IHandleMany<TCommand> many)
            return;
        var done = await DoneAsync(part, ct);
        many.MakeReady(Fresh(part, scopes, done.ContainsKey));
    }

    /// <summary>Works out what needs only the memory of the run.</summary>
    public void LookAhead(Envelope<TCommand>[] part, RunMemory memory) =>
        (handler as IHandleMany<TCommand>)?.LookAhead([.. part.Select(e => e.Payload)], memory);

    /// <summary>Reads what a chunk needs; the caller holds its transaction.</summary>
    public async Task ReadAheadAsync(
        Envelope<TCommand>[] part,
        CommandScope[] scopes,
        RunMemory memory,
        CancellationToken ct
    )
    {
        ahead = await DoneAsync(part, ct);
        if (handler is not IHandleMany<TCommand> many)
            return;
        Db.BeginTogether();
        await many.ReadAheadAsync(Fresh(part, scopes, ahead.ContainsKey), memory, ct);
    }

    private async Task<Dictionary<CommandId, CommandReceipt>> DoneAsync(Envelope<TCommand>[] part, CancellationToken ct)
    {
        CommandId[] ids = [.. part.Select(e => e.Id).Distinct()];
        return await Db.Set<CommandReceipt>()
            .AsNoTracking()
            .Where(r => EF.Parameter(ids).Contains(r.Id))
            .ToDictionaryAsync(r => r.Id, ct);
    }

    private static IReadOnlyList<(TCommand, CommandScope)> Fresh(
        Envelope<TCommand>[] part,
        CommandScope[] scopes,
        Func<CommandId, bool> isDone
    ) =>
        [
            .. part.Zip(scopes, (e, scope) => (e.Payload, scope))
                .Where(c => !isDone(c.scope.Id))
                .DistinctBy(c => c.scope.Id),
        ];

    /// <summary>The same as <see cref="ApplyAsync"/> for one command of a chunk: effect, facts, audit row and receipt go
    /// to the database together. A receipt that another writer took meanwhile faults the chunk, which is then sent
    /// singly.</summary>
    public async Task<Answer> ApplyInChunkAsync(Envelope<TCommand> envelope, CommandScope scope, CancellationToken ct)
    {
        var answer = AnswerOf(envelope.Id, await handler.HandleAsync(envelope.Payload, scope, ct));
        if (answer.Result == AnswerResult.Rejected)
            return answer;
        await RecordAsync(scope, answer, ct);
        var receipt = new CommandReceipt
        {
            Id = envelope.Id,
            ContentHash = hashes![envelope],
            Kind = scope.Kind,
            Door = CodeOf(scope.Door),
            ActorId = SenderOf(scope),
            ReceivedAt = scope.Now,
            Result = CodeOf(answer.Result),
            Answer = JsonSerializer.Serialize(answer, CanonicalJson.Options),
        };
        Db.AddNew(receipt);
        if (!IsTogether)
        {
            await EndAsync(ct);
            await Db.SaveChangesAsync(ct);
            Db.ChangeTracker.Clear();
        }
        ahead![envelope.Id] = receipt;
        return answer;
    }

    /// <summary>Writes what waits when the last command of a chunk is handled.</summary>
    public async Task EndChunkAsync(CancellationToken ct)
    {
        if (!IsTogether)
            return;
        await EndAsync(ct);
        await Db.WriteWaitingAsync(ct);
    }

    /// <summary>Receipt first, then the effect, its facts and its audit row. The caller holds the transaction.</summary>
    public async Task<Answer> ApplyAsync(Envelope<TCommand> envelope, CommandScope scope, CancellationToken ct)
    {
        var hash = HashOf(envelope);
        if (!await TakeReceiptAsync(envelope, scope, hash, ct))
            return await RepeatAsync(envelope, scope, ct)
                ?? throw new InvalidOperationException("The receipt vanished.");
        var answer = AnswerOf(envelope.Id, await handler.HandleAsync(envelope.Payload, scope, ct));
        if (answer.Result == AnswerResult.Rejected)
            return answer;
        await RecordAsync(scope, answer, ct);
        await EndAsync(ct);
        await Db.SaveChangesAsync(ct);
        await Db.Database.ExecuteSqlRawAsync(
            "UPDATE kernel_command_receipt SET result = {0}, answer = {1} WHERE id = {2}",
            [
                CodeOf(answer.Result),
                JsonSerializer.Serialize(answer, CanonicalJson.Options),
                Db.Storage.RawId(envelope.Id.Value),
            ],
            ct
        );
        return answer;
    }

    // Facts, work for later, and the audit row.
    private async Task RecordAsync(CommandScope scope, Answer answer, CancellationToken ct)
    {
        foreach (var recorder in services.GetServices<IInTransaction>())
        foreach (var what in scope.Events)
            await recorder.OnAsync(what, scope, ct);
        Db.AddNew(
            scope.Messages.Select(m => new OutboxRow
            {
                Id = NewId.Next(),
                Name = m.Name,
                Payload = m.Payload,
                OrderKey = m.OrderKey,
                CreatedAt = scope.Now,
                DueAt = m.DueAt ?? scope.Now,
            })
        );
        Db.AddNew(
            new AuditRow
            {
                CommandId = scope.Id,
                Kind = scope.Kind,
                Door = CodeOf(scope.Door),
                At = scope.Now,
                ActorId = scope.Actor.AccountId?.Value,
                OnBehalfOf = scope.OnBehalfOf,
                UnitId = scope.UnitId,
                SubjectId = answer.Subject,
                Result = CodeOf(answer.Result),
                OccurredAt = scope.SkewSeconds is null ? null : scope.OccurredAt,
                SavedAt = scope.SavedAt,
                SkewSeconds = scope.SkewSeconds,
                DeviceId = scope.DeviceId,
                DeviceSeq = scope.DeviceSeq,
            }
        );
        if (scope.Replaces is { } mended && answer.Result == AnswerResult.Accepted)
            await MendedAsync(mended, scope, ct);
    }

    // What waited for this on a worklist is done: for those who may do that there, and for her who wrote it.
    private async Task MendedAsync(CommandId mended, CommandScope scope, CancellationToken ct)
    {
        var items = await Db.Set<Doors.Sync.WorklistItem>()
            .Where(i => i.CommandId == mended && i.State == Doors.Sync.WorklistStates.Open)
            .ToListAsync(ct);
        foreach (var item in items)
        {
            if (
                !(item.ActorId is { } writer && writer == scope.Actor.AccountId)
                && !gate.May(scope.Actor, Doors.Sync.Worklist.Mend, Reach.Unit(item.UnitId))
                && !await IsOfHerThingAsync(item, scope, ct)
            )
                continue;
            item.State = Doors.Sync.WorklistStates.Mended;
            item.ReplacedBy = scope.Id;
            item.ById = scope.Actor.AccountId;
            item.ClosedAt = scope.Now;
        }
    }

    // Written by the secret of something of hers, on the device that was made ready for it.
    private async Task<bool> IsOfHerThingAsync(
        Doors.Sync.WorklistItem item,
        CommandScope scope,
        CancellationToken ct
    ) =>
        item is { ActorId: null, DeviceId: { } id }
        && await services.GetRequiredService<Doors.Sync.ISyncDevices>().ByIdAsync(id, ct)
            is { ThingId: not null } device
        && device.OwnerId is { } owner
        && owner == scope.Actor.AccountId;

    private async Task EndAsync(CancellationToken ct)
    {
        foreach (var recorder in services.GetServices<IInTransaction>())
            await recorder.EndAsync(ct);
    }

    /// <summary>What may happen only once the commit is safe.</summary>
    public async Task AfterAsync(Answer answer, IReadOnlyCollection<string> stale, CancellationToken ct)
    {
        if (stale.Count == 0 || answer.Result is AnswerResult.Rejected)
            return;
        foreach (var pages in services.GetServices<IStalePages>())
            await pages.DropAsync(stale, ct);
    }

    private async Task<Answer?> RepeatAsync(Envelope<TCommand> envelope, CommandScope scope, CancellationToken ct)
    {
        var receipt = ahead is null
            ? await Db.Set<CommandReceipt>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == envelope.Id, ct)
            : ahead.GetValueOrDefault(envelope.Id);
        if (receipt is null)
            return null;
        // The first answer is for whoever could have sent it; a stranger only learns that the id is taken.
        // A file is its unit's: a colleague who may send it may hear that it was sent.
        var sameSender =
            scope.Actor.IsSystem
            || receipt.ActorId == SenderOf(scope)
            || (
                scope.Door == Door.File
                && gate.May(scope.Actor, TCommand.Kind, await handler.ReachAsync(envelope.Payload, scope, ct))
            );
        if (!sameSender || !receipt.ContentHash.AsSpan().SequenceEqual(hashes?[envelope] ?? HashOf(envelope)))
            return Answer.Rejected(envelope.Id, new Problem("ID_REUSED"));
        var first = JsonSerializer.Deserialize<Answer>(receipt.Answer, CanonicalJson.Options)!;
        return new Answer(envelope.Id, AnswerResult.Duplicate)
        {
            First = first,
            Subject = first.Subject,
            Number = first.Number,
        };
    }

    /// <summary>False when another sender of the same id was faster. Never throws on a taken key, which would
    /// end the transaction on PostgreSQL.</summary>
    private async Task<bool> TakeReceiptAsync(
        Envelope<TCommand> envelope,
        CommandScope scope,
        byte[] hash,
        CancellationToken ct
    )
    {
        var storage = Db.Storage;
        var rows = await Db.Database.ExecuteSqlRawAsync(
            """
            INSERT INTO kernel_command_receipt (id, content_hash, kind, door, actor_id, received_at, result, answer)
            VALUES ({0}, {1}, {2}, {3}, {4}, {5}, 'open', '')
            ON CONFLICT DO NOTHING
            """,
            [
                storage.RawId(envelope.Id.Value),
                hash,
                scope.Kind,
                CodeOf(scope.Door),
                storage.RawId(SenderOf(scope)),
                scope.Now.UtcDateTime,
            ],
            ct
        );
        return rows == 1;
    }

    private static Guid SenderOf(CommandScope scope) => scope.Actor.AccountId?.Value ?? Guid.Empty;

    private static byte[] HashOf(Envelope<TCommand> envelope) =>
        CanonicalJson.ContentHash(TCommand.Kind, TCommand.Version, envelope.Payload);

    private static Answer AnswerOf(CommandId id, Outcome outcome) =>
        outcome switch
        {
            Outcome.Done d => new Answer(id, AnswerResult.Accepted)
            {
                Subject = d.Subject,
                Version = d.Version,
                Number = d.Number,
                Details = d.Details,
                Reasons = d.Notes,
            },
            Outcome.There t => new Answer(id, AnswerResult.Duplicate)
            {
                Subject = t.Subject,
                First = new Answer(new CommandId(t.Subject), AnswerResult.Accepted) { Subject = t.Subject },
            },
            Outcome.Clash c => new Answer(id, AnswerResult.Conflict) { Conflict = c.Conflict, Details = c.Details },
            Outcome.Refused r => Answer.Rejected(id, r.Problems),
            _ => throw new InvalidOperationException("An outcome of no known kind."),
        };

    private static string CodeOf(Refusal refusal) =>
        refusal switch
        {
            Refusal.SignIn => "SIGN_IN_FIRST",
            Refusal.Role => "NOT_ALLOWED",
            _ => "NOT_FOUND",
        };

    private static string CodeOf<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
