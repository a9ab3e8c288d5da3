namespace Jisr.Contracts.Safety;

/// <summary>Takes ways to reach a person out of words that others will read (safety.md §6). Who asks must do without an
/// answer: where nobody answers it takes out plain runs of digits and addresses itself.</summary>
public interface IContactScreen
{
    /// <summary>The words as others may read them.</summary>
    /// <param name="mark">What stands in the place of what was taken out, in the language of the page.</param>
    Task<string> ScreenAsync(string text, string mark, CancellationToken ct);
}
