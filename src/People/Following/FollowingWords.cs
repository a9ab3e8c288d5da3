using Jisr.Kernel.Language;

namespace Jisr.People.Following;

/// <summary>Ways of staying in touch, in words.</summary>
internal static class FollowingWords
{
    public static string Way(Words words, string way) =>
        way switch
        {
            "visit" => words["A visit"],
            "telephone" => words["A call"],
            "message" => words["A message"],
            _ => words["She was not reached"],
        };
}
