using Jisr.Contracts.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jisr.People.Places;

/// <summary>GET <c>/api/v1/places</c>: public reference data, by parent, by country and level, or by a typed name.</summary>
internal static class PlacesApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/places", List).AllowAnonymous().WithSummary("Places by country and level, or below a parent");
        api.MapGet("/places/find", Find)
            .AllowAnonymous()
            .WithSummary("What a typed name means; the nearest names where it means nothing");
        api.MapGet(
                "/places/{code}",
                (string code, IPlaces places) => places.Find(code) is { } p ? Results.Ok(p) : Results.NotFound()
            )
            .AllowAnonymous()
            .WithSummary("One place");
    }

    private static IReadOnlyList<PlaceInfo> List(
        IPlaces places,
        string? country,
        int level = 1,
        string? parent = null
    ) =>
        parent is not null ? places.Below(parent)
        : country is not null ? places.At(country, level)
        : [.. PlaceFinder.Countries.SelectMany(c => places.At(c, level))];

    private static PlaceFound Find(PlaceFinder finder, string name, string country = "SY") =>
        finder.Any(name.Length > 200 ? name[..200] : name, country);
}
