namespace Jisr.Insight.Figures;

/// <summary>Addresses that keep what was chosen.</summary>
internal static class Address
{
    /// <summary>The choices of a board, by their names in addresses.</summary>
    public static IReadOnlyList<(string Name, string Value)> Parts(Dashboard board) =>
        [
            ("indicator", board.Headline.Code),
            ("period", board.Period.Code),
            ("programme", board.Scope.Programme?.Code ?? ""),
            ("country", board.Country ?? "all"),
            .. board.Scope.UnitCode is { } unit ? new[] { ("unit", unit) } : [],
        ];

    /// <summary>A page with the choices of a board; <paramref name="changed"/> ones win, and null leaves one out.</summary>
    public static string Of(string page, Dashboard board, params (string Name, string? Value)[] changed)
    {
        var parts = Parts(board)
            .Where(p => changed.All(c => c.Name != p.Name))
            .Concat(changed.Where(c => c.Value is not null).Select(c => (c.Name, Value: c.Value!)));
        return page + "?" + string.Join('&', parts.Select(p => p.Name + "=" + Uri.EscapeDataString(p.Value)));
    }
}
