using Jisr.Contracts.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jisr.People.Units;

/// <summary>GET <c>/api/v1/units</c> and <c>/programmes</c>: their public facts.</summary>
internal static class UnitsApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/units", (IUnitDirectory units, CancellationToken ct) => units.AllAsync(ct))
            .AllowAnonymous()
            .WithSummary("Units that are open");
        api.MapGet("/programmes", (IUnitDirectory units, CancellationToken ct) => units.ProgrammesAsync(ct))
            .AllowAnonymous()
            .WithSummary("Programmes");
    }
}
