using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Doors.Sync;
using Jisr.Market.Shops;

namespace Jisr.Market.Runs;

/// <summary>A market run may be taken along by who runs it (market.md §9, runner).</summary>
internal sealed class RunAlong(JisrDb db, RunList list) : ITakeAlong
{
    private const string Name = "run";

    public string What => Name;

    public static AlongThing Of(Guid? run) => new(Name, run ?? Guid.Empty);

    public Task<Reach> ReachAsync(Guid thing, Actor actor, CancellationToken ct) =>
        ShopReach.OfRunAsync(db, new RunId(thing), actor, ct);

    public async Task<object> ListAsync(Guid thing, CancellationToken ct) => await list.OfAsync(new RunId(thing), ct);
}
