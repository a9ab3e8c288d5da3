using System.Globalization;
using Jisr.Kernel.Ids;
using Microsoft.AspNetCore.WebUtilities;

namespace Jisr.People.Parties;

/// <summary>A filter of people as it stands in an address: units, months and keys, nothing of a person.</summary>
internal static class PeopleAddress
{
    public static PeopleFilter Read(
        string? unit,
        string? month,
        string? sort,
        string? match,
        string? waiting,
        string? after
    ) =>
        new()
        {
            Unit = Guid.TryParse(unit, out var u) ? new UnitId(u) : null,
            Month = DateOnly.TryParseExact(
                month + "-01",
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            )
                ? day
                : null,
            Sort = sort == "name" ? "name" : "new",
            Match = match == "yes",
            Unconfirmed = waiting == "yes",
            After = Guid.TryParse(after, out var id) ? new PartyId(id) : null,
        };

    public static string Write(PeopleFilter filter) =>
        QueryHelpers.AddQueryString(
            "",
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["unit"] = filter.Unit?.ToString(),
                ["month"] = filter.Month is { } day ? Month(day) : null,
                ["sort"] = filter.Sort == "name" ? "name" : null,
                ["match"] = filter.Match ? "yes" : null,
                ["waiting"] = filter.Unconfirmed ? "yes" : null,
                ["after"] = filter.After?.ToString(),
            }.Where(p => p.Value is not null)
        );

    public static string Month(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
