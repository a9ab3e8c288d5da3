using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.People.Parties;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Offline;

/// <summary>She tells a worker without a line how to reach her from now on; the number on her card says who she is. Fields
/// that are not there stay as they are.</summary>
internal sealed record ChangeByCard(UnitId UnitId, string Number, IReadOnlyDictionary<string, string?> Values)
    : IOfflineCommand
{
    public static string Kind => "card.change";
}

internal sealed class ChangeByCardHandler(JisrDb db, CardHolder cards, IHandle<ChangePerson> change)
    : IHandle<ChangeByCard>
{
    private (PartyId Id, UnitId Home)? who;

    public async Task<Reach> ReachAsync(ChangeByCard command, CommandScope scope, CancellationToken ct)
    {
        who = await cards.FindAsync(command.Number, ChangeByCard.Kind, scope.Actor, ct);
        if (who is { } her)
            await change.ReachAsync(Of(command, her.Id, 1), scope, ct);
        return cards.ReachOf(who, command.UnitId);
    }

    public void Check(ChangeByCard command, Problems problems, CommandScope scope)
    {
        CardHolder.Check(command.Number, who, problems);
        if (command.Values.Count == 0)
            problems.Add("values", "CHANGE_MISSING");
        else if (who is { } her)
            change.Check(Of(command, her.Id, 1), problems, scope);
    }

    public async Task<Outcome> HandleAsync(ChangeByCard command, CommandScope scope, CancellationToken ct)
    {
        var her = who!.Value.Id;
        await db.Storage.LockRowAsync(db, "people_party", "id", her.Value, ct);
        return await change.HandleAsync(Of(command, her, await BaseAsync(her, scope.OccurredAt, ct)), scope, ct);
    }

    // The device shows nothing of her, so it saw no version: what stood when she said it is what her words change. What
    // was written since is another answer, and both are shown (doors.md §4.9).
    private async Task<int> BaseAsync(PartyId party, DateTimeOffset said, CancellationToken ct) =>
        await db.Set<FieldChange>()
            .Where(c => c.PartyId == party && c.Group == FieldGroups.Contact && c.At <= said)
            .MaxAsync(c => (int?)c.Version, ct)
        ?? 1;

    private static ChangePerson Of(ChangeByCard command, PartyId party, int seen) =>
        new(party, FieldGroups.Contact, seen, command.Values);
}
