using Jisr.Kernel.Modules;

namespace Jisr.Access.Accounts;

/// <summary>The address of an invitation. The code stands in the query, which is neither logged nor traced.</summary>
internal static class Welcome
{
    public static string Address(JisrSettings settings, string code) =>
        (settings.PublicUrl ?? "http://localhost:5080").TrimEnd('/') + "/welcome?code=" + code;
}
