using System.Globalization;
using Jisr.Kernel.Commands;
using Jisr.People.Functioning;

namespace Jisr.People.Registration;

/// <summary>The six questions of the Washington Group (people.md A3.9) where they come with a registration, as codes by
/// question.</summary>
internal static class FunctioningRules
{
    public static IReadOnlyList<string> Questions => Functions.Six;

    /// <summary>1 none, 2 some, 3 a lot, 4 cannot, 7 no answer.</summary>
    public static readonly IReadOnlyList<string> Codes =
    [
        .. Functions.Codes.Select(c => c.ToString(CultureInfo.InvariantCulture)),
    ];

    public static void Check(RegisterPerson command, Problems problems, string before = "wg_")
    {
        foreach (var (question, code) in command.Functioning ?? new Dictionary<string, string>())
            if (!Questions.Contains(question) || !Codes.Contains(code))
                problems.Add(before.Length == 0 ? question : before + question.ToLowerInvariant(), "WG_CODE");
    }

    /// <summary>Those of the answers that are answers; null where there is none.</summary>
    public static IReadOnlyDictionary<string, string>? Known(IReadOnlyDictionary<string, string>? given) =>
        given
            ?.Where(a => Questions.Contains(a.Key) && Codes.Contains(a.Value))
            .ToDictionary(a => a.Key, a => a.Value, StringComparer.Ordinal)
            is { Count: > 0 } known
            ? known
            : null;

    /// <summary>The answers in the Group's order; null where one was not asked.</summary>
    public static IReadOnlyList<int?> Answers(IReadOnlyDictionary<string, string> given) =>
        [
            .. Functions.Six.Select(q =>
                given.TryGetValue(q, out var code) ? int.Parse(code, CultureInfo.InvariantCulture) : (int?)null
            ),
        ];
}
