namespace Jisr.Market;

/// <summary>Names of cached pages, so that a command can drop what it made stale.</summary>
internal static class Tags
{
    /// <summary>Lists over all shops.</summary>
    public const string Find = "find";

    public static string Shop(string code) => "shop:" + code;

    public static string Product(Guid id) => "product:" + id;
}
