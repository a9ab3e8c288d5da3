using Jisr.Contracts.People;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Jisr.Market.Shops;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Feedbacks;

/// <summary>With a seller who is made nameless go the words that were said of her, and hers.</summary>
internal sealed class ForgetFeedback(JisrDb db) : IForgetPerson
{
    public Task ForgetAsync(PartyId party, DateTimeOffset now, CancellationToken ct)
    {
        var shops = db.Set<Shop>().Where(s => s.PartyId == party).Select(s => s.Id);
        return db.Set<Feedback>()
            .Where(f => shops.Contains(f.ShopId))
            .ExecuteUpdateAsync(
                s => s.SetProperty(f => f.Text, (string?)null).SetProperty(f => f.Answer, (string?)null),
                ct
            );
    }
}
