using System.Globalization;
using Jisr.Access.Accounts;
using Jisr.Access.Pins;
using Jisr.Contracts.Access;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;
using Jisr.Kernel.Values;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Beginnings;

/// <summary>Answers how a member who was just registered gets her account, and whether her money waits.</summary>
internal sealed class MemberAccounts(
    JisrDb db,
    MemberRecords records,
    CommandPipeline pipeline,
    Sealer sealer,
    TimeProvider clock
) : IMemberAccounts, IPayoutHolds
{
    public async Task<string?> StartAddressAsync(PartyId party, CancellationToken ct)
    {
        var now = Clock.Now(clock);
        var account = await records.AccountAsync(party, ct);
        var id = new AccountId(account?.Id ?? Guid.Empty);
        var open = await db.Set<Beginning>()
            .AsNoTracking()
            .Where(b => b.AccountId == id && b.Why == Beginning.First && b.UsedAt == null && b.ExpiresAt > now)
            .FirstOrDefaultAsync(ct);
        // The same code again while it is unused: a card that is printed twice has one.
        if (open is not null)
            return Address(open.Id, open.AccountId);
        var today = now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var answer = await pipeline.SendAsync(
            new Envelope<BeginMember>(
                new CommandId(NameUuid.Of("member.begin", party.ToString(), today)),
                new BeginMember(party)
            ),
            Actor.System,
            Door.System,
            ct
        );
        if (!answer.IsDone || answer.Subject is not { } subject)
            return null;
        var made = await db.Set<Beginning>()
            .AsNoTracking()
            .SingleOrDefaultAsync(b => b.Id == subject && b.UsedAt == null, ct);
        return made is null ? null : Address(made.Id, made.AccountId);
    }

    public async Task<DateTimeOffset?> HeldUntilAsync(PartyId party, CancellationToken ct)
    {
        var now = Clock.Now(clock);
        return await (
            from account in await records.AccountsAsync([party], ct)
            join signIn in db.Set<MemberSignIn>() on account.Id equals signIn.Id
            where signIn.PayoutsHeldUntil > now
            orderby signIn.PayoutsHeldUntil descending
            select signIn.PayoutsHeldUntil
        ).FirstOrDefaultAsync(ct);
    }

    private string Address(Guid id, AccountId account) => "/begin/" + OpenBeginning.CodeOf(sealer, id, account);
}
