using Jisr.Access.Outbox;
using Jisr.Access.Sessions;
using Jisr.Contracts.People;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Accounts;

/// <summary>The account of a woman whose record is nameless now opens nothing and greets nobody. Its number stays taken.</summary>
internal sealed class ForgetMember(JisrDb db, MemberRecords records) : IForgetPerson
{
    public async Task ForgetAsync(PartyId party, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var account in await (await records.AccountsAsync([party], ct)).ToListAsync(ct))
        {
            account.IsClosed = true;
            account.DisplayName = "";
            // Her own phones send nothing more, and their names were hers.
            await db.Set<OutboxDevice>()
                .Where(d => d.OwnerId == new AccountId(account.Id))
                .ExecuteUpdateAsync(
                    s =>
                        s.SetProperty(d => d.Name, "")
                            .SetProperty(d => d.State, "revoked")
                            .SetProperty(d => d.EndedAt, d => d.EndedAt ?? now),
                    ct
                );
            await OpenSessions.EndAsync(db, new AccountId(account.Id), now, ct);
        }
    }
}
