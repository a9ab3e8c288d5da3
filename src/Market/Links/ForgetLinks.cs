using Jisr.Contracts.People;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Links;

/// <summary>With a promoter who is made nameless go the number by which shops knew her and her links; what she is owed
/// stays.</summary>
internal sealed class ForgetLinks(JisrDb db) : IForgetPerson
{
    public async Task ForgetAsync(PartyId party, DateTimeOffset now, CancellationToken ct)
    {
        var hers = db.Set<TrackedLink>().Where(l => l.PromoterId == party);
        await hers.ExecuteUpdateAsync(s => s.SetProperty(l => l.PromoterMark, ""), ct);
        await hers.Where(l => l.EndedAt == null).ExecuteUpdateAsync(s => s.SetProperty(l => l.EndedAt, now), ct);
    }
}
