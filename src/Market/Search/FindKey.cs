using System.Globalization;

namespace Jisr.Market.Search;

/// <summary>Where a page of results ended: the sort key of its last product. What comes or goes meanwhile shifts
/// nothing.</summary>
internal sealed record FindKey(int Rank, int Away, int Gone, Guid Id) : IComparable<FindKey>
{
    public int CompareTo(FindKey? other)
    {
        if (other is null)
            return 1;
        var first = (Rank, Away, Gone).CompareTo((other.Rank, other.Away, other.Gone));
        // Ids hold their time: the newest comes first.
        return first != 0 ? first : string.CompareOrdinal(other.Id.ToString("n"), Id.ToString("n"));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Rank}-{Away}-{Gone}-{Id:n}");

    /// <summary>Null where it is no key of ours.</summary>
    public static FindKey? Read(string? text)
    {
        if (text is null or { Length: > 60 })
            return null;
        var parts = text.Split('-');
        return
            parts.Length == 4
            && Number(parts[0]) is { } rank
            && Number(parts[1]) is { } away
            && Number(parts[2]) is { } gone
            && Guid.TryParseExact(parts[3], "N", out var id)
            ? new FindKey(rank, away, gone, id)
            : null;
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;
}
