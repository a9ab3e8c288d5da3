using Jisr.Kernel.Language;

namespace Jisr.People.Papers;

/// <summary>States of a paper in words.</summary>
internal static class PaperWords
{
    public static string State(Words words, string state) =>
        state switch
        {
            "valid" => words["Seen, hers"],
            "invalid" => words["Not hers"],
            "needs-investigation" => words["To be looked into"],
            _ => words["As she says"],
        };
}
