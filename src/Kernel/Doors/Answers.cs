using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Language;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Jisr.Kernel.Doors;

/// <summary>Turns an answer into HTTP (doors.md §3): a status, and problem details that carry the answer.</summary>
public sealed class Answers(Words words, IStorage storage)
{
    private const string Json = "application/problem+json";

    /// <summary>201 accepted, 200 duplicate, 409 conflict or a state that moved on, 401, 403, 404, 422.</summary>
    public IResult Result(Answer answer, params IReadOnlyList<string> movedOn) =>
        answer.Result switch
        {
            AnswerResult.Accepted => Results.Json(
                answer,
                CanonicalJson.Options,
                statusCode: StatusCodes.Status201Created
            ),
            AnswerResult.Duplicate => Results.Json(answer, CanonicalJson.Options),
            _ => Problem(answer, StatusOf(answer, movedOn)),
        };

    /// <summary>A body that is no command: nothing of it is kept.</summary>
    public IResult Unread(Problem problem) =>
        Problem(
            Answer.Rejected(default, problem),
            problem.Code switch
            {
                "TOO_LARGE" => StatusCodes.Status413PayloadTooLarge,
                "NOT_READABLE" or "COMMAND_ID_MISSING" => StatusCodes.Status400BadRequest,
                _ => StatusCodes.Status422UnprocessableEntity,
            }
        );

    /// <summary>Too many writers at once: the same id may be sent again.</summary>
    public IResult Busy(Guid id) =>
        Problem(Answer.Rejected(new CommandId(id), new Problem("BUSY")), StatusCodes.Status503ServiceUnavailable);

    /// <summary>True when sending the same command again may succeed.</summary>
    public bool IsBusy(Exception fault) => storage.IsPassing(fault);

    private static int StatusOf(Answer answer, IReadOnlyList<string> movedOn) =>
        answer switch
        {
            { Result: AnswerResult.Conflict } => StatusCodes.Status409Conflict,
            { Refusal: Refusal.SignIn } => StatusCodes.Status401Unauthorized,
            { Refusal: Refusal.Role } => StatusCodes.Status403Forbidden,
            { Refusal: Refusal.NotFound } => StatusCodes.Status404NotFound,
            _ when answer.Reasons.Any(r => r.Code == "ID_REUSED" || movedOn.Contains(r.Code)) =>
                StatusCodes.Status409Conflict,
            _ => StatusCodes.Status422UnprocessableEntity,
        };

    private IResult Problem(Answer answer, int status) =>
        Results.Json(
            new ProblemDetails
            {
                Type = "about:blank",
                Title = answer.Reasons is [{ } first, ..] ? Say("en", first) : "Conflict",
                Status = status,
                Extensions =
                {
                    ["answer"] = answer,
                    ["reasons"] = answer.Reasons.Select(r => new
                    {
                        r.Code,
                        r.Field,
                        r.Args,
                        Text = Words.Languages.ToDictionary(l => l, l => Say(l, r)),
                    }),
                },
            },
            CanonicalJson.Options,
            Json,
            status
        );

    private string Say(string language, Problem problem)
    {
        var own = problem.Code + "@" + problem.Field;
        var text = words.In(language, words.Has(language, own) ? own : problem.Code);
        return problem.Args is null
            ? text
            : problem.Args.Aggregate(text, (t, a) => t.Replace("{" + a.Key + "}", a.Value, StringComparison.Ordinal));
    }
}
