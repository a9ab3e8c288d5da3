using Jisr.Kernel.Commands;
using Jisr.Kernel.Language;

namespace Jisr.Ui.Forms;

/// <summary>Turns codes into the words of the screen's language.</summary>
public sealed class Says(Words words)
{
    /// <summary>What is wrong and what to do. A code with words of its own at a field (<c>CODE@field</c>) wins.</summary>
    public string Problem(Problem problem) => words.Say(Words.Language, problem);

    /// <summary>The same in a given language: for files and answers that carry several.</summary>
    public string In(string language, Problem problem) => words.Say(language, problem);
}

/// <summary>Ids of fields in the page, so that the summary can link to them.</summary>
public static class FieldIds
{
    public static string Of(string field) => "i-" + field.Replace('.', '-');
}
