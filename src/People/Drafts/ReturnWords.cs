using Jisr.Kernel.Text;

namespace Jisr.People.Drafts;

/// <summary>Six simple words by which she goes on later, without an account (people.md A6): 48 bits.</summary>
internal static class ReturnWords
{
    public const int Count = 6;

    public static IReadOnlyList<string> New() => PlainWords.New(Count);

    /// <summary>However they were typed; null when they are not six of ours.</summary>
    public static string? Read(string? typed) => PlainWords.Read(typed, Count);
}
