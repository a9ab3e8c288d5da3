using Jisr.Kernel.Doors;
using Microsoft.AspNetCore.Routing;

namespace Jisr.Market.Links;

/// <summary>The commands of tracked links by the API.</summary>
internal static class LinkApi
{
    /// <summary>What the seller does whose shop it is.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["link.make", "link.end"];

    public static void Map(RouteGroupBuilder api)
    {
        api.MapCommand<MakeLink>("/links", "LINK_TWICE", "SHOP_CLOSED");
        api.MapCommand<EndLink>("/links/{linkId:guid}/end", "PROMOTER_LINK_ENDED");
    }
}
