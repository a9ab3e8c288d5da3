using Jisr.Access.Accounts;
using Jisr.Contracts.Access;
using Jisr.Contracts.People;
using Jisr.Kernel.Data;
using Jisr.Kernel.Events;
using Jisr.Kernel.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Codes;

/// <summary>Sends a code that was asked for: the words of S-14 and nothing else.</summary>
internal sealed class SendCode(
    JisrDb db,
    IEnumerable<IMemberContacts> contacts,
    ISmsGateway gateway,
    Sealer sealer,
    TimeProvider clock
) : IReact<CodeAsked>
{
    public async Task ReactAsync(CodeAsked message, Guid messageId, CancellationToken ct)
    {
        var request = await db.Set<OtpRequest>()
            .AsNoTracking()
            .SingleOrDefaultAsync(r => r.Id == message.RequestId, ct);
        // A code that comes when its time is over only makes her type in vain.
        if (request is not { State: OtpRequest.Asked } || Clock.Now(clock) - request.CreatedAt >= OtpRequest.Lasts)
            return;
        var party = await db.Set<Account>()
            .Where(a => a.Id == request.AccountId.Value)
            .Select(a => a.PartyId)
            .SingleAsync(ct);
        foreach (var source in contacts)
        foreach (var phone in (await source.OfAsync(party!.Value, ct))?.Phones.Where(p => p.MayWrite) ?? [])
            if (sealer.Index("access.code-number", phone.Number).AsSpan().SequenceEqual(request.NumberIndex))
                await SendAsync(request, phone.Number, ct);
    }

    private async Task SendAsync(OtpRequest request, string number, CancellationToken ct)
    {
        await gateway.SendAsync(number, "رمزك " + ProveCode.CodeOf(sealer, request.Id, request.AccountId), ct);
        await using var turn = await db.Storage.WriteTurnAsync(ct);
        await db.Set<OtpRequest>()
            .Where(r => r.Id == request.Id && r.State == OtpRequest.Asked)
            .ExecuteUpdateAsync(r => r.SetProperty(x => x.State, OtpRequest.Sent), ct);
    }
}
