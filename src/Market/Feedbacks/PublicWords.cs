using Jisr.Kernel.Text;
using Jisr.Market.Shops;

namespace Jisr.Market.Feedbacks;

/// <summary>Words that strangers will read, as they are kept: without control signs, and without numbers and addresses by
/// which somebody can be reached (safety.md §6).</summary>
internal sealed class PublicWords(PublicText texts)
{
    /// <summary>Null when nothing is left.</summary>
    public string? Read(string? typed) => ShopRules.Clean(typed) is { } text ? texts.Of(text) : null;
}
