using Jisr.Contracts.People;
using Jisr.Kernel.Commands;
using Jisr.Market.Shops;

namespace Jisr.Market.Orders;

/// <summary>How goods of a shop reach a buyer: she fetches them at a point, or they are brought to a district.</summary>
internal static class Delivery
{
    /// <summary>Checks who a buyer says she is and where her goods go, as far as that needs no database.</summary>
    public static void Check(
        Problems problems,
        string? name,
        string? phone,
        string? point,
        string? to,
        string? landmark,
        string? note
    )
    {
        problems.Text("name", name, 60);
        problems.Text("pickUpPoint", point, 200, required: false);
        problems.Text("landmark", landmark, 120, required: false);
        problems.Text("note", note, 200, required: false);
        if (point is null && string.IsNullOrWhiteSpace(to))
            problems.Add("pickUpPoint", "WHERE_TO");
        if (string.IsNullOrWhiteSpace(phone))
            problems.Add("phone", "REQUIRED");
    }

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
