using System.Text.Json;
using System.Text.Json.Nodes;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Jisr.Kernel.Doors;

/// <summary>Marks a route that sends commands of one kind, for the matrix test and the description.</summary>
public sealed record CommandRoute(string Kind);

/// <summary>The API door of doors.md §3: a body with <c>id</c> and the command's fields becomes a command, and its
/// answer becomes a status. The pipeline says who may; the route itself is open, so that a refusal is JSON too.</summary>
public static class ApiDoor
{
    private const int MostBytes = 256 * 1024;

    /// <summary>Maps POST <paramref name="pattern"/> to a command. Values of the route join the fields by name.
    /// Problems with a code of <paramref name="movedOn"/> mean a state that has moved on: 409 instead of 422.</summary>
    public static RouteHandlerBuilder MapCommand<TCommand>(
        this IEndpointRouteBuilder api,
        string pattern,
        params string[] movedOn
    )
        where TCommand : class, ICommand =>
        api.MapPost(
                pattern,
                async (HttpContext http, CommandDispatcher dispatcher, ICurrentActor current, Answers answers) =>
                {
                    var (command, problem) = await ReadAsync(http, TCommand.Kind);
                    if (command is null)
                        return answers.Unread(problem!);
                    try
                    {
                        var actor = await current.GetAsync(http.RequestAborted);
                        var answer = await dispatcher.SendAsync(command, actor, Door.Api, http.RequestAborted);
                        return answers.Result(answer, movedOn);
                    }
                    catch (Exception e) when (answers.IsBusy(e))
                    {
                        http.Response.Headers.RetryAfter = "2";
                        return answers.Busy(command.Id);
                    }
                }
            )
            .AllowAnonymous()
            .WithMetadata(new CommandRoute(TCommand.Kind))
            .WithSummary(TCommand.Kind)
            .Accepts<TCommand>("application/json")
            .Produces<Answer>(StatusCodes.Status201Created)
            .Produces<Answer>()
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<(JsonCommand?, Problem?)> ReadAsync(HttpContext http, string kind)
    {
        if (http.Request.ContentLength > MostBytes)
            return (null, new Problem("TOO_LARGE"));
        JsonObject? body;
        try
        {
            body = await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted) as JsonObject;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            body = null;
        }
        if (body is null)
            return (null, new Problem("NOT_READABLE"));
        if (Text(body, "id") is not { } typed)
            return (null, new Problem("COMMAND_ID_MISSING", "id"));
        if (!Guid.TryParseExact(typed, "D", out var id) || id == Guid.Empty)
            return (null, new Problem("ID_SHAPE", "id"));
        var key = http.Request.Headers["Idempotency-Key"].ToString().Trim('"');
        if (key.Length > 0 && (!Guid.TryParse(key, out var same) || same != id))
            return (null, new Problem("ID_MISMATCH", "id"));
        body.Remove("id");
        foreach (var (name, value) in http.Request.RouteValues)
            body[name] = value?.ToString();
        return (
            new JsonCommand(id, kind, JsonSerializer.SerializeToElement(body))
            {
                UnitId = Id<UnitId>(body, "unitId"),
                ProgrammeId = Id<ProgrammeId>(body, "programmeId"),
                OnBehalfOf = Id<PartyId>(body, "onBehalfOf"),
                Replaces = Id<CommandId>(body, "replaces"),
                OccurredAt = Instant(body, "occurredAt"),
                SentAt = Instant(body, "sentAt"),
            },
            null
        );
    }

    private static string? Text(JsonObject body, string name) =>
        body[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static TId? Id<TId>(JsonObject body, string name)
        where TId : struct, IId<TId> => Guid.TryParse(Text(body, name), out var id) ? TId.From(id) : null;

    private static DateTimeOffset? Instant(JsonObject body, string name) =>
        body[name] is JsonValue value && value.TryGetValue(out DateTimeOffset at) ? at : null;
}
