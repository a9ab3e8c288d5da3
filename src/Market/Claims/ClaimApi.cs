using Jisr.Kernel.Doors;
using Microsoft.AspNetCore.Routing;

namespace Jisr.Market.Claims;

/// <summary>The commands of complaints by the API. A state that has moved on is 409.</summary>
internal static class ClaimApi
{
    private const string MovedOn = "CLAIM_MOVED_ON";

    /// <summary>By the right that comes with the shop, or with the secret of the order.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
    ["claim.open", "claim.withdraw", "claim.pass-on", "claim.decide", "claim.settle"];

    public static void Map(RouteGroupBuilder api)
    {
        api.MapCommand<OpenClaim>("/orders/{orderId:guid}/claims", "CLAIM_LATE", "CLAIMED_ALREADY");
        api.MapCommand<WithdrawClaim>("/claims/{claimId:guid}/withdraw", MovedOn);
        api.MapCommand<PassOnClaim>("/claims/{claimId:guid}/pass-on", MovedOn);
        api.MapCommand<DecideClaim>("/claims/{claimId:guid}/decide", MovedOn);
        api.MapCommand<JudgeClaim>("/claims/{claimId:guid}/judge", MovedOn);
        api.MapCommand<SettleClaim>("/claims/{claimId:guid}/settle", MovedOn);
    }
}
