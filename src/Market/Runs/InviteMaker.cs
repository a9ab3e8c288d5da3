using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Runs;

/// <summary>The organiser of a joint run lets the maker of another shop offer her goods in it.</summary>
/// <param name="Shop">Code of the maker's shop.</param>
internal sealed record InviteMaker(Guid RunId, string Shop) : ICommand
{
    public static string Kind => "run.invite";
}

internal sealed class InviteMakerHandler(JisrDb db) : IHandle<InviteMaker>
{
    public Task<Reach> ReachAsync(InviteMaker command, CommandScope scope, CancellationToken ct) =>
        ShopReach.OfRunAsync(db, new RunId(command.RunId), scope.Actor, ct);

    public void Check(InviteMaker command, Problems problems, CommandScope scope) =>
        problems.Text("shop", command.Shop, 24);

    public async Task<Outcome> HandleAsync(InviteMaker command, CommandScope scope, CancellationToken ct)
    {
        var run = await RunStory.LockAsync(db, command.RunId, ct);
        if (!run.IsJoint)
            return Outcome.No("RUN_NOT_JOINT");
        if (run.Stage is not (RunStage.Planned or RunStage.Open))
            return Outcome.No("RUN_MOVED_ON");
        var code = command.Shop.Trim();
        var shop = await db.Set<Shop>()
            .Where(s => s.Code == code && (s.State == ShopState.Open || s.State == ShopState.Paused))
            .Select(s => (ShopId?)s.Id)
            .SingleOrDefaultAsync(ct);
        if (shop is not { } maker || maker == run.ShopId)
            return Outcome.No("MAKER_UNKNOWN", "shop");
        if (!await db.Set<RunMaker>().AnyAsync(m => m.RunId == run.Id && m.ShopId == maker, ct))
            db.Add(
                new RunMaker
                {
                    RunId = run.Id,
                    ShopId = maker,
                    InvitedAt = scope.Now,
                }
            );
        return RunStory.Done(run);
    }
}

/// <summary>Who is the maker of what in a joint run.</summary>
internal static class MakerReach
{
    /// <summary>Hers whose shop is invited; nobody else's, the organiser's neither.</summary>
    public static async Task<Reach> OfShopAsync(JisrDb db, RunId run, string shop, Actor actor, CancellationToken ct) =>
        await (
            from m in db.Set<RunMaker>()
            join s in db.Set<Shop>() on m.ShopId equals s.Id
            where m.RunId == run && s.Code == shop
            select (Kernel.Ids.PartyId?)s.PartyId
        ).SingleOrDefaultAsync(ct)
            is { } owner
            ? Reach.Held(actor.Is(owner))
            : Reach.Missing;
}
