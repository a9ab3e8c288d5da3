using System.Globalization;
using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Ids;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jisr.People.Units;

/// <summary>GET <c>/api/v1/units</c> and <c>/programmes</c>: their public facts, today or on a day.</summary>
internal static class UnitsApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/units", ListAsync)
            .AllowAnonymous()
            .WithSummary(
                "Units that are open: today, or on a day (?on=2021-12-31) with the names, parents and places of that day"
            );
        api.MapGet("/units/{code}", OneAsync).AllowAnonymous().WithSummary("One unit and its organisation's number");
        api.MapGet("/programmes", (IUnitDirectory units, CancellationToken ct) => units.ProgrammesAsync(ct))
            .AllowAnonymous()
            .WithSummary("Programmes");
    }

    private static async Task<IResult> ListAsync(
        IUnitHistory history,
        IUnitTree tree,
        CancellationToken ct,
        string? on = null
    )
    {
        var day = tree.Today(UnitId.Root);
        return
            on is not null
            && !DateOnly.TryParseExact(on, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
            ? Results.Problem("on is a day such as 2021-12-31", statusCode: StatusCodes.Status400BadRequest)
            : Results.Ok(await history.OnAsync(day, ct));
    }

    private static async Task<IResult> OneAsync(
        string code,
        IUnitHistory history,
        IUnitDirectory units,
        IUnitTree tree,
        CancellationToken ct
    ) =>
        (await history.OnAsync(tree.Today(UnitId.Root), ct)).FirstOrDefault(u => u.Code == code) is { } unit
            ? Results.Ok(new { unit, phone = await units.PhoneOfAsync(unit.Id, ct) })
            : Results.NotFound();
}
