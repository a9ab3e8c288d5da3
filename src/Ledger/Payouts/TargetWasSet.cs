using Jisr.Contracts.Access;
using Jisr.Contracts.People;
using Jisr.Kernel.Events;
using Jisr.Kernel.Ids;

namespace Jisr.Ledger.Payouts;

/// <summary>Where a member's money goes was changed: she is to be told on the phone she had before (O-1).</summary>
internal sealed record TargetWasSet(PartyId PartyId, DateTimeOffset At) : IMessage
{
    public static string Name => "ledger.target-set";
}

/// <summary>So that a change that was not hers does not stay hidden; as neutral as a code: no organisation, no link.</summary>
internal sealed class TellOldNumber(IEnumerable<ISmsGateway> gateways, IEnumerable<IMemberContacts> contacts)
    : IReact<TargetWasSet>
{
    public async Task ReactAsync(TargetWasSet message, Guid messageId, CancellationToken ct)
    {
        foreach (var gateway in gateways.Where(g => g.IsOn))
        foreach (var source in contacts)
        foreach (var phone in (await source.OfAsync(message.PartyId, ct))?.Phones.Where(p => p.MayWrite) ?? [])
            await gateway.SendAsync(phone.Number, "تغيّر عنوان الدفع الخاص بك", ct);
    }
}
