using Jisr.Contracts.Access;
using Jisr.Contracts.People;
using Jisr.Kernel.Events;

namespace Jisr.Access.Resets;

/// <summary>S-26: she is told on the phone she had before, so that a reset that was not hers does not stay hidden. As
/// neutral as a code: no organisation, no link.</summary>
internal sealed class TellOldChannel(ISmsGateway gateway, IEnumerable<IMemberContacts> contacts) : IReact<PinWasReset>
{
    public async Task ReactAsync(PinWasReset message, Guid messageId, CancellationToken ct)
    {
        if (!gateway.IsOn)
            return;
        foreach (var source in contacts)
        foreach (var phone in (await source.OfAsync(message.PartyId, ct))?.Phones.Where(p => p.MayWrite) ?? [])
            await gateway.SendAsync(phone.Number, "تغيّر رمزك", ct);
    }
}
