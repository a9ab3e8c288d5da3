using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Events;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Runs;

/// <summary>It is time to open a run; said for the moment it was planned for then.</summary>
internal sealed record RunOpenDue(Guid RunId, DateTimeOffset At) : IMessage
{
    public static string Name => "market.run-open-due";
}

/// <summary>It is time to close a run; said for the moment it was planned for then.</summary>
internal sealed record RunCloseDue(Guid RunId, DateTimeOffset At) : IMessage
{
    public static string Name => "market.run-close-due";
}

/// <summary>Runs open and close by the clock. After dates are moved the old message finds another moment and does nothing.</summary>
internal sealed class RunClock(JisrDb db, CommandPipeline pipeline) : IReact<RunOpenDue>, IReact<RunCloseDue>
{
    /// <summary>The end of a day wherever the buyers of a run may live: the last of their midnights.</summary>
    public static DateTimeOffset EndOf(DateOnly day) =>
        new(day.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    public static void Wind(Run run, CommandScope scope)
    {
        if (run is { Stage: RunStage.Planned, OpensByItself: true })
            scope.Later(new RunOpenDue(run.Id.Value, run.OpensAt), run.OpensAt);
        scope.Later(new RunCloseDue(run.Id.Value, run.ClosesAt), run.ClosesAt);
    }

    public async Task ReactAsync(RunOpenDue message, Guid messageId, CancellationToken ct)
    {
        if (await IsDueAsync(message.RunId, RunStage.Planned, r => r.OpensAt, message.At, ct))
            await SendAsync(messageId, new OpenRun(message.RunId), ct);
    }

    public async Task ReactAsync(RunCloseDue message, Guid messageId, CancellationToken ct)
    {
        if (await IsDueAsync(message.RunId, RunStage.Open, r => r.ClosesAt, message.At, ct))
            await SendAsync(messageId, new CloseRun(message.RunId), ct);
    }

    private async Task<bool> IsDueAsync(
        Guid id,
        RunStage stage,
        Func<Run, DateTimeOffset> moment,
        DateTimeOffset at,
        CancellationToken ct
    )
    {
        var runId = new RunId(id);
        var run = await db.Set<Run>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == runId, ct);
        return run is not null && run.Stage == stage && moment(run) == at;
    }

    private Task SendAsync<TCommand>(Guid id, TCommand command, CancellationToken ct)
        where TCommand : ICommand =>
        pipeline.SendAsync(new Envelope<TCommand>(new CommandId(id), command), Actor.System, Door.System, ct);
}
