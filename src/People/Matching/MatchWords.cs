using Jisr.Kernel.Language;

namespace Jisr.People.Matching;

/// <summary>Levels and weights in words: what a reviewer reads instead of numbers.</summary>
internal static class MatchWords
{
    private const double Much = 6;
    private const double Some = 1;

    /// <summary>Same, alike, missing, different.</summary>
    public static string Compared(Words words, MatchField field, int level) =>
        level == 0 ? words["missing"]
        : level == 1 ? words["same"]
        : IsAlike(field, level) ? words["alike"]
        : words["different"];

    /// <summary>How much that says for or against one woman; nothing where it says little.</summary>
    public static string Weight(Words words, MatchModel model, MatchField field, int level)
    {
        if (level == 0)
            return "";
        var weight = model.Weights[Levels.Names[(int)field]][level - 1];
        return weight switch
        {
            >= Much => " · " + words["speaks strongly for one woman"],
            >= Some => " · " + words["speaks for one woman"],
            <= -Much => " · " + words["speaks strongly for two women"],
            <= -Some => " · " + words["speaks for two women"],
            _ => " · " + words["says little"],
        };
    }

    private static bool IsAlike(MatchField field, int level) =>
        field switch
        {
            MatchField.Birth => level <= 5,
            MatchField.Given or MatchField.Father or MatchField.Grandfather or MatchField.Family => level <= 3,
            MatchField.Phone => level is 2 or 3,
            MatchField.Paper or MatchField.Place or MatchField.Head => level == 2,
            _ => false,
        };
}
