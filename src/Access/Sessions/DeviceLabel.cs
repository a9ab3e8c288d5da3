namespace Jisr.Access.Sessions;

/// <summary>What a browser says of itself, cut down to its kind: enough to know one's own phone in a list.</summary>
internal static class DeviceLabel
{
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("Edg", "Edge"),
        ("OPR", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("UCBrowser", "UC Browser"),
        ("Firefox", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Machines =
    [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("CrOS", "Chromebook"),
        ("Linux", "Linux"),
    ];

    public static string Of(string? userAgent)
    {
        var parts = new[] { Find(Browsers, userAgent), Find(Machines, userAgent) }.OfType<string>();
        return string.Join(", ", parts) is { Length: > 0 } label ? label : "?";
    }

    private static string? Find((string Mark, string Name)[] known, string? text) =>
        text is null ? null : known.FirstOrDefault(k => text.Contains(k.Mark, StringComparison.Ordinal)).Name;
}
