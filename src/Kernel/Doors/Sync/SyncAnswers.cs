using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Language;

namespace Jisr.Kernel.Doors.Sync;

/// <summary>Answers as a device gets them. It may store them, so nothing that was typed stands in a reason.</summary>
public sealed class SyncAnswers(Words words)
{
    /// <summary>Could not be read at all: the device keeps it as a problem.</summary>
    public SyncAnswer NotKept(string id, string code) =>
        new(id, AnswerResult.Rejected)
        {
            // Words of its own: at the API the same code speaks of a header.
            Reasons = [Reason(new Problem(code, code == "ID_MISMATCH" ? "record" : null), kept: false)],
        };

    public SyncAnswer Of(string id, Answer answer) =>
        new(id, answer.Result)
        {
            Version = answer.Version,
            Number = answer.Number,
            First = answer.First is { } first ? Of(id, first) : null,
            Conflict = answer.Conflict,
            Page = answer.Details?.GetValueOrDefault("page"),
            Reasons = answer.Reasons.Count == 0 ? null : [.. answer.Reasons.Select(r => Reason(r, kept: true))],
            Kept = answer.Kept,
            Parked = answer.Parked,
            Quarantined = answer.Quarantined,
        };

    /// <summary>The answer to a command that waits at the server.</summary>
    public static Answer Kept(CommandId id, string state, Problem why) =>
        state switch
        {
            WorklistStates.Parked => new Answer(id, AnswerResult.Accepted) { Parked = true },
            WorklistStates.Quarantined or WorklistStates.Released => new Answer(id, AnswerResult.Accepted)
            {
                Quarantined = true,
                Reasons = [why],
            },
            WorklistStates.Applied => new Answer(id, AnswerResult.Accepted),
            _ => Answer.Rejected(id, why) with { Kept = true },
        };

    /// <summary>The same record once more: its first answer.</summary>
    public static Answer Again(WorklistItem item) =>
        new(item.CommandId, AnswerResult.Duplicate)
        {
            First = Kept(item.CommandId, item.State, new Problem(item.Code, item.Field)),
        };

    private SyncReason Reason(Problem problem, bool kept)
    {
        // Values may repeat what was typed; of those only numbers go to the device.
        var typed = problem.Args?.Values.Any(v => !v.All(char.IsAsciiDigit)) == true;
        var told = typed ? new Problem("SEEN_AT_CENTRE", problem.Field) : problem;
        return new SyncReason(
            problem.Code,
            problem.Field,
            Words.Languages.ToDictionary(l => l, l => words.Say(l, told), StringComparer.Ordinal),
            !kept ? "device"
                : problem.Code is "LATE_DELIVERY" or "TICKET_OVER" or "SECOND_PERSON" or "ALONG_OVER" ? "unit-lead"
                : "centre-worker"
        );
    }
}
