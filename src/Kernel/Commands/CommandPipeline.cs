using System.Text.Json;
using Jisr.Kernel.Access;
using Jisr.Kernel.Audit;
using Jisr.Kernel.Data;
using Jisr.Kernel.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Jisr.Kernel.Commands;

/// <summary>The one road of every change: done already → may she → is it valid → write, all in one transaction →
/// one of four answers (doors.md §2, §4). Doors differ only before and after it.</summary>
public sealed partial class CommandPipeline(
    IServiceScopeFactory scopes,
    AccessGate gate,
    TimeProvider clock,
    ILogger<CommandPipeline> log
)
{
    private const int MostTries = 5;

    /// <summary>Sends one command in its own transaction.</summary>
    public async Task<Answer> SendAsync<TCommand>(
        Envelope<TCommand> envelope,
        Actor actor,
        Door door,
        CancellationToken ct = default
    )
        where TCommand : ICommand
    {
        using var span = Telemetry.Source.StartActivity("command " + TCommand.Kind);
        var started = clock.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            await using var scope = scopes.CreateAsyncScope();
            var work = new Work<TCommand>(scope.ServiceProvider, gate, clock);
            try
            {
                var answer = await SendOnceAsync(work, envelope, actor, door, ct);
                span?.SetTag("jisr.result", answer.Result.ToString());
                Telemetry.Count(TCommand.Kind, door, answer.Result, clock.GetElapsedTime(started));
                return answer;
            }
            catch (Exception e) when (attempt < MostTries && work.Db.Storage.IsPassing(e))
            {
                LogRetry(log, TCommand.Kind, attempt);
                await Task.Delay(TimeSpan.FromMilliseconds(10 << attempt), clock, ct);
            }
        }
    }

    /// <summary>Asks only whether the actor may send it; nothing is done.</summary>
    public async Task<Refusal> MayAsync<TCommand>(
        Envelope<TCommand> envelope,
        Actor actor,
        Door door,
        CancellationToken ct = default
    )
        where TCommand : ICommand
    {
        await using var scope = scopes.CreateAsyncScope();
        var work = new Work<TCommand>(scope.ServiceProvider, gate, clock);
        return await work.MayAsync(envelope, work.ScopeOf(envelope, actor, door), ct);
    }

    /// <summary>What the command itself says of its fields; nothing is asked of the database, and nothing done.</summary>
    public Problems Check<TCommand>(Envelope<TCommand> envelope, Actor actor, Door door)
        where TCommand : ICommand
    {
        using var scope = scopes.CreateScope();
        var work = new Work<TCommand>(scope.ServiceProvider, gate, clock);
        return work.Check(envelope, work.ScopeOf(envelope, actor, door));
    }

    /// <summary>Sends many commands of one kind, in order, with the answers they would get one by one. They share
    /// transactions of <paramref name="chunk"/> for speed; if one faults, its chunk is sent again singly, so that a
    /// bad one never takes others with it.</summary>
    public async Task<IReadOnlyList<Answer>> SendManyAsync<TCommand>(
        IReadOnlyList<Envelope<TCommand>> envelopes,
        Actor actor,
        Door door,
        int chunk = 200,
        CancellationToken ct = default
    )
        where TCommand : ICommand
    {
        var answers = new List<Answer>(envelopes.Count);
        await foreach (var (_, sent) in SendChunksAsync(envelopes, actor, door, chunk, ct))
            answers.AddRange(sent);
        return answers;
    }

    /// <summary>The same for as many as come, chunk by chunk, with the answers of each. While one chunk is written the next
    /// two are read and made ready, and the first of them looks at what is remembered.</summary>
    public async IAsyncEnumerable<(
        IReadOnlyList<Envelope<TCommand>> Sent,
        IReadOnlyList<Answer> Answers
    )> SendChunksAsync<TCommand>(
        IEnumerable<Envelope<TCommand>> envelopes,
        Actor actor,
        Door door,
        int chunk,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct = default
    )
        where TCommand : ICommand
    {
        using var parts = envelopes.Chunk(chunk).GetEnumerator();
        var memory = new RunMemory();
        // One after the other, each off this thread; after the end and after a fault there is nothing more.
        Task<Ready<TCommand>?> AfterAsync(Task<Ready<TCommand>?>? before) =>
            Task.Run(
                async () =>
                    before is not null && await before is null ? null
                    : parts.MoveNext() ? await MakeReadyAsync(parts.Current, actor, door, ct)
                    : null,
                CancellationToken.None
            );
        var next = AfterAsync(null);
        var last = AfterAsync(next);
        try
        {
            while (await next is { } ready)
            {
                (next, last) = (last, AfterAsync(last));
                var upcoming = next;
                await using (ready)
                    yield return (
                        ready.Part,
                        await SendReadyAsync(
                            ready,
                            memory,
                            written => LookAheadAsync(upcoming, written, memory),
                            actor,
                            door,
                            ct
                        )
                    );
            }
        }
        finally
        {
            // Where the loop was left early, what was made ready is given back.
            foreach (var waiting in new[] { next, last })
                if ((await Task.WhenAny(waiting)).IsCompletedSuccessfully && await waiting is { } left)
                    await left.DisposeAsync();
        }
    }

    private async Task<Ready<TCommand>> MakeReadyAsync<TCommand>(
        Envelope<TCommand>[] part,
        Actor actor,
        Door door,
        CancellationToken ct
    )
        where TCommand : ICommand
    {
        var scope = scopes.CreateAsyncScope();
        try
        {
            var work = new Work<TCommand>(scope.ServiceProvider, gate, clock);
            CommandScope[] contexts = [.. part.Select(e => work.ScopeOf(e, actor, door))];
            Exception? fault = null;
            try
            {
                await work.MakeReadyAsync(part, contexts, ct);
            }
            catch (System.Data.Common.DbException e)
            {
                // Told when its turn comes: its commands are then sent singly.
                fault = e;
            }
            return new Ready<TCommand>(scope, work, part, contexts, fault);
        }
        catch
        {
            await scope.DisposeAsync();
            throw;
        }
    }

    // What is not ready when the writing ends is not waited for: it may itself wait for the writer. A fault of making
    // ready is told when that chunk's turn comes.
    private static async Task LookAheadAsync<TCommand>(Task<Ready<TCommand>?> upcoming, Task written, RunMemory memory)
        where TCommand : ICommand
    {
        await Task.WhenAny(upcoming, written);
        if (upcoming.IsCompletedSuccessfully && await upcoming is { } next)
            next.Work.LookAhead(next.Part, memory);
    }

    private async Task<IReadOnlyList<Answer>> SendReadyAsync<TCommand>(
        Ready<TCommand> ready,
        RunMemory memory,
        Func<Task, Task> besideWriting,
        Actor actor,
        Door door,
        CancellationToken ct
    )
        where TCommand : ICommand
    {
        try
        {
            if (ready.Fault is not null)
                throw new DbUpdateException("The chunk was not made ready.", ready.Fault);
            return await SendChunkAsync(ready, memory, besideWriting, ct);
        }
        catch (Exception e) when (e is DbUpdateException or System.Data.Common.DbException)
        {
            LogChunk(log, TCommand.Kind, e);
            memory.Forget();
            var answers = new List<Answer>(ready.Part.Length);
            foreach (var envelope in ready.Part)
                answers.Add(await SendOrTellAsync(envelope, actor, door, ct));
            return answers;
        }
    }

    // The one that the database does not take is told so; those after it are still sent.
    private async Task<Answer> SendOrTellAsync<TCommand>(
        Envelope<TCommand> envelope,
        Actor actor,
        Door door,
        CancellationToken ct
    )
        where TCommand : ICommand
    {
        try
        {
            return await SendAsync(envelope, actor, door, ct);
        }
        catch (Exception e) when (e is DbUpdateException or System.Data.Common.DbException)
        {
            LogOne(log, TCommand.Kind, e);
            return Answer.Rejected(envelope.Id, new Problem("NOT_WRITTEN"));
        }
    }

    private static async Task<Answer> SendOnceAsync<TCommand>(
        Work<TCommand> work,
        Envelope<TCommand> envelope,
        Actor actor,
        Door door,
        CancellationToken ct
    )
        where TCommand : ICommand
    {
        var context = work.ScopeOf(envelope, actor, door);
        if (await work.BeforeAsync(envelope, context, ct) is { } early)
        {
            // A repeat may meet the first one before it is on the disk.
            await work.Db.Storage.DurableAsync();
            return early;
        }
        Answer answer;
        await using (await work.Db.Storage.WriteTurnAsync(ct))
        {
            await using var tx = await work.Db.Storage.BeginAsync(work.Db, ct);
            answer = await work.ApplyAsync(envelope, context, ct);
            if (answer.Result is AnswerResult.Accepted or AnswerResult.Conflict)
                await work.Db.Storage.CommitAsync(work.Db, ct);
        }
        // Nobody waits for the disk in the turn, and nobody is answered without it.
        await work.Db.Storage.DurableAsync();
        await work.AfterAsync(answer, context.StaleTags, ct);
        return answer;
    }

    private static async Task<List<Answer>> SendChunkAsync<TCommand>(
        Ready<TCommand> ready,
        RunMemory memory,
        Func<Task, Task> besideWriting,
        CancellationToken ct
    )
        where TCommand : ICommand
    {
        var (_, work, part, contexts, _) = ready;
        var answers = new List<Answer>(part.Length);
        var stale = new HashSet<string>(StringComparer.Ordinal);
        await using (await work.Db.Storage.WriteTurnAsync(ct))
        {
            await using var tx = await work.Db.Database.BeginTransactionAsync(ct);
            work.Db.Database.AutoSavepointsEnabled = false;
            await work.ReadAheadAsync(part, contexts, memory, ct);
            foreach (var (envelope, context) in part.Zip(contexts))
            {
                var answer = await work.BeforeAsync(envelope, context, ct);
                if (answer is null)
                {
                    if (!work.IsTogether)
                        await tx.CreateSavepointAsync("one", ct);
                    answer = await work.ApplyInChunkAsync(envelope, context, ct);
                    if (answer.Result != AnswerResult.Rejected)
                        stale.UnionWith(context.StaleTags);
                    else if (!work.IsTogether)
                    {
                        await tx.RollbackToSavepointAsync("one", ct);
                        work.Db.ChangeTracker.Clear();
                    }
                }
                answers.Add(answer);
            }
            var written = new TaskCompletionSource();
            var beside = Task.Run(() => besideWriting(written.Task), CancellationToken.None);
            try
            {
                await work.EndChunkAsync(ct);
                await tx.CommitAsync(ct);
            }
            finally
            {
                written.SetResult();
                await beside;
            }
        }
        await work.AfterAsync(new Answer(part[0].Id, AnswerResult.Accepted), stale, ct);
        return answers;
    }

    // A chunk that waits for its turn, with the services that it will be written by.
    private sealed record Ready<TCommand>(
        AsyncServiceScope Scope,
        Work<TCommand> Work,
        Envelope<TCommand>[] Part,
        CommandScope[] Contexts,
        Exception? Fault
    ) : IAsyncDisposable
        where TCommand : ICommand
    {
        public ValueTask DisposeAsync() => Scope.DisposeAsync();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Command {Kind} met another writer, try {Attempt} repeated")]
    private static partial void LogRetry(ILogger log, string kind, int attempt);

    [LoggerMessage(Level = LogLevel.Error, Message = "A {Kind} command was not taken by the database")]
    private static partial void LogOne(ILogger log, string kind, Exception e);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A chunk of {Kind} commands faulted and is sent singly")]
    private static partial void LogChunk(ILogger log, string kind, Exception e);
}
