using Jisr.Contracts.People;
using Jisr.People.Places;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jisr.People.Offline;

/// <summary><c>/offline/places.json</c>: the districts of every governorate, for the shell of a device.</summary>
internal static class OfflinePlaces
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/offline/places.json",
                (HttpContext http, IPlaces places, string? lang) =>
                {
                    http.Response.Headers.CacheControl = "no-cache";
                    return Results.Json(Read(places, lang ?? "ar"));
                }
            )
            .AllowAnonymous()
            .ExcludeFromDescription();

    // Code and name as a pair: names of a thousand places should cost little on a thin line.
    private static Dictionary<string, string[][]> Read(IPlaces places, string language) =>
        PlaceFinder
            .Countries.SelectMany(c => places.At(c, PlaceFinder.UpperLevel(c)))
            .ToDictionary(
                g => g.Code,
                g => Lower(places, g).Select(d => (string[])[d.Code, d.Name(language)]).ToArray(),
                StringComparer.Ordinal
            );

    private static IEnumerable<PlaceInfo> Lower(IPlaces places, PlaceInfo governorate)
    {
        var below = places.Below(governorate.Code);
        return PlaceFinder.LowerLevel(governorate.Country) > governorate.Level + 1
            ? below.SelectMany(d => places.Below(d.Code))
            : below;
    }
}
