using Jisr.Contracts.People;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Access.Accounts;

/// <summary>A woman whose records were merged keeps the account that she had, by whichever of them.</summary>
internal sealed class MemberRecords(JisrDb db, IEnumerable<IPartyDirectory> directories)
{
    /// <summary>All records of the woman whose record this is, the one that lives on first.</summary>
    public Task<IReadOnlyList<PartyId>> OfAsync(PartyId party, CancellationToken ct) =>
        directories.RecordsOfAsync(party, ct);

    /// <summary>Accounts of the women whose records these are.</summary>
    public async Task<IQueryable<Account>> AccountsAsync(IEnumerable<PartyId> parties, CancellationToken ct)
    {
        var all = new HashSet<PartyId>();
        foreach (var party in parties)
            all.UnionWith(await OfAsync(party, ct));
        PartyId[] ids = [.. all];
        return db.Set<Account>().Where(a => a.PartyId != null && EF.Parameter(ids).Contains(a.PartyId.Value));
    }

    /// <summary>Her account. Where several records had one: that of the record itself, else the oldest that is open.
    /// </summary>
    public async Task<Account?> AccountAsync(PartyId party, CancellationToken ct)
    {
        var found = await (await AccountsAsync([party], ct)).ToListAsync(ct);
        return found
            .OrderBy(a => a.IsClosed)
            .ThenByDescending(a => a.PartyId == party)
            .ThenBy(a => a.CreatedAt)
            .FirstOrDefault();
    }
}
