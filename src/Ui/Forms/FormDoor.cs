using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Jisr.Ui.Forms;

/// <summary>The web-form door of doors.md §3: sends what a page read, and turns the answer into a page.</summary>
public sealed partial class FormDoor(
    CommandPipeline pipeline,
    ICurrentActor current,
    NavigationManager go,
    IHttpContextAccessor http,
    ILogger<FormDoor> log
)
{
    /// <summary>Sends the command. Returns the answer when it is done (now or earlier); null when the page must be
    /// shown again: the form then holds the problems, a fresh id, and everything typed. A conflict is
    /// returned too.</summary>
    public async Task<Answer?> SendAsync<TCommand>(
        FormState form,
        TCommand command,
        UnitId? unit = null,
        ProgrammeId? programme = null,
        PartyId? onBehalfOf = null,
        CommandId? replaces = null,
        DateTimeOffset? occurredAt = null
    )
        where TCommand : ICommand
    {
        var actor = await current.GetAsync();
        var envelope = new Envelope<TCommand>(form.CommandId, command)
        {
            UnitId = unit,
            ProgrammeId = programme,
            OnBehalfOf = onBehalfOf,
            Replaces = replaces,
            OccurredAt = occurredAt,
        };
        var answer = await pipeline.SendAsync(envelope, actor, Door.Form);
        if (form.Unread is { Count: > 0 } extra)
            LogExtra(log, TCommand.Kind, extra.Count);
        switch (answer)
        {
            case { IsDone: true }:
                return answer;
            // Both values are kept; the page leads to where a person says which.
            case { Effective.Result: AnswerResult.Conflict }:
                return answer;
            case { Refusal: not Refusal.None }:
                go.NotFound();
                return null;
            default:
                Show(form, answer.Effective.Reasons);
                return null;
        }
    }

    /// <summary>The same for a command that the page may not have read whole: where it found problems nothing is sent, and
    /// they are shown with what the command itself says of the other fields, so that all can be mended at once.</summary>
    public async Task<Answer?> SendAsync<TCommand>(FormState form, TCommand command, Problems found)
        where TCommand : ICommand
    {
        if (found.Count == 0)
            return await SendAsync(form, command);
        var fields = found.Select(p => p.Field).ToHashSet(StringComparer.Ordinal);
        var envelope = new Envelope<TCommand>(form.CommandId, command);
        var others = pipeline.Check(envelope, await current.GetAsync(), Door.Form);
        Show(form, [.. found, .. others.Where(p => p.Field is not null && !fields.Contains(p.Field))]);
        return null;
    }

    /// <summary>Shows the page again with problems that a binder found, without sending.</summary>
    public void Show(FormState form, IEnumerable<Problem> problems)
    {
        form.Reject(problems);
        if (http.HttpContext is { Response.HasStarted: false } context)
            context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A {Kind} form held {Count} fields that nobody asked for")]
    private static partial void LogExtra(ILogger log, string kind, int count);
}
