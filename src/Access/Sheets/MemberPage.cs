using Jisr.Access.Beginnings;
using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Audit;
using Jisr.Kernel.Ids;

namespace Jisr.Access.Sheets;

/// <summary>What a worker's page says of the woman before her.</summary>
internal sealed record MemberFacts(string Name, string Number, UnitId UnitId);

/// <summary>Opens a page about one member: may she see it, and the look is written down first.</summary>
internal sealed class MemberPage(
    ICurrentActor current,
    AccessGate gate,
    IEnumerable<IPartyDirectory> directories,
    IEnumerable<IMemberContacts> contacts,
    ReadLog log
)
{
    /// <summary>Null when there is no such member for this worker.</summary>
    public async Task<MemberFacts?> OpenAsync(PartyId party, string permission, CancellationToken ct)
    {
        var actor = await current.GetAsync(ct);
        foreach (var source in contacts)
            if (
                await source.OfAsync(party, ct) is { } contact
                && gate.May(actor, permission, Reach.Unit(contact.UnitId))
            )
            {
                await log.WriteAsync(ReadAction.View, [party], "name", contact.UnitId, ct: ct);
                var name = "";
                foreach (var directory in directories)
                    name = (await directory.NamesOfAsync([party], actor, ct)).GetValueOrDefault(party) ?? name;
                return new MemberFacts(name, CodeSigns.Spaced(contact.Number), contact.UnitId);
            }
        return null;
    }
}
