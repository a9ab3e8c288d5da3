using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.Kernel.Values;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Runs;

/// <summary>What is known of a stall is written anew. The telephone stays as it is while none is typed.</summary>
/// <param name="DropPhone">The telephone that is kept goes.</param>
internal sealed record ChangeStall(
    Guid StallId,
    string Name,
    string? Place = null,
    string? Landmark = null,
    string? Phone = null,
    bool DropPhone = false,
    string? CreditTerms = null
) : ICommand
{
    public static string Kind => "stall.change";
}

/// <summary>She passes it sooner, or later, on her way: it changes places with its neighbour.</summary>
internal sealed record MoveStall(Guid StallId, bool Up) : ICommand
{
    public static string Kind => "stall.move";
}

/// <summary>She buys there no more. What was bought there stays, and she may take it up again.</summary>
/// <param name="Again">She buys there again.</param>
internal sealed record CloseStall(Guid StallId, bool Again = false) : ICommand
{
    public static string Kind => "stall.close";
}

internal sealed class StallHandler(JisrDb db, Sealer sealer)
    : IHandle<ChangeStall>,
        IHandle<MoveStall>,
        IHandle<CloseStall>
{
    public Task<Reach> ReachAsync(ChangeStall command, CommandScope scope, CancellationToken ct) =>
        OfAsync(command.StallId, scope, ct);

    public Task<Reach> ReachAsync(MoveStall command, CommandScope scope, CancellationToken ct) =>
        OfAsync(command.StallId, scope, ct);

    public Task<Reach> ReachAsync(CloseStall command, CommandScope scope, CancellationToken ct) =>
        OfAsync(command.StallId, scope, ct);

    public void Check(ChangeStall command, Problems problems, CommandScope scope) =>
        StallRules.Check(problems, command.Name, command.Place, command.Landmark, command.CreditTerms);

    public async Task<Outcome> HandleAsync(ChangeStall command, CommandScope scope, CancellationToken ct)
    {
        var stall = await FindAsync(command.StallId, ct);
        if (!string.IsNullOrWhiteSpace(command.Phone))
        {
            if (await StallRules.PhoneAsync(db, stall.PartyId, command.Phone, ct) is not { } phone)
                return Outcome.No("PHONE_INVALID", "phone");
            stall.PhoneSealed = sealer.Seal(phone, "market_stall", "phone_sealed", stall.Id.Value);
        }
        else if (command.DropPhone)
            stall.PhoneSealed = null;
        stall.Name = ShopRules.Clean(command.Name)!;
        stall.Place = ShopRules.Clean(command.Place);
        stall.Landmark = ShopRules.Clean(command.Landmark);
        stall.CreditTerms = ShopRules.Clean(command.CreditTerms);
        return new Outcome.Done { Subject = stall.Id.Value };
    }

    public async Task<Outcome> HandleAsync(MoveStall command, CommandScope scope, CancellationToken ct)
    {
        var stall = await FindAsync(command.StallId, ct);
        var all = await db.Set<Stall>()
            .Where(s => s.PartyId == stall.PartyId && s.ClosedAt == null)
            .OrderBy(s => s.WalkingOrder)
            .ThenBy(s => s.Id)
            .ToListAsync(ct);
        var at = all.FindIndex(s => s.Id == stall.Id);
        var to = at + (command.Up ? -1 : 1);
        // The first cannot go up: nothing is wrong with asking.
        if (at >= 0 && to >= 0 && to < all.Count)
            (all[at], all[to]) = (all[to], all[at]);
        for (var i = 0; i < all.Count; i++)
            all[i].WalkingOrder = i + 1;
        return new Outcome.Done { Subject = stall.Id.Value };
    }

    public async Task<Outcome> HandleAsync(CloseStall command, CommandScope scope, CancellationToken ct)
    {
        var stall = await FindAsync(command.StallId, ct);
        if (stall.ClosedAt is null != command.Again)
            stall.ClosedAt = command.Again ? null : scope.Now;
        else
            return Outcome.No("STALL_CLOSED");
        return new Outcome.Done { Subject = stall.Id.Value };
    }

    private async Task<Reach> OfAsync(Guid stall, CommandScope scope, CancellationToken ct)
    {
        var id = new StallId(stall);
        var owner = await db.Set<Stall>()
            .Where(s => s.Id == id)
            .Select(s => (PartyId?)s.PartyId)
            .SingleOrDefaultAsync(ct);
        return owner is { } party ? Reach.Held(scope.Actor.Is(party)) : Reach.Missing;
    }

    private Task<Stall> FindAsync(Guid stall, CancellationToken ct)
    {
        var id = new StallId(stall);
        return db.Set<Stall>().SingleAsync(s => s.Id == id, ct);
    }
}

/// <summary>What holds for every stall.</summary>
internal static class StallRules
{
    public static void Check(Problems problems, string? name, string? place, string? landmark, string? creditTerms)
    {
        problems.Text("name", name, Stall.MostName);
        problems.Text("place", place, Stall.MostPlace, required: false);
        problems.Text("landmark", landmark, Stall.MostPlace, required: false);
        problems.Text("creditTerms", creditTerms, Stall.MostTerms, required: false);
    }

    /// <summary>The number as it is kept, read in the country of her shop; null when it is none.</summary>
    public static async Task<string?> PhoneAsync(JisrDb db, PartyId party, string typed, CancellationToken ct)
    {
        var country = await db.Set<Shop>()
            .Where(s => s.PartyId == party)
            .OrderBy(s => s.CreatedAt)
            .Select(s => s.Country)
            .FirstOrDefaultAsync(ct);
        return PhoneBinder.Read(typed, country ?? "SY") is { IsValue: true, Value: { } number } ? number : null;
    }
}
