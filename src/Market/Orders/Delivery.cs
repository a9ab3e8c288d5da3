using Jisr.Contracts.People;
using Jisr.Market.Shops;

namespace Jisr.Market.Orders;

/// <summary>How goods of a shop reach a buyer: she fetches them at a point, or they are brought to a district.</summary>
internal static class Delivery
{
    /// <summary>Places to which a shop brings goods. One that named neither points nor districts agrees with each buyer
    /// in its own district.</summary>
    public static IReadOnlyList<string> Districts(string placeCode, string served, string points)
    {
        var named = served.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return named.Length == 0 && Shop.Lines(points).Count == 0 ? [placeCode] : named;
    }

    /// <summary>True when goods are brought to a place: it, or one around it, is served.</summary>
    public static bool Reaches(string placeCode, string served, string points, string to, IPlaces? places)
    {
        var districts = Districts(placeCode, served, points);
        return districts.Contains(to)
            || Enumerable
                .Range(1, 2)
                .Any(level => places?.Ancestor(to, level) is { } around && districts.Contains(around.Code));
    }

    /// <summary>True when a wish can be met: one of the shop's points, or a place that it serves.</summary>
    public static bool CanBe(Shop shop, string? point, string? to, IPlaces? places) =>
        point is not null
            ? Shop.Lines(shop.PickUpPoints).Contains(point)
            : to is not null && Reaches(shop.PlaceCode, shop.DistrictsServed, shop.PickUpPoints, to, places);
}
