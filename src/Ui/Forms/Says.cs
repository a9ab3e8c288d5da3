using Jisr.Kernel.Commands;
using Jisr.Kernel.Language;

namespace Jisr.Ui.Forms;

/// <summary>Turns codes into the words of the screen's language.</summary>
public sealed class Says(Words words)
{
    /// <summary>What is wrong and what to do. A code with words of its own at a field (<c>CODE@field</c>) wins.</summary>
    public string Problem(Problem problem)
    {
        var own = problem.Field is null ? null : problem.Code + "@" + problem.Field;
        var key = own is not null && words.Has(Words.Language, own) ? own : problem.Code;
        return problem.Args is null ? words[key] : words[key, [.. problem.Args.Select(a => (a.Key, (object?)a.Value))]];
    }
}

/// <summary>Ids of fields in the page, so that the summary can link to them.</summary>
public static class FieldIds
{
    public static string Of(string field) => "i-" + field.Replace('.', '-');
}
