using System.Globalization;
using Jisr.Kernel.Modules;
using Microsoft.AspNetCore.Http;

namespace Jisr.Market.Front;

/// <summary>Whole addresses for links that leave the site.</summary>
internal sealed class PublicAddress(JisrSettings settings)
{
    public string Of(HttpRequest request, string path) =>
        (
            string.IsNullOrWhiteSpace(settings.PublicUrl)
                ? request.Scheme + "://" + request.Host
                : settings.PublicUrl.TrimEnd('/')
        ) + path;
}

/// <summary>Cuts texts by letters as people see them, never through one.</summary>
internal static class Short
{
    public static string Of(string text, int most)
    {
        var letters = new StringInfo(text);
        return letters.LengthInTextElements <= most
            ? text
            : letters.SubstringByTextElements(0, most - 1).TrimEnd() + "…";
    }

    /// <summary>The first lines of a text as one.</summary>
    public static string Line(string text, int most) =>
        Of(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), most);
}
