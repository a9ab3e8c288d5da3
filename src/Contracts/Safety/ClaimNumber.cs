using Jisr.Kernel.Commands;

namespace Jisr.Contracts.Safety;

/// <summary>Her text is hidden in part because it looks like a telephone number, and she says that it is none. A person
/// looks at it; nobody is banned for it (safety.md §6.7).</summary>
/// <param name="Text">The whole text, as it is written.</param>
/// <param name="Tag">Names of the cached pages that show it, a space between them; dropped when a person agrees.</param>
public sealed record ClaimNumber(string Text, string? Tag = null) : ICommand
{
    /// <summary>Letters of the longest text that others can read.</summary>
    public const int Most = 2000;

    public static string Kind => "number.claim";
}
