using Jisr.Kernel.Language;

namespace Jisr.Kernel.Text;

/// <summary>Texts that a person looked at and found no number in, although they look like one.</summary>
public interface IAllowedTexts
{
    bool IsAllowed(string text);
}

/// <summary>What others read of a text, and why it is otherwise than it was written.</summary>
/// <param name="IsHidden">Something in it is hidden.</param>
/// <param name="MayClaim">Nothing hidden is surely a number: its writer may say that it is none.</param>
public sealed record ShownText(string Text, bool IsHidden, bool MayClaim);

/// <summary>Free text as others than its writer read it: no telephone number, address or link by which she could be
/// reached beside the order (safety.md §6). Hidden by default; what a person agreed to is shown.</summary>
public sealed class PublicText(Words words, IEnumerable<IAllowedTexts> allowed)
{
    public string Of(string text) => Read(text).Text;

    public ShownText Read(string text)
    {
        var hits = ContactFinder.Find(text);
        if (hits.Count == 0)
            return new ShownText(text, false, false);
        var isMaybe = hits.All(h => !h.IsSure);
        return isMaybe && allowed.Any(a => a.IsAllowed(text))
            ? new ShownText(text, false, false)
            : new ShownText(ContactFinder.Hide(text, hits, words["[number hidden]"]), true, isMaybe);
    }
}
